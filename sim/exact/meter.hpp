// Watches the limits of one computation.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "sim/exact/limits.hpp"

namespace hakyu::sim::exact {

/// Counts steps and looks at the clock and the stop flag every few thousand of them. Once something is used
/// up it stays used up.
class Meter {
 public:
  explicit Meter(const Limits& limits) : limits_(limits), start_(std::chrono::steady_clock::now()) { look(); }

  /// False once a limit is reached.
  bool step() {
    if ((++steps_ & 4095U) == 0) look();
    return !reason_;
  }
  /// True if `bytes` in all are allowed; otherwise memory is used up.
  bool may_hold(std::uint64_t bytes) {
    if (bytes > peak_) peak_ = bytes;
    if (bytes > limits_.memory && !reason_) reason_ = OutOf::memory;
    return !reason_;
  }
  [[nodiscard]] std::uint64_t memory() const { return limits_.memory; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] std::optional<OutOf> reason() const { return reason_; }

 private:
  void look() {
    if (reason_) return;
    if (limits_.stop != nullptr && limits_.stop->load(std::memory_order_relaxed))
      reason_ = OutOf::stopped;
    else if (std::chrono::steady_clock::now() - start_ > limits_.time)
      reason_ = OutOf::time;
  }

  Limits limits_;
  std::chrono::steady_clock::time_point start_;
  std::uint64_t steps_ = 0;
  std::uint64_t peak_ = 0;
  std::optional<OutOf> reason_;
};

}  // namespace hakyu::sim::exact
