// JSON text → a flat tree that knows where every key and value stands.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "models/read/report.hpp"

namespace hakyu::models::reading {

inline constexpr std::size_t document_limit = std::size_t{256} << 20U;  ///< bytes
inline constexpr std::size_t value_limit = 16'000'000;                  ///< values in one document
inline constexpr std::size_t nesting_limit = 64;

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// Line (1-based) and column (1-based, in code points).
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One value. Values stand in document order, so that the descendants of value i are i + 1 … end − 1.
struct Node {
  JsonKind kind = JsonKind::null;
  bool integer = false;       ///< a number without fraction and exponent that fits 64 bits
  Position at;                ///< of the value
  Position key_at;            ///< of its key, if it has one
  std::uint32_t parent = 0;   ///< itself for the root
  std::uint32_t ordinal = 0;  ///< place among the parent's children
  std::uint32_t end = 0;
  std::string_view key;
  std::string_view text;  ///< a string's characters; a number or word as written
  double number = 0.0;
};

/// Values of one document. Texts point into the document or into `decoded`, so both must outlive the views.
struct Tree {
  std::string file;
  std::uint32_t file_index = 0;
  std::string_view source;
  std::vector<Node> nodes;  ///< empty if the document could not be parsed
  std::deque<std::string> decoded;
};

/// JSON pointer (RFC 6901) of a value. Complexity: linear in its depth.
[[nodiscard]] std::string pointer_of(const Tree& tree, std::uint32_t index);

/// Parses `source` (UTF-8, // and /* */ comments, an optional byte order mark) into `tree`, whose `file` is
/// set. Problems go to `report`: encoding, syntax, nesting, size, duplicate keys. Complexity: linear, apart
/// from sorting the keys of each object. Returns whether the tree can be used.
bool parse(std::string_view source, Tree& tree, Report& report);

}  // namespace hakyu::models::reading
