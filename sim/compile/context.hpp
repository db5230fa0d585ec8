// What the parts of the compiler share: the model, the system being built, and what was noted on the way.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sim/compile/fields.hpp"
#include "sim/system.hpp"

namespace hakyu::sim::compiling {

/// The thing a number is needed for, and who could state it.
struct About {
  std::string_view subject;
  std::string_view ask;
};

class Context {
 public:
  Context(std::shared_ptr<const models::Model> model, const models::Defaults& defaults);

  const models::Model& model;
  System system;
  models::Diagnostics diagnostics;

  /// The stated law, or the default for `field` and `kind`, which is then noted as an assumption. A missing
  /// row is an error (diagnostic "missing-default") and gives the constant 0.
  [[nodiscard]] Sampler law(const std::optional<models::Law>& stated, std::string_view field,
                            std::string_view kind, About about);

  /// Mean of the default for `field` and `kind`, noted as an assumption.
  [[nodiscard]] double number(std::string_view field, std::string_view kind, About about);

  /// Like `law` without noting it.
  [[nodiscard]] const Sampler& silent_law(std::string_view field, std::string_view kind);
  /// Like `number` without noting it.
  [[nodiscard]] double silent_number(std::string_view field, std::string_view kind);
  /// Notes the default of `field` and `kind` as used.
  void note_default(std::string_view field, std::string_view kind, About about);

  /// Notes a rule.
  void note_rule(std::string_view rule, About about = {}, std::string value = {}, std::string kind = "rule");
  /// Notes an input if its author marked it as an assumption.
  void note_stated(const models::Annotation& annotation, std::string_view field, About about,
                   std::string value = {}, std::string range = {});

  void report(models::Severity severity, std::string_view code, const models::Origin& origin,
              std::string found, std::string expected = {});

  [[nodiscard]] NodeIndex node(const models::Id& id) const { return find(system.node_of, id); }
  [[nodiscard]] FlowIndex flow(const models::Id& id) const { return find(system.flow_of, id); }
  [[nodiscard]] MeasureIndex measure(const models::Id& id) const { return find(system.measure_of, id); }
  [[nodiscard]] std::vector<MeasureIndex> measures(const std::vector<models::Id>& ids) const;
  [[nodiscard]] std::vector<NodeIndex> nodes(const std::vector<models::Id>& ids) const;

  /// Maintainer of a resource; nobody for a service.
  [[nodiscard]] const models::Id& maintainer(NodeIndex node) const;

  /// Random key of a thing; reports a collision with another one.
  [[nodiscard]] std::uint64_t key(std::string_view kind, const models::Id& id, const models::Origin& origin);

  /// All that was noted: sorted, without duplicates.
  [[nodiscard]] Assumptions take_assumptions();

 private:
  struct Row {
    const models::DefaultRow* row = nullptr;
    Sampler law;
    double number = 0.0;
    std::string value;
  };

  const Row& row(std::string_view field, std::string_view kind);

  template <class Tag>
  static Index<Tag> find(const std::unordered_map<std::string, Index<Tag>>& names, const models::Id& id) {
    const auto found = names.find(id);
    if (found == names.end()) throw models::Error("unknown-reference", id);
    return found->second;
  }

  const models::Defaults& defaults_;
  std::map<std::string, std::map<std::string, Row, std::less<>>, std::less<>> rows_;
  std::map<std::string, Assumptions, std::less<>> assumptions_;  ///< by field
  std::unordered_map<std::uint64_t, std::string> keys_;
};

}  // namespace hakyu::sim::compiling
