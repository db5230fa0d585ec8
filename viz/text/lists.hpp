// Lists in a sentence.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "viz/text/text.hpp"

namespace hakyu::viz {

/// Texts joined by the comma of the language.
[[nodiscard]] std::string listed(const Words& words, const std::vector<std::string>& texts);

/// "A, B, C and 4 more": the first of `all` things. Pre-condition: `first` has at most `all`.
[[nodiscard]] std::string first_of(const Words& words, const std::vector<std::string>& first,
                                   std::size_t all);

/// The same of items, at most `most` of them, as `name` calls them. It makes printable what comes from
/// models.
template <class Items, class Name>
[[nodiscard]] std::string first_few(const Words& words, const Items& items, std::size_t most,
                                    const Name& name) {
  std::vector<std::string> first;
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i) first.push_back(name(items[i]));
  return first_of(words, first, items.size());
}

}  // namespace hakyu::viz
