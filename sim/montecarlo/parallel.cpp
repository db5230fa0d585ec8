#include "sim/montecarlo/parallel.hpp"

#include <atomic>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

namespace hakyu::sim {

namespace tbb = oneapi::tbb;

OrderedBlocks::OrderedBlocks(unsigned threads)
    : workers_(threads == 0 ? static_cast<std::size_t>(tbb::info::default_concurrency()) : threads) {}

bool OrderedBlocks::run(std::size_t blocks, const std::function<void(const Ticket&)>& work,
                        const std::function<bool(const Ticket&)>& take) const {
  // Without it more threads than cores would silently become as many as there are cores.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, workers_);
  tbb::task_arena arena(static_cast<int>(workers_));
  std::size_t next = 0;
  std::size_t taken = 0;
  std::atomic<bool> ended{false};
  const auto begin = [&](tbb::flow_control& flow) {
    if (next == blocks || ended.load(std::memory_order_relaxed)) {
      flow.stop();
      return Ticket{};
    }
    // At most slots() blocks are under way and they leave in order, so their numbers differ modulo slots().
    const std::size_t block = next++;
    return Ticket{block, block % slots(), 0};
  };
  const auto run_one = [&](Ticket ticket) {
    ticket.worker = static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
    if (!ended.load(std::memory_order_relaxed)) work(ticket);
    return ticket;
  };
  const auto finish = [&](const Ticket& ticket) {
    if (ended.load(std::memory_order_relaxed)) return;
    if (take(ticket))
      ++taken;
    else
      ended.store(true, std::memory_order_relaxed);
  };
  arena.execute([&] {
    tbb::parallel_pipeline(slots(),
                           tbb::make_filter<void, Ticket>(tbb::filter_mode::serial_in_order, begin) &
                               tbb::make_filter<Ticket, Ticket>(tbb::filter_mode::parallel, run_one) &
                               tbb::make_filter<Ticket, void>(tbb::filter_mode::serial_in_order, finish));
  });
  return taken == blocks;
}

}  // namespace hakyu::sim
