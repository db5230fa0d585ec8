#include "models/import/matching/spelling.hpp"

#include <algorithm>

#include "models/import/matching/characters.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

constexpr std::size_t longest_whole_number = 3;  // "10g", "365"; more is a year or a model
constexpr std::size_t shortest_glued_to_dots = 3, shortest_glued_to_whole = 5;

/// Where the digits and dots at the end begin; letters and a number may follow them ("10g", "7.0U3",
/// "9.1R11").
std::size_t begin_of_number(std::string_view text) {
  std::size_t at = text.size(), digits = at;
  while (digits > 0 && at - digits < 3 && is_digit(text[digits - 1])) --digits;
  std::size_t letters = digits;
  while (letters > 0 && digits - letters < 2 && is_letter(text[letters - 1])) --letters;
  if (letters < digits && letters > 0 && is_digit(text[letters - 1])) at = letters;
  while (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) --at;
  while (at < text.size() && text[at] == '.') ++at;  // "Ver.12"
  return at;
}

std::size_t letters_at_end(std::string_view text) {
  const auto other = std::find_if_not(text.rbegin(), text.rend(), is_letter);
  return static_cast<std::size_t>(other - text.rbegin());
}

/// The same text without "v", "Ver." or "version" as a word of its own at the end.
std::string_view without_version_word(const std::string_view text) {
  const std::string_view bare = text.substr(0, text.find_last_not_of(" .") + 1);
  const std::size_t letters = letters_at_end(bare);
  if (letters == bare.size() || bare[bare.size() - letters - 1] != ' ') return text;
  std::string word;
  for (const char c : bare.substr(bare.size() - letters)) word += lower(c);
  if (word != "v" && word != "ver" && word != "version") return text;
  return bare.substr(0, bare.size() - letters);
}

}  // namespace

std::optional<NamedVersion> trailing_version(std::string_view name) {
  const std::string original = import::trimmed(name), folded = import::fold(name);
  // As it was written, unless it is in full-width letters.
  const std::string_view text = original.size() == folded.size() ? original : folded;
  const std::size_t at = begin_of_number(text);
  const std::string_view number = text.substr(at), before = text.substr(0, at);
  if (number.empty() || before.empty() || number.find("..") != std::string_view::npos) return std::nullopt;
  const bool dotted = number.find('.') != std::string_view::npos;
  const std::string_view rest = without_version_word(before);
  if (rest.empty()) return std::nullopt;
  const bool apart = before.back() == ' ' || rest.size() < before.size();
  const std::size_t glued_to = letters_at_end(before);
  const auto digits = static_cast<std::size_t>(std::count_if(number.begin(), number.end(), is_digit));
  const bool version =
      dotted ? apart || before.back() == '-' || before.back() == '_' || glued_to >= shortest_glued_to_dots
             : digits <= longest_whole_number && (apart || glued_to >= shortest_glued_to_whole);
  if (!version) return std::nullopt;
  const std::size_t last = rest.find_last_not_of(" -_");
  if (last == std::string_view::npos) return std::nullopt;
  return NamedVersion{std::string(rest.substr(0, last + 1)), std::string(number), dotted};
}

std::optional<NamedVersion> version_in_product(std::string_view name) {
  const bool series = name.ends_with(".x") || name.ends_with(".X");
  auto found = trailing_version(series ? name.substr(0, name.size() - 2) : name);
  if (!found || !(found->dotted || series)) return std::nullopt;
  if (series) found->version += ".x";
  return found;
}

}  // namespace hakyu::models::matching
