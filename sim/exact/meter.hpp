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
    bytes += beside_;
    if (bytes > peak_) peak_ = bytes;
    if (bytes > limits_.memory && !reason_) reason_ = OutOf::memory;
    return !reason_;
  }
  /// Says how many bytes are held beside the tables that ask `may_hold`. False if that alone is too much.
  bool hold_beside(std::uint64_t bytes) {
    beside_ = bytes;
    return may_hold(0);
  }
  /// One level of a recursion, as long as it lives. Recursions that are deeper than the stack of a thread is
  /// sure to bear end as if memory were used up – which it is: that of the stack.
  class Descent {
   public:
    explicit Descent(Meter& meter) : meter_(meter) {
      if (++meter_.depth_ > deepest && !meter_.reason_) meter_.reason_ = OutOf::memory;
    }
    Descent(const Descent&) = delete;
    Descent& operator=(const Descent&) = delete;
    ~Descent() { --meter_.depth_; }
    [[nodiscard]] bool allowed() const { return !meter_.reason_; }

   private:
    Meter& meter_;
  };
  /// Levels of recursion, at most a few hundred bytes each.
  static constexpr std::uint32_t deepest = 10'000;
  [[nodiscard]] std::uint64_t memory() const { return limits_.memory; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] std::optional<OutOf> reason() const { return reason_; }

 private:
  void look() {
    if (reason_) return;
    if (is_set(limits_.stop))
      reason_ = OutOf::stopped;
    else if (std::chrono::steady_clock::now() - start_ > limits_.time)
      reason_ = OutOf::time;
  }

  Limits limits_;
  std::chrono::steady_clock::time_point start_;
  std::uint64_t steps_ = 0;
  std::uint64_t peak_ = 0;
  std::uint64_t beside_ = 0;
  std::uint32_t depth_ = 0;
  std::optional<OutOf> reason_;
};

}  // namespace hakyu::sim::exact
