#include "tests/reference/reference.hpp"

#include <algorithm>
#include <cstddef>

namespace hakyu::reference {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool any_blocked(const Requirement& r, const Blocked& blocked) {
  if (blocked.empty()) return false;
  return std::any_of(r.over.begin(), r.over.end(), [&](int f) { return blocked[at(f)]; });
}

/// reach[a][b]: a needs b, directly or through others.
std::vector<std::vector<bool>> reachable(const System& system) {
  const std::size_t n = system.needs.size();
  std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
  for (std::size_t v = 0; v < n; ++v)
    for (const Requirement& r : system.needs[v])
      for (int p : r.of) reach[v][at(p)] = true;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b)
        if (reach[a][k] && reach[k][b]) reach[a][b] = true;
  return reach;
}

/// A level per tick of one requirement. Everything was up before tick 0.
int seen(const std::vector<int>& history, int tick) { return tick < 0 ? 2 : history[at(tick)]; }

int highest(const std::vector<int>& history, int from, int to) {
  int result = 0;
  for (int tick = from; tick <= to; ++tick) result = std::max(result, seen(history, tick));
  return result;
}

int lowest(const std::vector<int>& history, int from, int to) {
  int result = 2;
  for (int tick = from; tick <= to; ++tick) result = std::min(result, seen(history, tick));
  return result;
}

/// Solves one component for all ticks.
class Component {
 public:
  Component(const System& system, const std::vector<int>& component, int number, History& level)
      : level_(level) {
    for (std::size_t v = 0; v < component.size(); ++v)
      if (component[v] == number) members_.push_back(static_cast<int>(v));
    for (int v : members_)
      for (const Requirement& r : system.needs[at(v)]) {
        const bool inside =
            std::any_of(r.of.begin(), r.of.end(), [&](int p) { return component[at(p)] == number; });
        (inside ? inside_ : outside_).push_back({v, &r, {}, {}, {}});
      }
  }

  /// Levels of the members at `tick`; those of earlier ticks and of earlier components are known.
  void solve(int tick, const Levels& intrinsic, const Blocked& blocked) {
    // P: the greatest solution of min(intrinsic, felt of outside requirements, held of inside ones).
    Levels p = level_[at(tick)];
    for (int v : members_) p[at(v)] = intrinsic[at(v)];
    for (Used& u : outside_) {
      u.raw.push_back(raw(*u.r, level_[at(tick)], blocked));
      u.held.push_back(highest(u.raw, tick - u.r->holdover, tick));
      lower(p, u.owner, lowest(u.held, tick - u.r->recovery, tick));
    }
    settle(p, tick, blocked, &Used::raw);
    for (Used& u : inside_) {
      u.raw.push_back(raw(*u.r, p, blocked));
      u.held.push_back(highest(u.raw, tick - u.r->holdover, tick));
    }
    // Q: P, and the recoveries of inside requirements by the history of P.
    Levels q = p;
    for (const Used& u : inside_) lower(q, u.owner, lowest(u.held, tick - u.r->recovery, tick));
    // The level: the greatest solution of min(Q, held' of inside requirements), by its own history.
    settle(q, tick, blocked, &Used::second_raw);
    for (Used& u : inside_) u.second_raw.push_back(raw(*u.r, q, blocked));
    for (int v : members_) level_[at(tick)][at(v)] = q[at(v)];
  }

 private:
  struct Used {
    int owner;
    const Requirement* r;
    std::vector<int> raw;         ///< per tick; inside: from the levels P
    std::vector<int> held;        ///< per tick; inside: from the levels P
    std::vector<int> second_raw;  ///< per tick, inside only: from the final levels
  };

  static void lower(Levels& levels, int v, int to) { levels[at(v)] = std::min(levels[at(v)], to); }

  /// Lowers until nothing changes: inside requirements are held over their history and the raw level now.
  void settle(Levels& levels, int tick, const Blocked& blocked, std::vector<int> Used::*history) {
    for (bool changed = true; changed;) {
      const Levels before = levels;
      for (const Used& u : inside_) {
        std::vector<int> until_now = u.*history;
        until_now.push_back(raw(*u.r, levels, blocked));
        lower(levels, u.owner, highest(until_now, tick - u.r->holdover, tick));
      }
      changed = levels != before;
    }
  }

  History& level_;
  std::vector<int> members_;
  std::vector<Used> inside_, outside_;
};

}  // namespace

int raw(const Requirement& r, const Levels& levels, const Blocked& blocked) {
  int n2 = 0, n1 = 0;
  for (int p : r.of) {
    if (levels[at(p)] == 2) ++n2;
    if (levels[at(p)] >= 1) ++n1;
  }
  if (any_blocked(r, blocked)) return r.on_loss;
  if (n2 >= r.k_up) return 2;
  if (n1 >= r.k_degraded) return 1;
  return r.on_loss;
}

namespace {

/// Applies level_v = min(intrinsic_v, min raw_r) to all nodes at once until nothing changes.
Levels iterate(const System& system, const Levels& intrinsic, const Blocked& blocked, Levels levels) {
  while (true) {
    Levels next = intrinsic;
    for (std::size_t v = 0; v < next.size(); ++v)
      for (const Requirement& r : system.needs[v]) next[v] = std::min(next[v], raw(r, levels, blocked));
    if (next == levels) return levels;
    levels = next;
  }
}

}  // namespace

Levels greatest(const System& system, const Levels& intrinsic, const Blocked& blocked) {
  return iterate(system, intrinsic, blocked, intrinsic);
}

Levels least(const System& system, const Levels& intrinsic, const Blocked& blocked) {
  return iterate(system, intrinsic, blocked, Levels(intrinsic.size(), 0));
}

std::vector<int> reduced_redundancy(const System& system, const Levels& levels) {
  std::vector<int> result;
  for (std::size_t v = 0; v < levels.size(); ++v) {
    bool reduced = false;
    for (const Requirement& r : system.needs[v])
      for (int p : r.of) reduced = reduced || (at(r.k_up) < r.of.size() && levels[at(p)] != 2);
    if (levels[v] == 2 && reduced) result.push_back(static_cast<int>(v));
  }
  return result;
}

std::vector<int> components(const System& system) {
  const std::size_t n = system.needs.size();
  const auto reach = reachable(system);
  std::vector<int> number(n, -1);
  for (int next = 0;; ++next) {
    // The first node without a number whose needs outside its own circle all have one.
    std::size_t found = n;
    for (std::size_t v = 0; v < n && found == n; ++v) {
      bool ready = number[v] < 0;
      for (std::size_t p = 0; p < n; ++p)
        if (reach[v][p] && !reach[p][v] && number[p] < 0) ready = false;
      if (ready) found = v;
    }
    if (found == n) return number;
    number[found] = next;
    for (std::size_t w = 0; w < n; ++w)
      if (reach[found][w] && reach[w][found]) number[w] = next;
  }
}

History over_time(const System& system, const History& intrinsic, const std::vector<Blocked>& blocked) {
  const std::vector<int> component = components(system);
  History level(intrinsic.size(), Levels(system.needs.size(), 2));
  const int count = component.empty() ? 0 : *std::max_element(component.begin(), component.end()) + 1;
  for (int c = 0; c < count; ++c) {
    Component solver(system, component, c, level);
    for (std::size_t t = 0; t < intrinsic.size(); ++t)
      solver.solve(static_cast<int>(t), intrinsic[t], blocked.empty() ? Blocked{} : blocked[t]);
  }
  return level;
}

}  // namespace hakyu::reference
