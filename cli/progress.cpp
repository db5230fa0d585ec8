#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>
#include <cmath>

#include <algorithm>
#include <cstdio>

namespace hakyu::cli {

namespace {

constexpr std::chrono::milliseconds between_two{100};
constexpr std::size_t bar_width = 30;

}  // namespace

Progress::Progress(const Program& program)
    : program_(&program),
      terminal_(!program.quiet && ::isatty(STDERR_FILENO) == 1),
      begun_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { end(); }

void Progress::end() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

void Progress::show(std::uint64_t done, std::uint64_t of) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || of == 0 || (shown_ && now - last_ < between_two)) return;
  shown_ = true;
  last_ = now;
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(of));
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_width));
  std::string line = fmt::format("[{}{}] {:3.0f} %", std::string(full, '#'),
                                 std::string(bar_width - full, ' '), 100.0 * share);
  if (share > 0.0) {
    const auto left = std::llround(seconds / share - seconds);
    line += "  " + program_->words.format("about {0} left", program_->words.duration(left));
  }
  fmt::print(stderr, "\r{}\x1b[K", line);
}

}  // namespace hakyu::cli
