// A long list in a JSON document, one value after the other. Internal to advisories/.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hakyu::models::advisories {

/// Cuts the list under one key of the outermost object into its values while the bytes come in. What is
/// outside is kept as a small document with 0 in the place of each value ("envelope"): parsing it tells
/// whether the whole is JSON. Strings, escapes and nesting are followed; everything else is left to the
/// parser of the parts. Complexity: linear. Memory: the longest value and the envelope.
class ListSplitter {
 public:
  struct Value {
    std::string_view text;
    std::uint64_t index = 0;
    std::uint64_t line = 1;  ///< of its first byte
  };
  /// `take` gets each object or list of the list `key`; false ends the reading.
  ListSplitter(std::string key, std::function<bool(const Value&)> take);

  /// False if it was ended, or a value or the envelope is larger than 64 MiB.
  bool feed(std::string_view bytes);
  [[nodiscard]] bool too_large() const { return too_large_; }
  [[nodiscard]] const std::string& envelope() const { return envelope_; }
  [[nodiscard]] std::uint64_t values() const { return count_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// Whether a value was begun but not ended.
  [[nodiscard]] bool inside() const { return in_value_; }

 private:
  void outside(char c);
  void outside_text(char c);
  std::size_t value(std::string_view bytes, std::size_t from);
  void end_value();

  std::string key_;
  std::function<bool(const Value&)> take_;
  std::string envelope_, value_, word_;  ///< word: the last text at the top
  std::uint64_t line_ = 1, value_line_ = 1, count_ = 0;
  std::size_t depth_ = 0;        ///< outside of values
  std::size_t value_depth_ = 0;  ///< inside of one
  bool quoted_ = false, escaped_ = false, in_list_ = false, in_value_ = false, key_seen_ = false;
  bool stopped_ = false, too_large_ = false;
};

}  // namespace hakyu::models::advisories
