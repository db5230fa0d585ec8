// Names of the things of a system in one language; the id where the model gives no name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "sim/plans/rank.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// Of a model that is not compiled.
class ModelNames {
 public:
  /// Both must outlive the object. Complexity: linear in the model, once.
  ModelNames(const models::Model& model, const Words& words);

  [[nodiscard]] const std::string& node(const models::Id& id) const { return find(nodes_, id); }
  [[nodiscard]] const std::string& measure(const models::Id& id) const { return find(measures_, id); }
  [[nodiscard]] const std::string& plan(const models::Id& id) const { return find(plans_, id); }
  [[nodiscard]] const std::string& party(const models::Id& id) const { return find(parties_, id); }
  [[nodiscard]] const std::string& window(const models::Id& id) const { return find(windows_, id); }
  [[nodiscard]] const std::string& zone(const models::Id& id) const { return find(zones_, id); }
  [[nodiscard]] const std::string& system_name(const std::string& id) const { return find(systems_, id); }
  /// A node, or a system where no node has the id: what responsibilities and contracts are about.
  [[nodiscard]] const std::string& part(const std::string& id) const;

  [[nodiscard]] const Words& words() const { return words_; }

 protected:
  /// The name of a plan the model does not write down.
  void add_plan(const models::Id& id, std::string name) { plans_.emplace(id, std::move(name)); }

 private:
  using Map = std::unordered_map<std::string, std::string>;
  [[nodiscard]] static const std::string& find(const Map& table, const models::Id& id);

  const Words& words_;
  Map nodes_, measures_, plans_, parties_, windows_, zones_, systems_;
};

class Names : public ModelNames {
 public:
  /// Both must outlive the object. Complexity: linear in the model, once.
  Names(const sim::System& system, const Words& words);

  using ModelNames::measure;
  using ModelNames::node;
  [[nodiscard]] const std::string& node(sim::NodeIndex node) const;
  [[nodiscard]] const std::string& measure(sim::MeasureIndex measure) const;

  [[nodiscard]] const sim::System& system() const { return system_; }

 private:
  const sim::System& system_;
};

/// A short sign for the plan at a place of a ranking: A … Z, then P27, P28, …
[[nodiscard]] std::string plan_sign(std::size_t position);

}  // namespace hakyu::viz
