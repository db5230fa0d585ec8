#include "sim/exact/worlds.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "sim/montecarlo/math.hpp"
#include "sim/montecarlo/parallel.hpp"
#include "sim/montecarlo/random.hpp"

namespace hakyu::sim::exact {

namespace {

constexpr std::size_t words = 8;  ///< of a pack: 512 worlds that are evaluated together
constexpr std::size_t lanes = words * 64;
using Pack = std::array<std::uint64_t, words>;

/// Random 32-bit words of one block of worlds, eight Philox counters at a time so that compilers vectorise.
class Bits {
 public:
  Bits(std::uint64_t seed, std::uint64_t block) : block_(static_cast<std::uint32_t>(block)) {
    key_ = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
    const std::uint64_t who = stream_key("exact", "worlds") ^ (block >> 32U);
    who_ = {static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32U)};
  }

  std::uint32_t next() {
    if (at_ == buffer_.size()) fill();
    return buffer_[at_++];
  }
  std::uint64_t next64() {
    const std::uint64_t high = next();
    return high << 32U | next();
  }

 private:
  static constexpr std::size_t width = 16;  // counters per filling

  /// Philox4x32-10 on `width` consecutive counters (index, block, who): the numbers of Random123, in an order
  /// of their own.
  void fill() {
    std::array<std::uint32_t, width> a{}, b{}, c{}, d{};
    for (std::size_t i = 0; i < width; ++i) {
      a[i] = block_;
      b[i] = index_ + static_cast<std::uint32_t>(i);
      c[i] = who_[0];
      d[i] = who_[1];
    }
    index_ += width;
    std::uint32_t k0 = key_[0];
    std::uint32_t k1 = key_[1];
    for (int round = 0; round < 10; ++round) {
      for (std::size_t i = 0; i < width; ++i) {
        const std::uint64_t p = std::uint64_t{0xD2511F53U} * a[i];
        const std::uint64_t q = std::uint64_t{0xCD9E8D57U} * c[i];
        a[i] = static_cast<std::uint32_t>(q >> 32U) ^ b[i] ^ k0;
        b[i] = static_cast<std::uint32_t>(q);
        c[i] = static_cast<std::uint32_t>(p >> 32U) ^ d[i] ^ k1;
        d[i] = static_cast<std::uint32_t>(p);
      }
      k0 += 0x9E3779B9U;
      k1 += 0xBB67AE85U;
    }
    for (std::size_t i = 0; i < width; ++i) {
      buffer_[i] = a[i];
      buffer_[width + i] = b[i];
      buffer_[2 * width + i] = c[i];
      buffer_[3 * width + i] = d[i];
    }
    at_ = 0;
  }

  std::array<std::uint32_t, 2> key_{}, who_{};
  std::uint32_t block_;
  std::uint32_t index_ = 0;
  std::array<std::uint32_t, 4 * width> buffer_{};
  std::size_t at_ = 4 * width;
};

/// Number of successes in n trials, by inversion of the distribution function; values further out than the
/// uniform number can tell (2^−53) are left out.
class Binomial {
 public:
  Binomial(std::uint32_t n, double p) {
    // Probabilities relative to the mode, outwards until they no longer count.
    const auto mode = std::min(n, static_cast<std::uint32_t>((static_cast<double>(n) + 1.0) * p));
    const double odds = p / (1.0 - p);
    std::vector<double> below;
    double weight = 1.0;
    std::uint32_t k = mode;
    for (; weight > 1e-22 && k > 0; --k) {
      weight *= static_cast<double>(k) / (static_cast<double>(n - k + 1) * odds);
      below.push_back(weight);
    }
    first_ = mode - static_cast<std::uint32_t>(below.size());
    cumulated_.assign(below.rbegin(), below.rend());
    cumulated_.push_back(1.0);
    weight = 1.0;
    for (k = mode; weight > 1e-22 && k < n; ++k) {
      weight *= static_cast<double>(n - k) / static_cast<double>(k + 1) * odds;
      cumulated_.push_back(weight);
    }
    double sum = 0.0;
    for (double& each : cumulated_) each = sum += each;
    for (double& each : cumulated_) each /= sum;
  }

  [[nodiscard]] std::uint32_t draw(Bits& bits) const {
    const double u = (static_cast<double>(bits.next64() >> 12U) + 0.5) * 0x1p-52;
    const auto found = std::lower_bound(cumulated_.begin(), cumulated_.end() - 1, u);
    return first_ + static_cast<std::uint32_t>(found - cumulated_.begin());
  }

 private:
  std::uint32_t first_ = 0;
  std::vector<double> cumulated_;
};

/// Events of one probability; their rows of worlds lie one after the other.
struct Group {
  double probability = 0.0;  ///< at most ½: of the event or of its opposite
  std::uint32_t begin = 0;   ///< first row
  std::uint32_t end = 0;
  bool by_places = true;
  std::uint32_t per_draw = 0;    ///< rows whose number of worlds is drawn at once
  std::vector<Binomial> number;  ///< for `per_draw` rows, and for the rows that are left over
};

struct Gate {
  Kind kind = Kind::constant;
  std::uint32_t number = 0;
  std::uint32_t begin = 0;  ///< of its arguments
  std::uint32_t end = 0;
};

/// What of the formula the roots need, in the order of evaluation.
class Plan {
 public:
  Plan(const Formula& formula, std::span<const Literal> roots, std::span<const double> probabilities) {
    std::vector<bool> needed(formula.size(), false);
    for (const Literal root : roots) needed[root.node()] = true;
    for (std::uint32_t node = formula.size(); node-- > 0;)
      if (needed[node])
        for (const Literal each : formula.arguments(node)) needed[each.node()] = true;
    std::vector<Literal> place(formula.size());
    place_events(formula, probabilities, needed, place);
    for (std::uint32_t node = 0; node < formula.size(); ++node) {
      if (!needed[node] || formula.kind(node) == Kind::event || node == 0) continue;
      const auto begin = static_cast<std::uint32_t>(arguments.size());
      for (const Literal each : formula.arguments(node)) arguments.push_back(at(place, each));
      gates.push_back(
          {formula.kind(node), formula.number(node), begin, static_cast<std::uint32_t>(arguments.size())});
      place[node] = Literal(static_cast<std::uint32_t>(rows + gates.size()), false);
    }
    for (const Literal root : roots) tops.push_back(at(place, root));
    // About 256 KiB of events: they stay in the cache between being drawn and being read.
    const std::size_t fitting = (std::size_t{1} << 18U) / (std::max<std::size_t>(rows, 1) * sizeof(Pack));
    packs = std::bit_floor(std::clamp<std::size_t>(fitting, 1, 64));
    for (Group& group : groups) prepare(group);
  }

  [[nodiscard]] std::size_t memory() const {
    return rows * packs * sizeof(Pack) + (1 + rows + gates.size()) * sizeof(Pack);
  }

  // Values: 0 the constant true, then the rows of events, then gates.
  std::uint32_t rows = 0;
  std::vector<Group> groups;
  std::vector<Gate> gates;
  std::vector<Literal> arguments;
  std::vector<Literal> tops;
  std::size_t packs = 1;  ///< of one row and block

 private:
  static Literal at(const std::vector<Literal>& place, Literal literal) {
    const Literal found = place[literal.node()];
    return literal.negated() ? !found : found;
  }

  void place_events(const Formula& formula, std::span<const double> probabilities,
                    const std::vector<bool>& needed, std::vector<Literal>& place) {
    std::map<double, std::vector<std::uint32_t>> by_probability;  // sorted: the same everywhere
    for (std::uint32_t e = 0; e < formula.events(); ++e)
      if (needed[formula.node_of_event(e)])
        by_probability[std::min(probabilities[e], 1.0 - probabilities[e])].push_back(e);
    for (const auto& [probability, events] : by_probability) {
      const std::uint32_t begin = rows;
      for (const std::uint32_t e : events)
        place[formula.node_of_event(e)] = Literal(1 + rows++, probabilities[e] > 0.5);
      groups.push_back({probability, begin, rows, true, 0, {}});
    }
  }

  void prepare(Group& group) const {
    // Drawing a place costs about four times as much as deciding one world bit by bit.
    group.by_places = group.probability < 0.25;
    if (!group.by_places || group.probability == 0.0) return;
    const auto row = static_cast<std::uint32_t>(packs * lanes);
    // So many rows at once that several worlds are expected, few enough for a short table.
    const std::uint32_t most = std::max<std::uint32_t>(1, (std::uint32_t{1} << 20U) / row);
    group.per_draw = std::min(group.end - group.begin, most);
    group.number.emplace_back(group.per_draw * row, group.probability);
    if (const std::uint32_t rest = (group.end - group.begin) % group.per_draw; rest != 0)
      group.number.emplace_back(rest * row, group.probability);
  }
};

/// Sets `count` different bits of the `size` that begin at `first`, every set of that size equally likely.
void set_places(Bits& bits, std::uint64_t* first, std::uint32_t size, std::uint32_t count) {
  // Lemire, ACM TOMACS 29 (2019) 3: unbiased, one multiplication.
  const std::uint32_t threshold = (0U - size) % size;
  while (count > 0) {
    const std::uint64_t product = std::uint64_t{bits.next()} * size;
    if (static_cast<std::uint32_t>(product) < threshold) continue;
    const auto place = static_cast<std::uint32_t>(product >> 32U);
    std::uint64_t& word = first[place / 64];
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    count -= static_cast<std::uint32_t>((word & bit) == 0);
    word |= bit;
  }
}

/// Compares one random binary fraction per world with p, digit by digit, until all worlds have differed.
void compare_digits(Bits& bits, std::uint64_t p, Pack& out) {
  Pack open;
  open.fill(~std::uint64_t{0});
  out.fill(0);
  for (; p != 0; p <<= 1U) {
    const std::uint64_t digit = (p >> 63U) != 0 ? ~std::uint64_t{0} : 0;
    std::uint64_t any = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t random = bits.next64();
      out[w] |= open[w] & digit & ~random;  // the fraction is smaller: the event happens
      open[w] &= ~(random ^ digit);
      any |= open[w];
    }
    if (any == 0) return;
  }
}

class Worker {
 public:
  explicit Worker(const Plan& plan)
      : plan_(&plan), drawn_(plan.rows * plan.packs), values_(1 + plan.rows + plan.gates.size()) {
    values_[0].fill(~std::uint64_t{0});
  }

  void run(std::uint64_t seed, std::uint64_t block, std::vector<std::uint64_t>& hits) {
    Bits bits(seed, block);
    std::fill(drawn_.begin(), drawn_.end(), Pack{});
    for (const Group& group : plan_->groups) draw(bits, group);
    for (std::size_t pack = 0; pack < plan_->packs; ++pack) {
      for (std::uint32_t row = 0; row < plan_->rows; ++row)
        values_[1 + row] = drawn_[row * plan_->packs + pack];
      for (std::size_t g = 0; g < plan_->gates.size(); ++g)
        evaluate(plan_->gates[g], values_[1 + plan_->rows + g]);
      for (std::size_t t = 0; t < plan_->tops.size(); ++t)
        for (const std::uint64_t word : values_[plan_->tops[t].node()])
          hits[t] += static_cast<std::uint64_t>(std::popcount(word ^ mask(plan_->tops[t])));
    }
  }

 private:
  static std::uint64_t mask(Literal literal) { return 0 - static_cast<std::uint64_t>(literal.negated()); }

  void draw(Bits& bits, const Group& group) {
    if (group.probability == 0.0) return;
    if (!group.by_places) {
      const auto digits = static_cast<std::uint64_t>(std::ldexp(group.probability, 64));
      for (std::size_t i = group.begin * plan_->packs; i < group.end * plan_->packs; ++i)
        compare_digits(bits, digits, drawn_[i]);
      return;
    }
    for (std::uint32_t row = group.begin; row < group.end; row += group.per_draw) {
      const std::uint32_t count = std::min(group.per_draw, group.end - row);
      const Binomial& number = count == group.per_draw ? group.number.front() : group.number.back();
      set_places(bits, drawn_[row * plan_->packs].data(),
                 count * static_cast<std::uint32_t>(plan_->packs * lanes), number.draw(bits));
    }
  }

  void evaluate(const Gate& gate, Pack& out) const {
    const Literal* argument = plan_->arguments.data() + gate.begin;
    const Literal* end = plan_->arguments.data() + gate.end;
    if (gate.kind == Kind::at_least) return count(gate, out);
    Pack sum;
    sum.fill(gate.kind == Kind::all_of ? ~std::uint64_t{0} : 0);
    for (; argument != end; ++argument) {
      const Pack& value = values_[argument->node()];
      const std::uint64_t flip = mask(*argument);
      if (gate.kind == Kind::all_of)
        for (std::size_t w = 0; w < words; ++w) sum[w] &= value[w] ^ flip;
      else if (gate.kind == Kind::any_of)
        for (std::size_t w = 0; w < words; ++w) sum[w] |= value[w] ^ flip;
      else
        for (std::size_t w = 0; w < words; ++w) sum[w] ^= value[w] ^ flip;
    }
    out = sum;
  }

  /// Adds the arguments in counters of one bit per plane and compares them with the number wanted.
  void count(const Gate& gate, Pack& out) const {
    std::array<Pack, 32> planes{};
    std::size_t used = 0;
    for (std::uint32_t i = gate.begin; i < gate.end; ++i) {
      const Literal argument = plan_->arguments[i];
      Pack carry = values_[argument.node()];
      for (std::uint64_t& word : carry) word ^= mask(argument);
      const std::size_t needed = static_cast<std::size_t>(std::bit_width(i - gate.begin + 1));
      for (std::size_t plane = 0; plane < needed; ++plane)
        for (std::size_t w = 0; w < words; ++w) {
          const std::uint64_t both = planes[plane][w] & carry[w];
          planes[plane][w] ^= carry[w];
          carry[w] = both;
        }
      used = needed;
    }
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t greater = 0;
      std::uint64_t equal = ~std::uint64_t{0};
      for (std::size_t plane = used; plane-- > 0;) {
        const std::uint64_t wanted = 0 - static_cast<std::uint64_t>(gate.number >> plane & 1U);
        greater |= equal & planes[plane][w] & ~wanted;
        equal &= ~(planes[plane][w] ^ wanted);
      }
      out[w] = greater | equal;
    }
  }

  const Plan* plan_;
  std::vector<Pack> drawn_;  ///< row by row
  std::vector<Pack> values_;
};

}  // namespace

Outcome<std::vector<Estimate>> draw_worlds(const Formula& formula, std::span<const Literal> roots,
                                           std::span<const double> probabilities,
                                           const WorldsOptions& options, const Limits& limits) {
  const auto begun = std::chrono::steady_clock::now();
  const Plan plan(formula, roots, probabilities);
  const OrderedBlocks blocks(options.threads);
  if (plan.memory() * blocks.workers() > limits.memory) return OutOf::memory;
  std::vector<Worker> workers(blocks.workers(), Worker(plan));
  std::vector<std::vector<std::uint64_t>> slots(blocks.slots(), std::vector<std::uint64_t>(roots.size()));
  // A task is many blocks, so that threads meet rarely.
  const std::uint64_t in_block = plan.packs * lanes;
  constexpr std::uint64_t blocks_in_task = 64;
  const std::uint64_t wanted = std::max<std::uint64_t>(1, (options.worlds + in_block - 1) / in_block);
  const std::uint64_t tasks = (wanted + blocks_in_task - 1) / blocks_in_task;
  std::vector<Estimate> result(roots.size());
  std::uint64_t done = 0;
  const auto stopped = [&] { return is_set(limits.stop); };
  const auto late = [&] { return std::chrono::steady_clock::now() - begun >= limits.time; };
  const auto size_of = [&](std::uint64_t task) {
    return std::min(blocks_in_task, wanted - task * blocks_in_task);
  };
  blocks.run(
      tasks,
      [&](const Ticket& ticket) {
        std::vector<std::uint64_t>& hits = slots[ticket.slot];
        std::fill(hits.begin(), hits.end(), 0);
        for (std::uint64_t i = 0; i < size_of(ticket.block); ++i)
          workers[ticket.worker].run(options.seed, ticket.block * blocks_in_task + i, hits);
      },
      [&](const Ticket& ticket) {
        for (std::size_t i = 0; i < roots.size(); ++i) result[i].hits += slots[ticket.slot][i];
        done += size_of(ticket.block) * in_block;
        return !stopped() && !late();
      });
  if (done == 0) return stopped() ? OutOf::stopped : OutOf::time;
  for (Estimate& each : result) {
    each.worlds = done;
    each.mean = static_cast<double>(each.hits) / static_cast<double>(done);
    const Interval01 interval = clopper_pearson(each.hits, done, options.confidence);
    each.low = interval.low;
    each.high = interval.high;
  }
  return result;
}

}  // namespace hakyu::sim::exact
