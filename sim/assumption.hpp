// What a result rests on that nobody stated.
#pragma once

#include <string>
#include <vector>

namespace hakyu::sim {

/// A default or rule that was used because the input is silent, or an input marked as an assumption.
struct Assumption {
  std::string field;    ///< field of models/defaults.json, or a rule such as "buffers-refill-at-once"
  std::string subject;  ///< id of the thing it is about; empty if general
  std::string kind;     ///< the row's kind: resource kind, "<change>/<verified>", …
  std::string value;    ///< as in the model files: "4%", "triangular 2h 3h 4h"
  std::string range;
  std::string source;  ///< reference or "assumption"
  std::string ask;     ///< party to ask, if one is known (id)
  friend auto operator<=>(const Assumption&, const Assumption&) = default;
};

using Assumptions = std::vector<Assumption>;

}  // namespace hakyu::sim
