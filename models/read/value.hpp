// A light handle on one value of a tree.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/origin.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models::reading {

class Value {
 public:
  Value() = default;
  Value(const Tree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}

  [[nodiscard]] const Tree& tree() const { return *tree_; }
  [[nodiscard]] const Node& node() const { return tree_->nodes[index_]; }
  [[nodiscard]] std::uint32_t index() const { return index_; }
  [[nodiscard]] bool is(JsonKind kind) const { return node().kind == kind; }
  [[nodiscard]] std::string_view text() const { return node().text; }
  [[nodiscard]] std::string_view key() const { return node().key; }

  /// The member `wanted` of an object, the first of equals. Complexity: linear in the number of members.
  [[nodiscard]] std::optional<Value> find(std::string_view wanted) const {
    for (const Value child : *this)
      if (child.key() == wanted) return child;
    return std::nullopt;
  }

  /// The number of children of an array or object. Complexity: linear.
  [[nodiscard]] std::size_t size() const {
    std::size_t n = 0;
    for (auto i = begin(); i != end(); ++i) ++n;
    return n;
  }

  /// A whole number that fits T.
  template <class T>
  [[nodiscard]] std::optional<T> whole() const {
    T value{};
    if (!node().integer) return std::nullopt;
    const char* const last = text().data() + text().size();
    const auto [end, error] = std::from_chars(text().data(), last, value);
    if (error != std::errc{} || end != last) return std::nullopt;
    return value;
  }

  [[nodiscard]] std::string pointer() const { return pointer_of(*tree_, index_); }
  [[nodiscard]] Origin origin() const {
    return {tree_->file_index, node().at.line, node().at.column, pointer()};
  }

  /// The value as the file writes it, for a message: `{…}` and `[…]` for what is not a single word.
  [[nodiscard]] std::string shown() const {
    if (is(JsonKind::object)) return "{…}";
    if (is(JsonKind::array)) return "[…]";
    return shortened(text());
  }

  /// Children in document order.
  class Iterator {
   public:
    Iterator(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
    Value operator*() const { return {*tree_, index_}; }
    Iterator& operator++() {
      index_ = tree_->nodes[index_].end;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

   private:
    const Tree* tree_;
    std::uint32_t index_;
  };
  [[nodiscard]] Iterator begin() const { return {tree_, index_ + 1}; }
  [[nodiscard]] Iterator end() const { return {tree_, node().end}; }

 private:
  const Tree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

}  // namespace hakyu::models::reading
