// Words in versions that are understood. Internal to matching/.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace hakyu::models::matching {

/// Words that mean the same, and what they mean for the order.
enum class Word : std::uint8_t { label, before, after, other };
struct KnownWord {
  std::string_view word, same_as;
  Word kind;
};
constexpr KnownWord known_words[] = {{"v", "", Word::label},
                                     {"ver", "", Word::label},
                                     {"version", "", Word::label},
                                     {"バージョン", "", Word::label},
                                     {"版", "", Word::label},
                                     {"firmware", "", Word::label},
                                     {"fw", "", Word::label},
                                     {"ファームウェア", "", Word::label},
                                     {"build", "", Word::label},
                                     {"release", "", Word::label},
                                     {"final", "", Word::label},
                                     {"ga", "", Word::label},
                                     {"dev", "0dev", Word::before},
                                     {"snapshot", "0dev", Word::before},
                                     {"nightly", "0dev", Word::before},
                                     {"alpha", "1alpha", Word::before},
                                     {"beta", "2beta", Word::before},
                                     {"milestone", "2milestone", Word::before},
                                     {"pre", "3pre", Word::before},
                                     {"preview", "3pre", Word::before},
                                     {"rc", "4rc", Word::before},
                                     {"cr", "4rc", Word::before},
                                     {"sp", "sp", Word::after},
                                     {"servicepack", "sp", Word::after},
                                     {"patch", "p", Word::after},
                                     {"p", "p", Word::after},
                                     {"pl", "p", Word::after},
                                     {"hotfix", "hf", Word::after},
                                     {"hf", "hf", Word::after},
                                     {"update", "update", Word::after},
                                     {"upd", "update", Word::after},
                                     {"u", "update", Word::after},
                                     {"rev", "rev", Word::after},
                                     {"revision", "rev", Word::after},
                                     {"r", "r", Word::after},
                                     {"su", "su", Word::after},
                                     {"mr", "mr", Word::after},
                                     {"cu", "cu", Word::after},
                                     {"d", "d", Word::other}};

inline const KnownWord* known_word(std::string_view word) {
  const auto* found = std::find_if(std::begin(known_words), std::end(known_words),
                                   [&](const KnownWord& each) { return each.word == word; });
  return found == std::end(known_words) ? nullptr : found;
}

}  // namespace hakyu::models::matching
