// Quantities of the model as language-neutral text, for the list of assumptions.
#pragma once

#include <string>

#include "models/law.hpp"
#include "models/units.hpp"
#include "sim/system.hpp"

namespace hakyu::sim::compiling {

/// "4%", "0.3%".
[[nodiscard]] std::string percent(double share);

/// "2.5"
[[nodiscard]] std::string plain(double number);

/// "0.5%–4%", or "" if the estimate states no range.
[[nodiscard]] std::string percent_range(const models::Estimate& estimate);

/// "2h", "triangular 2h 3h 4h", "exponential 365d", "lognormal 30m 1h" (median, 95 %), "weibull 2190d 1.5".
[[nodiscard]] std::string law_text(const models::Law& law);

/// Local wall-clock time of a second of the study, cut at the end of the year 9999.
[[nodiscard]] std::string time_text(const System& system, Time t);

}  // namespace hakyu::sim::compiling
