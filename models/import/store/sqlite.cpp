#include "models/import/store/sqlite.hpp"

#include "models/diagnostic.hpp"

namespace hakyu::models::store {

void fail(sqlite3* database) { throw Error("store", sqlite3_errmsg(database)); }

void execute(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
  statement_.reset(statement);
}

bool Statement::step() {
  const int status = sqlite3_step(statement_.get());
  if (status != SQLITE_ROW && status != SQLITE_DONE) fail(database_);
  return status == SQLITE_ROW;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void Statement::bind(int place, std::string_view value) {
  // Not a null pointer, which would mean NULL.
  const char* bytes = value.empty() ? "" : value.data();
  check(sqlite3_bind_text64(statement_.get(), place, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}
void Statement::bind(int place, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), place, value));
}
void Statement::bind(int place, double value) { check(sqlite3_bind_double(statement_.get(), place, value)); }
void Statement::bind(int place, std::nullptr_t) { check(sqlite3_bind_null(statement_.get(), place)); }

void Statement::check(int status) {
  if (status != SQLITE_OK) fail(database_);
}

Statement Prepared::take(const std::string& sql) {
  std::vector<Statement>& idle = idle_[sql];
  if (idle.empty()) return {database_, sql};
  Statement statement = std::move(idle.back());
  idle.pop_back();
  return statement;
}

void Prepared::give_back(const std::string& sql, Statement statement) {
  statement.reset();
  idle_[sql].push_back(std::move(statement));
}

}  // namespace hakyu::models::store
