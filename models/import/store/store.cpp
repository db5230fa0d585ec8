// Opening and making stores, transactions.
#include "models/import/store/store.hpp"

#include <filesystem>
#include <string>

#include "models/import/embedded.hpp"
#include "models/import/store/parts.hpp"

namespace hakyu::models::store {

namespace {

constexpr std::int64_t our_application = 0x68616b79;
constexpr std::int64_t our_version = 1;

std::int64_t asked(sqlite3* db, const char* pragma) {
  Statement statement(db, pragma);
  return statement.step() ? statement.number(0) : 0;
}

void prepare(sqlite3* db, Store::Access access) {
  sqlite3_busy_timeout(db, 5000);
  // A store may come from someone else: nothing in its schema may do anything.
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  execute(db, "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY");
  execute(db, access == Store::Access::write ? "PRAGMA cache_size=-131072" : "PRAGMA cache_size=-65536");
}

std::string_view code_of(int status) {
  switch (status) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return codes::busy;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return codes::cannot_open;
    default:
      return codes::not_a_store;
  }
}

}  // namespace

Diagnostic problem(const std::string& file, std::string_view code, std::string found, std::string expected) {
  Diagnostic d;
  d.code = code;
  d.file = file;
  d.found = std::move(found);
  d.expected = std::move(expected);
  return d;
}

std::string packed(std::span<const std::string> list) {
  std::string text;
  for (const std::string& each : list) {
    if (&each != list.data()) text += '\x1F';
    for (const char c : each) text += c == '\x1F' ? ' ' : c;
  }
  return text;
}

std::vector<std::string> unpacked(std::string_view text) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\x1F'), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

Store::Parts::~Parts() {
  writer.reset();
  prepared.reset();
  database.reset();
  // SQLite leaves an empty file where a new store was not committed.
  std::error_code ignored;
  if (made && std::filesystem::file_size(path, ignored) == 0) std::filesystem::remove(path, ignored);
}

std::optional<Store> Store::open(const std::string& path, Access access, Diagnostics& diagnostics) {
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  std::error_code ignored;
  parts->made = access == Access::write && !std::filesystem::exists(path, ignored);
  sqlite3* database = nullptr;
  const int flags =
      access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int status = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  parts->database.reset(database);
  if (status != SQLITE_OK) {
    diagnostics.push_back(problem(path, codes::cannot_open, sqlite3_errmsg(database)));
    return std::nullopt;
  }
  try {
    prepare(database, access);
    const std::int64_t application = asked(database, "PRAGMA application_id");
    const std::int64_t version = asked(database, "PRAGMA user_version");
    parts->fresh = asked(database, "SELECT count(*) FROM sqlite_schema") == 0;
    const bool ours = application == our_application && version == our_version;
    if (!ours && !(parts->fresh && access == Access::write)) {
      if (application == our_application)
        diagnostics.push_back(problem(path, codes::other_version, std::to_string(version), "1"));
      else
        diagnostics.push_back(problem(path, codes::not_a_store, "SQLite"));
      return std::nullopt;
    }
    // One state of the store for all questions, and no lock to be taken for each.
    if (access == Access::read) execute(database, "BEGIN");
  } catch (const Error& error) {
    diagnostics.push_back(problem(path, code_of(sqlite3_errcode(database)), error.what()));
    return std::nullopt;
  }
  return Store(std::move(parts));
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

void Store::begin() {
  execute(parts_->db(), "BEGIN IMMEDIATE");
  if (parts_->fresh) execute(parts_->db(), std::string(embedded::store_schema()).c_str());
  if (!parts_->writer) parts_->writer.emplace(parts_->db());
}

void Store::commit() {
  execute(parts_->db(), "COMMIT");
  parts_->fresh = false;
  parts_->made = false;
}

void Store::roll_back() noexcept {
  // Tables made in this transaction vanish, and with them the statements that use them.
  parts_->writer.reset();
  parts_->prepared.reset();
  sqlite3_exec(parts_->db(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Store::has_file(const std::string& sha256) const {
  if (parts_->fresh && !parts_->writer) return false;
  return Statement(parts_->db(), "SELECT 1 FROM file WHERE sha256=?").with(sha256).step();
}

void Store::begin_file(const SourceFile& file) {
  execute(parts_->db(), "SAVEPOINT file");
  parts_->sha256 = file.sha256;
  parts_->file = parts_->writer->file(file);
}

void Store::keep_file() { execute(parts_->db(), "RELEASE file"); }

void Store::drop_file() noexcept {
  parts_->writer->forget();
  sqlite3_exec(parts_->db(), "ROLLBACK TO file; RELEASE file", nullptr, nullptr, nullptr);
}

}  // namespace hakyu::models::store
