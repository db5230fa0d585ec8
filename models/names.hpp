// The words of the model files for every enumeration of the model: one table each, one interface for all.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace hakyu::models {

/// How a word may be used: the name of its value; another way to write it; a name for programs only, because
/// the files say it by saying nothing.
enum class WordUse : unsigned char { canonical, alias, internal };

template <class E>
struct Word {
  E value;
  std::string_view name;
  WordUse use = WordUse::canonical;
};

/// All words of E; specialised in names.cpp for every enumeration of models/ that a file can state.
/// The canonical name of a value stands before its aliases.
template <class E>
[[nodiscard]] std::span<const Word<E>> words();

/// The name of a value as the files write it. Complexity: linear in the number of words.
template <class E>
requires std::is_enum_v<E>
[[nodiscard]] std::string_view name(E value) {
  for (const Word<E>& word : words<E>())
    if (word.value == value) return word.name;
  return {};
}

/// The value a file means by `text`, if it is one of its words.
template <class E>
requires std::is_enum_v<E>
[[nodiscard]] std::optional<E> value_of(std::string_view text) {
  for (const Word<E>& word : words<E>())
    if (word.use != WordUse::internal && word.name == text) return word.value;
  return std::nullopt;
}

}  // namespace hakyu::models
