// What is wrong with the input, where, and what was expected – as data; the sentences are in viz/text.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "models/origin.hpp"

namespace hakyu::models {

enum class Severity : std::uint8_t { warning, error };

/// One finding about the input. `code` is stable and documented in docs/; the sentence for people is made
/// from it and from `found`, `expected` and `suggestion` in viz/text.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;        ///< e.g. "unknown-reference"; see models/diagnostic_codes.hpp
  std::string file;        ///< file name, empty if none
  std::uint32_t line = 0;  ///< 1-based, 0 unknown
  std::uint32_t column = 0;
  std::string pointer;     ///< JSON pointer
  std::string found;       ///< the offending text or value, shortened
  std::string expected;    ///< what would be right (a unit, a list of words, a range), language-neutral
  std::string suggestion;  ///< nearest known key or id, may be empty
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] inline bool has_errors(const Diagnostics& all) {
  for (const Diagnostic& d : all)
    if (d.severity == Severity::error) return true;
  return false;
}

/// Root of every exception that leaves a library of ours: a broken pre-condition or an exhausted limit.
/// Bad input is not an exception but a Diagnostic.
class Error : public std::runtime_error {
 public:
  Error(std::string code, const std::string& context)
      : std::runtime_error(code + ": " + context), code_(std::move(code)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

}  // namespace hakyu::models
