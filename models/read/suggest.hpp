// The nearest known word to one that is unknown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hakyu::models::reading {

/// Edits (insert, delete, replace, swap of neighbours) between two texts, or `limit` + 1 if there are more.
/// Complexity: O(|a| · |b|), less where `limit` is exceeded early.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate with the fewest edits to `word`, the first of equals; "" if none is near: at most a third of
/// the letters, and never more than four, may differ. Case, and which of - and _ is written, do not count.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace hakyu::models::reading
