// Ledgers and their mappings in words.
#pragma once

#include <string>
#include <vector>

#include "models/import/ledger.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// What a column says, beside the word of mapping files: "管理番号 (asset_number)".
[[nodiscard]] std::string field_in_words(const Words& words, models::import::Field field);

/// Words of the model, separated by commas, as ledgers write them: "in_use, spare" → "使用中, 予備". A list
/// with anything else is returned as it is.
[[nodiscard]] std::string ledger_words(const Words& words, const std::string& list);

/// The columns of a proposed mapping: for each table its name and kind, then heading, meaning, confidence and
/// what speaks for it.
[[nodiscard]] std::string guessed_columns(const Words& words,
                                          const std::vector<models::import::Guess>& columns);

}  // namespace hakyu::viz
