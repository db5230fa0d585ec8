// The one seam between models and the file system.
#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

#include "models/diagnostic_codes.hpp"
#include "models/read/read.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models {

namespace {

namespace fs = std::filesystem;

class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void load(const fs::path& path) {
    std::error_code error;
    if (fs::status(path, error).type() == fs::file_type::not_found)
      report(codes::not_found, path);
    else if (fs::is_directory(path, error))
      load_folder(path);
    else if (is_table(path))
      report_table(path);
    else
      load_file(path);
  }

  /// Says which files were mappings: an error where nothing else was found.
  void report_mappings() {
    for (const fs::path& path : mappings_)
      report(codes::mapping_file, path, documents_.empty() ? Severity::error : Severity::warning, {},
             "hakyu import ledger --mapping");
  }

  [[nodiscard]] std::vector<Document> documents() && { return std::move(documents_); }

 private:
  void report(std::string_view code, const fs::path& path, Severity severity = Severity::error,
              std::string found = {}, std::string expected = {}) {
    Diagnostic d;
    d.severity = severity;
    d.code = code;
    d.file = path.generic_string();
    d.found = found.empty() ? path.generic_string() : std::move(found);
    d.expected = std::move(expected);
    diagnostics_.push_back(std::move(d));
  }

  /// A ledger is what a hospital has before it has a model.
  static bool is_table(const fs::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending == ".csv" || ending == ".tsv" || ending == ".xlsx" || ending == ".xls" || ending == ".xlsm";
  }

  /// A mapping is often saved beside the model that was made by it.
  static bool is_mapping(std::string_view text) {
    return text.substr(0, 4096).find("\"hakyu-mapping/1\"") != std::string_view::npos;
  }

  void report_table(const fs::path& path) {
    report(codes::table_file, path, Severity::error, {}, "hakyu import ledger");
  }

  /// Whether a path inside `folder` is what it seems: links must not lead out of it.
  static bool stays_inside(const fs::path& folder, const fs::path& path) {
    std::error_code error;
    const fs::path base = fs::canonical(folder, error);
    const fs::path target = fs::canonical(path, error);
    if (error) return true;  // cannot be read: reported when it is opened
    const auto [in_base, in_target] = std::mismatch(base.begin(), base.end(), target.begin(), target.end());
    return in_base == base.end();
  }

  void load_folder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> found;
    std::set<fs::path> tables;
    fs::path at =
        folder;  // where it stops if it does: a folder that cannot be opened may hold a part of the model
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code ignored;
      at = entry->path();
      if (entry->is_directory(ignored)) continue;
      if (entry->path().extension() == ".json") found.push_back(entry->path());
      if (is_table(entry->path())) tables.insert(entry->path());
    }
    if (error) return report(codes::cannot_read, at);
    if (found.empty() && !tables.empty()) return report_table(*tables.begin());
    if (found.empty()) return report(codes::no_files, folder);
    std::sort(found.begin(), found.end(),
              [](const fs::path& a, const fs::path& b) { return a.generic_string() < b.generic_string(); });
    for (const fs::path& path : found) {
      if (stays_inside(folder, path))
        load_file(path);
      else
        report(codes::outside_folder, path, Severity::warning);
    }
  }

  void load_file(const fs::path& path) {
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (!error && !seen_.insert(canonical).second) return;  // named twice: one file
    if (is_named_pipe(path)) return report(codes::cannot_read, path);
    std::ifstream file(path, std::ios::binary);
    if (!file) return report(codes::cannot_read, path);
    std::string text;
    std::string block(std::size_t{1} << 20U, '\0');
    // Read in blocks: a device or pipe has no size to ask for.
    while (text.size() <= reading::document_limit &&
           file.read(block.data(), static_cast<std::streamsize>(block.size())).gcount() > 0)
      text.append(block, 0, static_cast<std::size_t>(file.gcount()));
    if (file.bad()) return report(codes::cannot_read, path);
    if (text.size() > reading::document_limit)
      return report(codes::too_large, path, Severity::error, "> " + std::to_string(reading::document_limit),
                    "<= " + std::to_string(reading::document_limit));
    if (is_mapping(text)) return mappings_.push_back(path);
    documents_.push_back({path.generic_string(), std::move(text)});
  }

  Diagnostics& diagnostics_;
  std::vector<Document> documents_;
  std::vector<fs::path> mappings_;
  std::set<fs::path> seen_;
};

}  // namespace

bool is_named_pipe(const fs::path& path) {
  std::error_code ignored;
  return fs::symlink_status(path, ignored).type() == fs::file_type::fifo;
}

std::vector<Document> load(const std::vector<fs::path>& paths, Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  for (const fs::path& path : paths) loader.load(path);
  loader.report_mappings();
  return std::move(loader).documents();
}

}  // namespace hakyu::models
