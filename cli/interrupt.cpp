#include "cli/interrupt.hpp"

#include <csignal>

namespace hakyu::cli {

namespace {

// A signal handler can reach nothing but a variable of the file.
sim::StopFlag signalled{false};
static_assert(sim::StopFlag::is_always_lock_free);

void note_signal(int number) {
  signalled.store(true);
  std::signal(number, SIG_DFL);
}

}  // namespace

Interrupt::Interrupt() {
  signalled.store(false);
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

const sim::StopFlag* Interrupt::flag() const { return &signalled; }

bool Interrupt::happened() const { return signalled.load(); }

Exit interrupted(const Program& program, std::uint64_t done, std::uint64_t of) {
  const viz::Words& words = program.words;
  warn(program, words.format("Interrupted after {0} of {1} replications; the result rests on these alone.",
                             words.integer(static_cast<std::int64_t>(done)),
                             words.integer(static_cast<std::int64_t>(of))));
  return Exit::interrupted;
}

}  // namespace hakyu::cli
