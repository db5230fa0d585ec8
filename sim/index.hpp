// Dense indices of a compiled system, one type per kind of thing, and compressed lists over them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace hakyu::sim {

/// Index of a thing of kind `Tag`. Converts to a number (to index arrays), never to another kind of index.
template <class Tag>
struct Index {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  constexpr Index() = default;
  constexpr explicit Index(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr operator std::size_t() const {
    return value;
  }  // NOLINT(google-explicit-constructor): indexes arrays
  [[nodiscard]] constexpr bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
  friend constexpr bool operator==(Index a, Index b) { return a.value == b.value; }
  friend constexpr auto operator<=>(Index a, Index b) { return a.value <=> b.value; }
};

using NodeIndex = Index<struct NodeTag>;
using RequirementIndex = Index<struct RequirementTag>;
using FilterIndex = Index<struct FilterTag>;
using ComponentIndex = Index<struct ComponentTag>;
using FlowIndex = Index<struct FlowTag>;
using MeasureIndex = Index<struct MeasureTag>;
using StatementIndex = Index<struct StatementTag>;
using ServiceIndex = Index<struct ServiceTag>;
using PlanIndex = Index<struct PlanTag>;

/// Lists of T, one per row, in one contiguous array.
template <class T>
struct Lists {
  std::vector<std::uint32_t> offsets{0};
  std::vector<T> items;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const T> operator[](std::size_t row) const {
    return {items.data() + offsets[row], items.data() + offsets[row + 1]};
  }
  /// Ends the row that consists of the items appended since the last call.
  void end_row() { offsets.push_back(static_cast<std::uint32_t>(items.size())); }
  friend bool operator==(const Lists&, const Lists&) = default;
};

}  // namespace hakyu::sim
