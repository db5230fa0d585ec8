// What reading a model carries along: where problems go, which names were seen, who is speaking.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/fields/field.hpp"
#include "models/model.hpp"
#include "models/read/report.hpp"
#include "models/read/value.hpp"

namespace hakyu::models::reading {

/// The parts of a diagnostic that are not its place.
struct Problem {
  std::string_view code;
  std::string found{};
  std::string expected{};
  std::string suggestion{};
  Severity severity = Severity::error;
};

/// Adds a problem at a value.
void add(Report& report, const Value& value, Problem problem);
/// Adds a problem at a member's key.
void add_at_key(Report& report, const Value& value, Problem problem);

/// "file:line:column", to name another place in a diagnostic.
[[nodiscard]] std::string place(const Value& value);

/// Names of one kind, with where they are defined.
class Names {
 public:
  /// Records a definition; one that is already there is reported, but for vulnerabilities of another file:
  /// what files say about one is joined where it is used (models/merge.hpp).
  void define(fields::Kinds kind, const Value& value, Report& report);

  /// Records that `value` names a thing of one of `kinds`.
  void use(fields::Kinds kinds, const Value& value) { uses_.push_back({kinds, value}); }

  /// Says that the name `alias` means the thing `value` is defined by.
  void define_alias(const Value& alias, std::string_view id) { aliases_.emplace(alias.text(), id); }

  /// Reports every use of a name that is not there, or that means two things. Complexity: linear, plus, for
  /// the unknown ones, a comparison with the known names within a fixed budget.
  void check(Report& report) const;

 private:
  struct Use {
    fields::Kinds kinds;
    Value value;
  };
  struct Definition {
    fields::Kinds kind;
    Value value;
  };
  using Table = std::unordered_map<std::string_view, Definition>;

  /// Finds near names, until it has compared so many that it would take noticeable time.
  class Suggester {
   public:
    explicit Suggester(const Names& names) : names_(names) {}
    std::string operator()(const Use& use);

   private:
    const Names& names_;
    std::unordered_map<fields::Kinds, std::vector<std::string_view>> known_;
    std::size_t budget_ = 3'000'000;  // names
  };

  /// Names of these kinds, sorted.
  [[nodiscard]] std::vector<std::string_view> known(fields::Kinds kinds) const;

  std::array<Table, 16> tables_;  ///< by kind; resources and services share the first
  std::unordered_map<std::string_view, std::string_view> aliases_;
  std::vector<Use> uses_;
};

struct Context {
  Report& report;
  Names& names;
  const std::vector<SourceFile>& files;
  std::string_view from{};       ///< party that wrote the file being read
  Annotation* holder = nullptr;  ///< of the innermost object that keeps annotations
  Value holder_value{};          ///< that object

  // To be compared with other objects when all files are read.
  std::vector<std::pair<Value, LocalTime>> step_times{};  ///< with the start of the study
  std::vector<Value> withdrawn{};  ///< measures a plan withdraws but does not carry out
  std::vector<std::pair<std::string_view, Value>> runs_on{};  ///< a resource's id and what it runs on
};

}  // namespace hakyu::models::reading
