// What a store consists of. Internal to store/.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "models/import/store/sqlite.hpp"
#include "models/import/store/store.hpp"

namespace hakyu::models::store {

/// Writes documents as rows, with statements prepared once.
class Writer {
 public:
  explicit Writer(sqlite3* db);
  /// Takes up a file; returns its number.
  std::int64_t file(const SourceFile& file);
  Added add(std::int64_t file, const std::string& sha256, const advisories::Advisory& advisory);
  /// After a transaction was taken back: numbers that were remembered may be gone.
  void forget() { brands_.clear(); }

 private:
  void erase(std::int64_t document);
  void vulnerabilities(std::int64_t document, const advisories::Advisory& advisory);
  void products(std::int64_t document, const advisories::Advisory& advisory);
  void statuses(std::int64_t document, const advisories::Advisory& advisory);
  void remediations(std::int64_t document, const advisories::Advisory& advisory);
  void inventory(std::int64_t document, const advisories::Advisory& advisory);
  std::int64_t brand(const std::string& vendor, const std::string& name);

  sqlite3* db_;
  Statement file_, known_, document_, vulnerability_, alias_, brand_, product_, status_, remediation_,
      remedied_, component_, dependency_;
  std::map<std::pair<std::string, std::string>, std::int64_t> brands_;
  std::map<std::string, std::int64_t> products_;  ///< of the document that is being written
};

struct Store::Parts {
  ~Parts();

  std::string path;
  DatabaseHandle database;
  std::optional<Writer> writer;
  std::optional<Prepared> prepared;
  bool fresh = false;  ///< has no tables yet
  bool made = false;   ///< the file was not there
  std::string sha256;  ///< of the file that is being imported
  std::int64_t file = 0;

  [[nodiscard]] sqlite3* db() const { return database.get(); }
  /// For a question that is asked often.
  [[nodiscard]] Prepared& queries() {
    if (!prepared) prepared.emplace(db());
    return *prepared;
  }
};

/// An error of a file as a whole.
[[nodiscard]] Diagnostic problem(const std::string& file, std::string_view code, std::string found,
                                 std::string expected = {});

/// Lists in one column.
[[nodiscard]] std::string packed(std::span<const std::string> list);
[[nodiscard]] std::vector<std::string> unpacked(std::string_view text);

}  // namespace hakyu::models::store
