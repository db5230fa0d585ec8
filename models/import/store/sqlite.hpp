// SQLite's C interface as values that clean up after themselves. Internal to store/.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hakyu::models::store {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;

/// Throws models::Error("store", …) with what SQLite says.
[[noreturn]] void fail(sqlite3* database);
/// Runs statements without results.
void execute(sqlite3* database, const char* sql);

/// A prepared statement. Values are bound in order, from ?1.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  /// Starts anew with these values; texts must live until the last step.
  template <class... Values>
  Statement& with(const Values&... values) {
    reset();
    int place = 0;
    (bind(++place, values), ...);
    return *this;
  }
  /// Runs a statement that gives no rows.
  template <class... Values>
  void run(const Values&... values) {
    with(values...).step();
    reset();
  }
  /// Moves to the next row; false after the last.
  bool step();
  void reset();

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool null(int column) const;

 private:
  void bind(int place, std::string_view value);
  void bind(int place, std::int64_t value);
  void bind(int place, double value);
  void bind(int place, std::nullptr_t);
  void check(int status);

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
};

/// Statements that wait to be used again: preparing one takes longer than most answers.
class Prepared {
 public:
  explicit Prepared(sqlite3* database) : database_(database) {}
  [[nodiscard]] Statement take(const std::string& sql);
  void give_back(const std::string& sql, Statement statement);

 private:
  sqlite3* database_;
  std::unordered_map<std::string, std::vector<Statement>> idle_;
};

/// A statement on loan.
class Query : public Statement {
 public:
  Query(Prepared& prepared, std::string sql)
      : Statement(prepared.take(sql)), prepared_(prepared), sql_(std::move(sql)) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() { prepared_.give_back(sql_, std::move(*this)); }

 private:
  Prepared& prepared_;
  std::string sql_;
};

}  // namespace hakyu::models::store
