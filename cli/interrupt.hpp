// Ctrl-C ends a long computation early, in good order.
#pragma once

#include <atomic>

namespace hakyu::cli {

/// While an object lives, SIGINT and SIGTERM set a flag instead of ending the program; a second one ends it.
/// One object at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] const std::atomic<bool>* flag() const;
  [[nodiscard]] bool happened() const;
};

}  // namespace hakyu::cli
