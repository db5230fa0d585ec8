// Reduced ordered binary decision diagrams with complement edges: the store of nodes and the operations.
// Sources: Bryant, IEEE Trans. Computers 35 (1986) 677; Brace, Rudell, Bryant, DAC 1990.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/exact/large_vector.hpp"
#include "sim/exact/meter.hpp"

namespace hakyu::sim::exact {

/// One store of nodes, level 0 at the top. An edge is a function: twice the number of
/// a node, plus one for its negation. Equal functions are equal edges. Operations answer `none` when a limit
/// is reached; `none` as an argument gives `none`, so a chain of operations needs one look at its end.
class Bdd {
 public:
  using Edge = std::uint32_t;
  static constexpr Edge yes = 0;
  static constexpr Edge no = 1;
  static constexpr Edge none = 0xFFFFFFFFU;
  static constexpr std::uint32_t leaf_level = 0xFFFFFFFFU;

  /// `most_nodes` bounds the table without using up the meter: for trials of an order.
  explicit Bdd(Meter& meter, std::uint64_t most_nodes = std::uint64_t{1} << 30U);

  /// The variable at `level`.
  Edge variable(std::uint32_t level);
  /// The function that is `high` where the variable at `level` is true and `low` elsewhere; both depend on
  /// deeper levels only.
  Edge node(std::uint32_t level, Edge high, Edge low);
  Edge all(Edge f, Edge g) { return all(f, g, 0); }
  Edge any(Edge f, Edge g) { return negation(all(negation(f), negation(g))); }
  Edge exclusive_or(Edge f, Edge g);
  /// condition ? f : g
  Edge choose(Edge condition, Edge f, Edge g) { return apply({condition, f, g}, 0); }
  static constexpr Edge negation(Edge f) { return f == none ? none : f ^ 1U; }

  [[nodiscard]] std::uint32_t level(Edge f) const { return nodes_[f >> 1U].level; }
  /// Pre-condition: not a constant.
  [[nodiscard]] Edge high(Edge f) const { return nodes_[f >> 1U].high ^ (f & 1U); }
  [[nodiscard]] Edge low(Edge f) const { return nodes_[f >> 1U].low ^ (f & 1U); }

  /// Nodes in use or not yet collected.
  [[nodiscard]] std::size_t nodes() const { return nodes_.size() - free_count_; }
  [[nodiscard]] std::size_t peak_nodes() const { return nodes_.size(); }
  /// True if collecting is worth its cost now.
  [[nodiscard]] bool wants_collection() const { return nodes() >= collect_at_; }
  /// Forgets every node that none of `live` needs. Edges to others become invalid. O(nodes).
  void collect(std::span<const Edge> live);
  /// Bytes held.
  [[nodiscard]] std::uint64_t memory() const;

 private:
  struct Node {
    std::uint32_t level;
    Edge high;  ///< never negated
    Edge low;
    std::uint32_t next;  ///< in its chain of the unique table, or of the free list
  };
  static_assert(sizeof(Node) == 16);
  struct Remembered {
    Edge f = none;
    Edge g = none;
    Edge h = none;  ///< third operand, or which operation
    Edge result = none;
  };

  /// An operation: if-then-else, or one with two operands (then `h` says which).
  struct Call {
    Edge f;
    Edge g;
    Edge h;
  };
  struct Frame;
  /// Brings the call into its normal form, whose result is to be negated if `flip`. Answers the result
  /// itself (negated already) if nothing has to be computed for it.
  [[nodiscard]] std::optional<Edge> settle(Call& call, Edge& flip) const;
  [[nodiscard]] std::optional<Edge> settle_choice(Call& call, Edge& flip) const;
  [[nodiscard]] std::optional<Edge> looked_up(const Call& call, Edge flip) const;
  [[nodiscard]] std::uint32_t top(const Call& call) const;
  [[nodiscard]] Call branch(const Call& call, std::uint32_t level, bool high) const;
  Edge all(Edge f, Edge g, std::uint32_t depth);
  Edge apply(Call call, std::uint32_t depth);
  /// The same as `apply`, with the path held in memory: for diagrams deeper than the stack.
  Edge apply_deep(Call call);

  [[nodiscard]] std::size_t bucket(std::uint32_t level, Edge high, Edge low) const;
  [[nodiscard]] std::size_t place(Edge f, Edge g, Edge h) const;
  [[nodiscard]] Remembered& remembered(Edge f, Edge g, Edge h) { return cache_[place(f, g, h)]; }
  Edge insert(std::uint32_t level, Edge high, Edge low, std::size_t bucket);
  bool grow();
  void rehash(std::size_t buckets);
  void grow_cache();
  void mark(Edge root, std::vector<bool>& seen, std::vector<std::uint32_t>& todo) const;

  Meter* meter_;
  std::uint64_t most_nodes_;
  LargeVector<Node> nodes_;
  LargeVector<std::uint32_t> buckets_;
  LargeVector<Remembered> cache_;
  std::uint32_t free_ = 0;
  std::size_t free_count_ = 0;
  std::size_t collect_at_;
};

}  // namespace hakyu::sim::exact
