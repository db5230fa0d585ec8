// What an exact computation may use, and what it answers when that was not enough. Exactness can cost
// exponential time and memory; running out is an ordinary answer here, never an exception or an abort.
#pragma once

#include <chrono>
#include <cstdint>
#include <utility>
#include <variant>

#include "sim/stop.hpp"

namespace hakyu::sim::exact {

/// Bounds of one computation. The values never depend on them: a computation that ends within its limits has
/// the same result as one without any.
struct Limits {
  std::uint64_t memory = std::uint64_t{2} << 30U;  ///< bytes that tables of this computation may hold
  std::chrono::nanoseconds time = std::chrono::hours(24 * 365);  ///< wall clock, from the call
  const StopFlag* stop = nullptr;                                ///< set to true to end early
};

/// Why there is no value.
enum class OutOf : std::uint8_t { memory, time, stopped };

/// A value, or what was used up before it was there.
template <typename T>
class Outcome {
 public:
  Outcome(T value) : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by intent
  Outcome(OutOf reason) : held_(std::in_place_index<1>, reason) {}       // NOLINT: implicit by intent

  [[nodiscard]] explicit operator bool() const { return held_.index() == 0; }
  /// Pre-condition: there is a value.
  [[nodiscard]] T& operator*() & { return *std::get_if<0>(&held_); }
  [[nodiscard]] const T& operator*() const& { return *std::get_if<0>(&held_); }
  [[nodiscard]] T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  [[nodiscard]] T* operator->() { return std::get_if<0>(&held_); }
  [[nodiscard]] const T* operator->() const { return std::get_if<0>(&held_); }
  /// Pre-condition: there is no value.
  [[nodiscard]] OutOf out_of() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, OutOf> held_;
};

}  // namespace hakyu::sim::exact
