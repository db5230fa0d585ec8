#include "sim/plans/bootstrap.hpp"

#include <algorithm>

#include "sim/montecarlo/parallel.hpp"
#include "sim/montecarlo/random.hpp"

namespace hakyu::sim {

namespace {

/// Adds up the rows that resample number `resample` draws, into `sums`.
void resample_sums(std::span<const double> impacts, const Stream& stream, std::vector<double>& sums) {
  const std::size_t plans = sums.size();
  const std::uint64_t rows = impacts.size() / plans;
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::uint64_t i = 0; i < rows; i += 4) {
    const auto bits = stream.raw(0, Purpose::bootstrap, static_cast<std::uint32_t>(i / 4));
    const std::uint64_t draws = std::min<std::uint64_t>(4, rows - i);
    for (std::uint64_t k = 0; k < draws; ++k) {
      const double* row = impacts.data() + ((bits[k] * rows) >> 32U) * plans;
      for (std::size_t plan = 0; plan < plans; ++plan) sums[plan] += row[plan];
    }
  }
}

/// Gives every plan with the smallest sum its part of one win.
void award(const std::vector<double>& sums, double* wins) {
  const double least = *std::min_element(sums.begin(), sums.end());
  const auto ties = static_cast<double>(std::count(sums.begin(), sums.end(), least));
  for (std::size_t plan = 0; plan < sums.size(); ++plan)
    if (sums[plan] == least) wins[plan] = 1.0 / ties;
}

}  // namespace

std::vector<double> best_probabilities(std::span<const double> impacts, std::size_t plans, std::uint64_t seed,
                                       unsigned threads) {
  constexpr std::size_t per_block = 20;
  std::vector<double> wins(bootstrap_resamples * plans, 0.0);
  OrderedBlocks(threads).run(
      bootstrap_resamples / per_block,
      [&](const Ticket& ticket) {
        std::vector<double> sums(plans);
        for (std::size_t i = 0; i < per_block; ++i) {
          const std::size_t resample = ticket.block * per_block + i;
          resample_sums(impacts, Stream(seed, static_cast<std::uint32_t>(resample)), sums);
          award(sums, wins.data() + resample * plans);
        }
      },
      [](const Ticket&) { return true; });
  std::vector<double> shares(plans, 0.0);
  for (std::size_t i = 0; i < wins.size(); ++i) shares[i % plans] += wins[i];
  for (double& share : shares) share /= bootstrap_resamples;
  return shares;
}

}  // namespace hakyu::sim
