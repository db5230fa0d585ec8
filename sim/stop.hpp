// How long work is told to end early.
#pragma once

#include <atomic>

namespace hakyu::sim {

/// Set from outside, by a signal or another thread; never reset while work that was given it runs.
using StopFlag = std::atomic<bool>;

/// Null: nobody will stop the work.
[[nodiscard]] inline bool is_set(const StopFlag* stop) {
  return stop != nullptr && stop->load(std::memory_order_relaxed);
}

}  // namespace hakyu::sim
