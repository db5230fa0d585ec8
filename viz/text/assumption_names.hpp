// Names for the ids that assumptions speak of.
#pragma once

#include <map>
#include <string>

#include "viz/chart/names.hpp"

namespace hakyu::viz {

class AssumptionNames {
 public:
  /// `names` must outlive the object. Complexity: linear in the statements, once.
  explicit AssumptionNames(const Names& names);

  /// Of a node, measure, plan or statement; a statement (also one made up for a silence or a pair) is told as
  /// "measure + measure → resource". An unknown id is returned as it is.
  [[nodiscard]] std::string name(const std::string& id) const;

  /// "ntp; holdover 1w" → "時刻サーバ; holdover 1w": ids inside a value as names.
  [[nodiscard]] std::string value(const std::string& value) const;

  [[nodiscard]] const Words& words() const { return names_.words(); }

 private:
  const Names& names_;
  std::map<std::string, std::string> statements_;
};

}  // namespace hakyu::viz
