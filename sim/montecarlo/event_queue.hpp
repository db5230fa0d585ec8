// Future events in time order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace hakyu::sim {

/// An event at second `time()`. Events of one second come in the order of their kind, then of their id: the
/// order never depends on when they were scheduled. Time, kind and id share one word, so that comparing two
/// events is one comparison of numbers.
class Event {
 public:
  static constexpr unsigned id_bits = 24;
  static constexpr unsigned kind_bits = 4;
  static constexpr std::size_t max_ids = std::size_t{1} << id_bits;  ///< 16.7 million
  static constexpr std::int64_t max_time = std::int64_t{1}
                                           << (63U - id_bits - kind_bits);  ///< over 1,000 years

  /// Later than every event.
  constexpr Event() = default;
  /// Pre-condition: 0 ≤ time < max_time, kind < 16, id < max_ids.
  constexpr Event(std::int64_t time, std::uint8_t kind, std::uint32_t id)
      : key_((static_cast<std::uint64_t>(time) << (id_bits + kind_bits)) |
             (static_cast<std::uint64_t>(kind) << id_bits) | id) {}
  [[nodiscard]] std::int64_t time() const { return static_cast<std::int64_t>(key_ >> (id_bits + kind_bits)); }
  [[nodiscard]] std::uint8_t kind() const { return static_cast<std::uint8_t>((key_ >> id_bits) & 0xFU); }
  [[nodiscard]] std::uint32_t id() const { return static_cast<std::uint32_t>(key_ & (max_ids - 1)); }
  friend bool operator<(Event a, Event b) { return a.key_ < b.key_; }
  friend bool operator==(Event a, Event b) { return a.key_ == b.key_; }

 private:
  std::uint64_t key_ = std::numeric_limits<std::uint64_t>::max();
};

/// Four-ary heap. `take` leaves a hole at the root that a following `push` fills in one pass, because most
/// events schedule exactly one successor. A cancelled event is not removed; its receiver recognises it.
class EventQueue {
 public:
  void clear() {
    heap_.assign(arity + 1, Event());
    size_ = 0;
    hole_ = false;
  }

  void push(Event event) {
    if (hole_) {
      hole_ = false;
      replace_root(event);
      return;
    }
    if (size_ + arity + 1 >= heap_.size()) heap_.resize(2 * heap_.size() + arity);
    sift_up(size_++, event);
  }

  [[nodiscard]] bool empty() {
    fill_hole();
    return size_ == 0;
  }
  /// The earliest event; if there is none, an event later than every other.
  [[nodiscard]] Event top() {
    fill_hole();
    return heap_.front();
  }
  /// Takes the earliest event. Pre-condition: not empty.
  Event take() {
    fill_hole();
    hole_ = true;
    return heap_.front();
  }

 private:
  static constexpr std::size_t arity = 4;

  void fill_hole() {
    if (!hole_) return;
    hole_ = false;
    const Event last = heap_[--size_];
    heap_[size_] = Event();
    if (size_ > 0) replace_root(last);
  }

  void sift_up(std::size_t at, Event event) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / arity;
      if (!(event < heap_[parent])) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = event;
  }

  // The hole sinks to a leaf and the event rises from there: a new event is mostly a late one. Places behind
  // the last event hold the latest possible event, so every inner node has four children to compare.
  void replace_root(Event event) {
    Event* const heap = heap_.data();
    std::size_t at = 0;
    for (std::size_t first = 1; first < size_; first = arity * at + 1) {
      const Event* const child = heap + first;
      const std::size_t left = child[1] < child[0] ? 1 : 0;
      const std::size_t right = child[3] < child[2] ? 3 : 2;
      const std::size_t least = child[right] < child[left] ? right : left;
      heap[at] = child[least];
      at = first + least;
    }
    sift_up(at, event);
  }

  std::vector<Event> heap_ = std::vector<Event>(arity + 1);
  std::size_t size_ = 0;
  bool hole_ = false;
};

}  // namespace hakyu::sim
