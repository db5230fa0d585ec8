// Model files → Model, with all diagnostics at once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/model.hpp"

namespace hakyu::models {

/// A model file in memory.
struct Document {
  std::string name;
  std::string text;
};

struct ReadResult {
  Model model;              ///< what could be understood; use it only if !has_errors(diagnostics)
  Diagnostics diagnostics;  ///< sorted by file, line, column
};

/// Reads and merges documents and checks them: syntax, schema, duplicate ids, references, ranges.
/// Never throws on bad content; limits: 256 MiB per document, 64 levels of nesting, 1,000 diagnostics.
[[nodiscard]] ReadResult read(const std::vector<Document>& documents);

/// True for a pipe that stands in a folder under a name of its own: opening it waits, perhaps for ever, until
/// somebody writes. The pipes of a shell (/dev/stdin, /dev/fd/N) are links, and somebody does.
[[nodiscard]] bool is_named_pipe(const std::filesystem::path& path);

/// The one seam to the file system: loads files, and all *.json below folders in sorted order.
[[nodiscard]] std::vector<Document> load(const std::vector<std::filesystem::path>& paths,
                                         Diagnostics& diagnostics);

}  // namespace hakyu::models
