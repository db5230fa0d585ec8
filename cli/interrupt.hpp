// Ctrl-C ends a long computation early, in good order.
#pragma once

#include <cstdint>

#include "cli/program.hpp"
#include "models/diagnostic.hpp"
#include "sim/stop.hpp"

namespace hakyu::cli {

/// While an object lives, SIGINT and SIGTERM set a flag instead of ending the program; a second one ends it.
/// One object at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] const sim::StopFlag* flag() const;
  [[nodiscard]] bool happened() const;
};

/// Says how many replications were done; Exit::interrupted.
Exit interrupted(const Program& program, std::uint64_t done, std::uint64_t of);

/// Runs `work`. If it was interrupted before there was any result, says so and throws Failure.
template <class Work>
auto watched(const Program& program, const Interrupt& interrupt, Work work) {
  try {
    return work();
  } catch (const models::Error& error) {
    if (!interrupt.happened() || error.code() != "no-replications") throw;
    throw Failure(Exit::interrupted, program.words("Interrupted before the first replication was done."));
  }
}

}  // namespace hakyu::cli
