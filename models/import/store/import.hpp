// Files into the store: recognised, read, put in as a whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "models/import/advisories/chunks.hpp"
#include "models/import/store/store.hpp"

namespace hakyu::models::store {

/// What one file brought.
struct FileReport {
  std::string kind;  ///< name of the kind, "" if not recognised
  std::string sha256;
  bool already = false;                             ///< the same bytes were imported before; nothing was done
  std::uint64_t fresh = 0, replaced = 0, kept = 0;  ///< documents, see Added
  std::uint64_t vulnerabilities = 0, products = 0, components = 0, dependencies = 0;
  std::map<std::string, std::uint64_t> remediations;  ///< by kind
  std::map<FindingStatus, std::uint64_t> statuses;
  std::uint64_t restart_unknown = 0;   ///< remediations of which nothing says what has to stand still
  std::uint64_t without_products = 0;  ///< vulnerabilities that no product is named for
  std::uint64_t without_version = 0;   ///< products without a version: none can be excluded
  Diagnostics diagnostics;             ///< at most 1,000
};

struct ImportOptions {
  std::string kind;   ///< name of a kind; "" to recognise it
  bool sure = false;  ///< only if the content is recognised as that kind
  std::string day;    ///< of the import, "2026-11-27"
  std::function<void(std::uint64_t done, std::uint64_t of)> progress;  ///< in bytes; may be empty
};

/// Imports one file, between begin() and commit() of the store. If has_errors of the report's diagnostics,
/// the store is as it was before. Throws what the input throws if it cannot be read; then, too, nothing is
/// kept.
[[nodiscard]] FileReport import_file(Store& store, const advisories::Input& input,
                                     const ImportOptions& options);

}  // namespace hakyu::models::store
