#include "sim/exact/bdd.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace hakyu::sim::exact {
namespace {

// Third operands that stand for an operation with two.
constexpr Bdd::Edge conjunction_mark = 0xFFFFFFFEU;
constexpr Bdd::Edge exclusive_mark = 0xFFFFFFFDU;
constexpr std::size_t first_size = 1U << 6U;  // there can be a store for each of many small modules
constexpr std::uint32_t deepest = 10'000;     // levels of recursion that the stack of every thread bears
constexpr std::size_t largest_cache = std::size_t{1} << 24U;
constexpr std::size_t first_collection = std::size_t{1} << 20U;

std::uint64_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  std::uint64_t x = (std::uint64_t{a} << 32U | b) * 0x9E3779B97F4A7C15U;
  x ^= x >> 32U;
  x = (x + c) * 0xD6E8FEB86659FD93U;
  return x ^ (x >> 32U);
}

}  // namespace

Bdd::Bdd(Meter& meter, std::uint64_t most_nodes)
    : meter_(&meter),
      most_nodes_(most_nodes),
      nodes_{{leaf_level, yes, yes, 0}},
      buckets_(first_size),
      cache_(first_size),
      collect_at_(first_collection) {}

std::size_t Bdd::bucket(std::uint32_t level, Edge high, Edge low) const {
  return static_cast<std::size_t>(mix(level, high, low)) & (buckets_.size() - 1);
}

std::size_t Bdd::place(Edge f, Edge g, Edge h) const {
  return static_cast<std::size_t>(mix(f, g, h)) & (cache_.size() - 1);
}

Bdd::Edge Bdd::variable(std::uint32_t level) { return node(level, yes, no); }

Bdd::Edge Bdd::node(std::uint32_t level, Edge high, Edge low) {
  if (high == none || low == none) return none;
  if (high == low) return high;
  const Edge flip = high & 1U;
  high ^= flip;
  low ^= flip;
  const auto at = bucket(level, high, low);
  for (auto i = buckets_[at]; i != 0; i = nodes_[i].next)
    if (nodes_[i].high == high && nodes_[i].low == low && nodes_[i].level == level) return (i << 1U) ^ flip;
  const auto made = insert(level, high, low, at);
  return made == none ? none : made ^ flip;
}

Bdd::Edge Bdd::insert(std::uint32_t level, Edge high, Edge low, std::size_t bucket_of) {
  if (free_ != 0) {
    const auto i = free_;
    free_ = nodes_[i].next;
    --free_count_;
    nodes_[i] = {level, high, low, std::exchange(buckets_[bucket_of], i)};
    return i << 1U;
  }
  if (nodes_.size() == nodes_.capacity()) {
    if (!grow()) return none;
    bucket_of = bucket(level, high, low);
  }
  const auto i = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({level, high, low, std::exchange(buckets_[bucket_of], i)});
  return i << 1U;
}

std::uint64_t Bdd::memory() const {
  return nodes_.capacity() * sizeof(Node) + buckets_.size() * sizeof(std::uint32_t) +
         cache_.size() * sizeof(Remembered);
}

bool Bdd::grow() {
  const auto had = std::max(nodes_.capacity(), first_size / 2);
  // Growing by halves near the end of the memory, so that most of it can be used.
  auto wanted = had < (std::size_t{1} << 22U) ? 2 * had : had + had / 2;
  wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, most_nodes_));
  if (wanted <= nodes_.size()) return false;
  if (!meter_->may_hold(memory() + wanted * sizeof(Node))) return false;
  nodes_.reserve(wanted);
  if (buckets_.size() < wanted) rehash(std::bit_ceil(wanted));
  if (cache_.size() < wanted / 2 && cache_.size() < largest_cache) grow_cache();
  return true;
}

void Bdd::rehash(std::size_t buckets) {
  buckets_.assign(buckets, 0);
  for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
    auto& node = nodes_[i];
    if (node.level == leaf_level) continue;
    node.next = std::exchange(buckets_[bucket(node.level, node.high, node.low)], i);
  }
}

void Bdd::grow_cache() {
  LargeVector<Remembered> old(cache_.size() * 2);
  old.swap(cache_);
  for (const auto& entry : old)
    if (entry.result != none) remembered(entry.f, entry.g, entry.h) = entry;
}

Bdd::Edge Bdd::all(Edge f, Edge g, std::uint32_t depth) {
  if (f > g) std::swap(f, g);
  if (g == none) return none;
  if (f == yes || f == g) return g;
  if (f == no || f == (g ^ 1U)) return no;
  if (const auto& known = remembered(f, g, conjunction_mark);
      known.f == f && known.g == g && known.h == conjunction_mark)
    return known.result;
  if (!meter_->step()) return none;
  if (depth == deepest) return apply_deep({f, g, conjunction_mark});
  const auto a = nodes_[f >> 1U];
  const auto b = nodes_[g >> 1U];
  const auto top = std::min(a.level, b.level);
  const Edge fs = f & 1U;
  const Edge gs = g & 1U;
  const auto high = all(a.level == top ? a.high ^ fs : f, b.level == top ? b.high ^ gs : g, depth + 1);
  if (high == none) return none;
  const auto low = all(a.level == top ? a.low ^ fs : f, b.level == top ? b.low ^ gs : g, depth + 1);
  const auto result = node(top, high, low);
  if (result != none) remembered(f, g, conjunction_mark) = {f, g, conjunction_mark, result};
  return result;
}

Bdd::Edge Bdd::exclusive_or(Edge f, Edge g) { return apply({f, g, exclusive_mark}, 0); }

std::optional<Bdd::Edge> Bdd::settle_choice(Call& call, Edge& flip) const {
  auto& [condition, f, g] = call;
  const auto both = [&](Edge a, Edge b) { call = {a, b, conjunction_mark}; };
  const auto either = [&](Edge a, Edge b) {
    call = {a ^ 1U, b ^ 1U, conjunction_mark};
    flip ^= 1U;
  };
  if (condition == yes || f == g) return f;
  if (condition == no) return g;
  if (f == yes || f == condition)
    either(condition, g);
  else if (f == no || f == (condition ^ 1U))
    both(condition ^ 1U, g);
  else if (g == no || g == condition)
    both(condition, f);
  else if (g == yes || g == (condition ^ 1U))
    either(condition ^ 1U, f);
  else if (f == (g ^ 1U))
    call = {condition, g, exclusive_mark};
  return std::nullopt;
}

std::optional<Bdd::Edge> Bdd::settle(Call& call, Edge& flip) const {
  auto& [f, g, h] = call;
  flip = 0;
  if (f == none || g == none || h == none) return none;
  if (h < exclusive_mark)
    if (const auto done = settle_choice(call, flip)) return done;
  if (h == exclusive_mark) {
    flip ^= (f ^ g) & 1U;
    f &= ~1U;
    g &= ~1U;
    if (f > g) std::swap(f, g);
    if (f == g) return no ^ flip;
    if (f == yes) return g ^ 1U ^ flip;
  } else if (h == conjunction_mark) {
    if (f > g) std::swap(f, g);
    if (f == yes || f == g) return g ^ flip;
    if (f == no || f == (g ^ 1U)) return no ^ flip;
  } else {
    if ((f & 1U) != 0) {
      f ^= 1U;
      std::swap(g, h);
    }
    flip = g & 1U;
    g ^= flip;
    h ^= flip;
  }
  return looked_up(call, flip);
}

std::optional<Bdd::Edge> Bdd::looked_up(const Call& call, Edge flip) const {
  const auto& known = cache_[place(call.f, call.g, call.h)];
  if (known.f == call.f && known.g == call.g && known.h == call.h) return known.result ^ flip;
  return std::nullopt;
}

std::uint32_t Bdd::top(const Call& call) const {
  const auto of_two = std::min(level(call.f), level(call.g));
  return call.h < exclusive_mark ? std::min(of_two, level(call.h)) : of_two;
}

Bdd::Call Bdd::branch(const Call& call, std::uint32_t at, bool up) const {
  const auto of = [&](Edge e) { return level(e) != at ? e : up ? high(e) : low(e); };
  return {of(call.f), of(call.g), call.h < exclusive_mark ? of(call.h) : call.h};
}

Bdd::Edge Bdd::apply(Call call, std::uint32_t depth) {
  Edge flip = 0;
  if (const auto done = settle(call, flip)) return *done;
  if (!meter_->step()) return none;
  Edge result = none;
  if (depth == deepest) {
    result = apply_deep(call);
  } else if (call.h == conjunction_mark) {
    result = all(call.f, call.g, depth);
  } else {
    const auto at = top(call);
    const auto up = apply(branch(call, at, true), depth + 1);
    if (up == none) return none;
    result = node(at, up, apply(branch(call, at, false), depth + 1));
    if (result != none) remembered(call.f, call.g, call.h) = {call.f, call.g, call.h, result};
  }
  return result == none ? none : result ^ flip;
}

/// A call on the way down.
struct Bdd::Frame {
  Call call;
  Edge flip;
  Edge up;               ///< the result of the high branch
  unsigned entered = 0;  ///< branches
};

Bdd::Edge Bdd::apply_deep(Call start) {
  std::vector<Frame> path;
  Edge value = none;  // of the call that ended last
  const auto enter = [&](Call call) {
    Edge flip = 0;
    if (const auto done = settle(call, flip))
      value = *done;
    else
      path.push_back({call, flip, none});
  };
  enter(start);
  while (!path.empty()) {
    auto& frame = path.back();
    if (frame.entered > 0 && value == none) return none;
    if (!meter_->step()) return none;
    const auto at = top(frame.call);
    if (frame.entered < 2) {
      if (frame.entered == 1) frame.up = value;
      if (frame.entered == 0 && std::has_single_bit(path.size()) &&
          !meter_->may_hold(memory() + 2 * path.size() * sizeof(Frame)))
        return none;
      enter(branch(frame.call, at, frame.entered++ == 0));
      continue;
    }
    const auto result = node(at, frame.up, value);
    if (result == none) return none;
    const auto [f, g, h] = frame.call;
    remembered(f, g, h) = {f, g, h, result};
    value = result ^ frame.flip;
    path.pop_back();
  }
  return value;
}

void Bdd::mark(Edge root, std::vector<bool>& seen, std::vector<std::uint32_t>& todo) const {
  const auto visit = [&](Edge e) {
    if (seen[e >> 1U]) return;
    seen[e >> 1U] = true;
    todo.push_back(e >> 1U);
  };
  visit(root);
  while (!todo.empty()) {
    const auto i = todo.back();
    todo.pop_back();
    visit(nodes_[i].high);
    visit(nodes_[i].low);
  }
}

void Bdd::collect(std::span<const Edge> live) {
  std::vector<bool> seen(nodes_.size());
  std::vector<std::uint32_t> todo;
  seen[0] = true;
  for (const auto edge : live)
    if (edge != none) mark(edge, seen, todo);
  free_ = 0;
  free_count_ = 0;
  std::fill(buckets_.begin(), buckets_.end(), 0U);
  for (auto i = static_cast<std::uint32_t>(nodes_.size() - 1); i > 0; --i) {
    auto& node = nodes_[i];
    if (seen[i]) {
      node.next = std::exchange(buckets_[bucket(node.level, node.high, node.low)], i);
    } else {
      node = {leaf_level, yes, yes, std::exchange(free_, i)};
      ++free_count_;
    }
  }
  // What is remembered about a node that is gone would be wrong for its successor in the same place.
  const auto gone = [&](Edge e) { return e < conjunction_mark - 1 && !seen[e >> 1U]; };
  for (auto& entry : cache_)
    if (entry.result != none && (gone(entry.f) || gone(entry.g) || gone(entry.h) || gone(entry.result)))
      entry = {};
  collect_at_ = std::max(first_collection, 2 * nodes());
}

}  // namespace hakyu::sim::exact
