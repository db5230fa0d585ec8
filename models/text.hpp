// A name or note in one or two languages.
#pragma once

#include <string>

namespace hakyu::models {

/// Language of the words shown to people.
enum class Language { ja, en };

/// A text of the model: `"…"` (the same in every language) or `{"ja": "…", "en": "…"}`.
struct Text {
  std::string plain;
  std::string ja;
  std::string en;

  [[nodiscard]] bool empty() const { return plain.empty() && ja.empty() && en.empty(); }

  /// The text in `language`; falls back to the plain text and then to the other language.
  [[nodiscard]] const std::string& in(Language language) const {
    const std::string& wanted = language == Language::ja ? ja : en;
    if (!wanted.empty()) return wanted;
    if (!plain.empty()) return plain;
    return language == Language::ja ? en : ja;
  }

  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace hakyu::models
