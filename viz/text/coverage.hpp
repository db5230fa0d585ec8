// What the ledger states and what it leaves out, as text.
#pragma once

#include <string>

#include "models/coverage.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// `check`: how much of each field of the ledger is stated, in all and by system, how old the entries are,
/// what nobody owns, what hangs together with nothing, what is out of support, which dependencies are
/// confirmed and which findings are unclear; contracts and when they end, responsibilities, decisions and
/// until when they hold.
[[nodiscard]] std::string coverage_text(const models::Model& model, const models::Coverage& coverage,
                                        const Words& words);

/// A field of models::Coverage in words; unknown ones as they are.
[[nodiscard]] std::string ledger_field_name(const Words& words, const std::string& field);

}  // namespace hakyu::viz
