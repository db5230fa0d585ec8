// What people decided about matches; kept in a file beside the model, so that it survives every new import.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/units.hpp"

namespace hakyu::models::matching {

enum class Verdict : std::uint8_t { confirm, reject };

/// About one vulnerability of a resource (it has it, it has it not), or about a product (the resource is it,
/// is it not).
struct Decision {
  Verdict verdict = Verdict::confirm;
  Id resource;
  Id vulnerability;             ///< empty if it is about a product
  std::string vendor, product;  ///< as an advisory names them; empty if it is about a vulnerability
  std::string reason;           ///< why; never empty
  std::string by;               ///< who; never empty
  Date date{};
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Whether both are about the same.
[[nodiscard]] bool same_subject(const Decision& a, const Decision& b);

/// The newer of two decisions about the same counts; of the same day the one that comes later in the list.
[[nodiscard]] std::vector<Decision> in_force(const std::vector<Decision>& all);

struct DecisionsResult {
  std::vector<Decision> decisions;  ///< all that were ever made, in the order of the file
  Diagnostics diagnostics;
};

/// Reads `{"format": "hakyu-decisions/1", "decisions": [{"decision": "confirm" or "reject", "resource",
/// "vulnerability" or "vendor" with "product", "reason", "by", "date"}]}`. All of a file or, if it has
/// errors, nothing. A decision of more than a month after `today` is an error: none made now could reverse
/// it.
[[nodiscard]] DecisionsResult read_decisions(const std::string& file, std::string_view bytes,
                                             std::optional<Date> today = {});

/// The file for decisions. read_decisions(write_decisions(d)).decisions == d.
[[nodiscard]] std::string write_decisions(const std::vector<Decision>& decisions);

}  // namespace hakyu::models::matching
