// Future events in time order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hakyu::sim {

/// An event at second `time()`. Events of one second come in the order of their kind, then of their id: the
/// order never depends on when they were scheduled.
struct Event {
  std::uint64_t key = 0;  ///< time << 8 | kind
  std::uint32_t id = 0;
  std::uint32_t generation = 0;  ///< lets the receiver tell cancelled events

  Event() = default;
  Event(std::int64_t time, std::uint8_t kind, std::uint32_t which, std::uint32_t gen = 0)
      : key(static_cast<std::uint64_t>(time) << 8U | kind), id(which), generation(gen) {}
  [[nodiscard]] std::int64_t time() const { return static_cast<std::int64_t>(key >> 8U); }
  [[nodiscard]] std::uint8_t kind() const { return static_cast<std::uint8_t>(key & 0xFFU); }
  friend bool operator<(const Event& a, const Event& b) {
    if (a.key != b.key) return a.key < b.key;
    if (a.id != b.id) return a.id < b.id;
    return a.generation < b.generation;
  }
};

/// Four-ary heap. `take` leaves a hole at the root that a following `push` fills in one pass: most events
/// schedule exactly one successor.
class EventQueue {
 public:
  void clear() {
    heap_.clear();
    hole_ = false;
  }

  void push(const Event& event) {
    if (hole_) {
      hole_ = false;
      sift_down(0, event);
      return;
    }
    heap_.push_back(event);
    sift_up(heap_.size() - 1, event);
  }

  [[nodiscard]] bool empty() {
    fill_hole();
    return heap_.empty();
  }
  /// Pre-condition: not empty.
  [[nodiscard]] const Event& top() {
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
  void fill_hole() {
    if (!hole_) return;
    hole_ = false;
    const Event last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
  }

  void sift_up(std::size_t at, const Event& event) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / 4;
      if (!(event < heap_[parent])) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = event;
  }

  void sift_down(std::size_t at, const Event event) {
    const std::size_t size = heap_.size();
    for (;;) {
      const std::size_t first = 4 * at + 1;
      if (first >= size) break;
      std::size_t least = first;
      const std::size_t end = first + 4 < size ? first + 4 : size;
      for (std::size_t child = first + 1; child < end; ++child)
        if (heap_[child] < heap_[least]) least = child;
      if (!(heap_[least] < event)) break;
      heap_[at] = heap_[least];
      at = least;
    }
    heap_[at] = event;
  }

  std::vector<Event> heap_;
  bool hole_ = false;
};

}  // namespace hakyu::sim
