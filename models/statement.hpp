// Statements about combinations of measures (動作確認回答, semantics §5).
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "models/law.hpp"
#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

enum class Says : std::uint8_t { compatible, conditional, incompatible, unverified };
enum class Warranty : std::uint8_t { unstated, kept, void_ };

struct AtLoadPeak {
  friend bool operator==(const AtLoadPeak&, const AtLoadPeak&) = default;
};
struct Lasting {
  friend bool operator==(const Lasting&, const Lasting&) = default;
};

struct Statement {
  Id id;
  Id by;
  std::vector<Id> when;  ///< the set of measures
  Id resource;
  Says says = Says::unverified;
  Text conditions;
  std::vector<std::string> versions;
  Text tested_on;
  Text reason;
  Id alternative;
  Warranty warranty = Warranty::unstated;
  std::optional<Estimate> probability;
  Level level = Level::down;
  std::optional<std::variant<Law, AtLoadPeak>> appears;  ///< delay, or the next load peak
  std::optional<std::variant<Law, Lasting>> repair;
  std::optional<Date> date;
  std::optional<Date> valid_until;
  Id supersedes;
  Annotation annotation;
  friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace hakyu::models
