// The one seam to threads: work in numbered blocks, results taken in the order of the blocks.
#pragma once

#include <cstddef>
#include <functional>

namespace hakyu::sim {

/// A block of work and the places its results may use.
struct Ticket {
  std::size_t block = 0;
  std::size_t slot = 0;    ///< < slots(): belongs to the block until `take` has returned
  std::size_t worker = 0;  ///< < workers(): no two blocks being worked on at the same time share it
};

/// Runs numbered blocks on a fixed number of threads.
class OrderedBlocks {
 public:
  /// `threads` = 0: as many as the machine offers.
  explicit OrderedBlocks(unsigned threads);

  [[nodiscard]] std::size_t workers() const { return workers_; }
  /// Blocks that are under way or wait for an earlier one; more slots than workers, so that a slow block does
  /// not hold up the others.
  [[nodiscard]] std::size_t slots() const { return 4 * workers_; }

  /// Calls `work` for the blocks 0 … blocks−1, in any order and at the same time, and `take` for each of them
  /// in the order of the blocks, one call at a time, after its work is done. When `take` returns false, no
  /// later block is taken and no further one begun. Returns true if every block was taken. An exception of
  /// either function ends the run and is thrown here.
  bool run(std::size_t blocks, const std::function<void(const Ticket&)>& work,
           const std::function<bool(const Ticket&)>& take) const;

 private:
  std::size_t workers_;
};

}  // namespace hakyu::sim
