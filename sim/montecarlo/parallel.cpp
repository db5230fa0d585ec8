#include "sim/montecarlo/parallel.hpp"

#include <atomic>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <vector>

#ifdef HAKYU_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace hakyu::sim {

namespace tbb = oneapi::tbb;

namespace {

/// A point at which one thread hands over to another. oneTBB orders these hand-overs by itself;
/// ThreadSanitizer cannot see into its library and is told, so that it judges our work and nothing else.
class alignas(8) HandOver {
 public:
  void give() {
#ifdef HAKYU_THREAD_SANITIZER
    __tsan_release(this);
#endif
  }
  void receive() {
#ifdef HAKYU_THREAD_SANITIZER
    __tsan_acquire(this);
#endif
  }
};

/// Who hands over to whom in one run.
struct HandOvers {
  HandOvers(std::size_t workers, std::size_t slots) : of_worker(workers), of_slot(slots) {}
  HandOver start;                   ///< caller → workers
  HandOver takes;                   ///< one take → the next → caller
  std::vector<HandOver> of_worker;  ///< one block of a worker → the next → caller
  std::vector<HandOver> of_slot;    ///< work → take → work of the slot's next block
};

}  // namespace

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
  HandOvers hand(workers_, slots());
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
    hand.start.receive();
    hand.of_worker[ticket.worker].receive();
    hand.of_slot[ticket.slot].receive();
    if (!ended.load(std::memory_order_relaxed)) work(ticket);
    hand.of_worker[ticket.worker].give();
    hand.of_slot[ticket.slot].give();
    return ticket;
  };
  const auto finish = [&](const Ticket& ticket) {
    if (ended.load(std::memory_order_relaxed)) return;
    hand.start.receive();
    hand.takes.receive();
    hand.of_slot[ticket.slot].receive();
    if (take(ticket))
      ++taken;
    else
      ended.store(true, std::memory_order_relaxed);
    hand.takes.give();
    hand.of_slot[ticket.slot].give();
  };
  hand.start.give();
  arena.execute([&] {
    tbb::parallel_pipeline(slots(),
                           tbb::make_filter<void, Ticket>(tbb::filter_mode::serial_in_order, begin) &
                               tbb::make_filter<Ticket, Ticket>(tbb::filter_mode::parallel, run_one) &
                               tbb::make_filter<Ticket, void>(tbb::filter_mode::serial_in_order, finish));
  });
  hand.takes.receive();
  for (HandOver& worker : hand.of_worker) worker.receive();
  return taken == blocks;
}

}  // namespace hakyu::sim
