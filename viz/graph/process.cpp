#include "viz/graph/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT: POSIX names it so

namespace hakyu::viz {

namespace {

using Clock = std::chrono::steady_clock;

/// An open file, closed when it goes out of scope.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(); }
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  int descriptor_ = -1;
};

struct Ends {
  File ours, childs;
};

// Sockets rather than pipes: writing to a child that has gone then is an error, not a signal.
Ends channel() {
  std::array<int, 2> pair{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return {};
  ::fcntl(pair[0], F_SETFL, O_NONBLOCK);
  return {File(pair[0]), File(pair[1])};
}

pid_t spawn(const std::vector<std::string>& arguments, const Ends& in, const Ends& out, const Ends& err) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  pointers.reserve(copies.size() + 1);
  for (std::string& copy : copies) pointers.push_back(copy.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.childs.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.childs.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.childs.get(), STDERR_FILENO);
  pid_t child = -1;
  const int error = posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

void set_limits(pid_t child, const ProcessLimits& limits) {
  const auto seconds = static_cast<rlim_t>(limits.processor.count());
  const rlimit memory{limits.memory, limits.memory};
  const rlimit processor{seconds, seconds + 1};
  const rlimit no_core{0, 0};
  prlimit(child, RLIMIT_AS, &memory, nullptr);
  prlimit(child, RLIMIT_CPU, &processor, nullptr);
  prlimit(child, RLIMIT_CORE, &no_core, nullptr);
}

// Feeds the child and collects what it writes until it closes its output, the time is over or it writes too
// much.
class Conversation {
 public:
  Conversation(File in, File out, File err, const std::string& input, const ProcessLimits& limits,
               ProcessResult& result)
      : in_(std::move(in)),
        out_(std::move(out)),
        err_(std::move(err)),
        input_(input),
        limits_(limits),
        result_(result),
        deadline_(Clock::now() + limits.time) {}

  void run() {
    while (out_.open() || err_.open()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
      if (left.count() <= 0) return stop(ProcessResult::End::timed_out);
      std::array<pollfd, 3> files{pollfd{in_.get(), POLLOUT, 0}, pollfd{out_.get(), POLLIN, 0},
                                  pollfd{err_.get(), POLLIN, 0}};
      const int ready = ::poll(files.data(), files.size(), static_cast<int>(left.count()));
      if (ready < 0 && errno != EINTR) return stop(ProcessResult::End::killed);
      if (ready <= 0) continue;
      if (files[0].revents != 0) write_some();
      if (files[1].revents != 0) read_some(out_, result_.output, limits_.output + 1);
      if (files[2].revents != 0) read_some(err_, result_.messages, 4096);
      if (result_.output.size() > limits_.output) return stop(ProcessResult::End::too_much_output);
    }
  }

 private:
  void stop(ProcessResult::End end) { result_.end = end; }

  void write_some() {
    const ssize_t written =
        ::send(in_.get(), input_.data() + sent_, input_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (written > 0) sent_ += static_cast<std::size_t>(written);
    const bool gone = written < 0 && errno != EAGAIN && errno != EINTR;
    if (gone || sent_ == input_.size()) in_.close();
  }

  // Keeps at most `limit` bytes; what comes beyond is read and dropped.
  static void read_some(File& file, std::string& into, std::size_t limit) {
    std::array<char, 65536> buffer;
    const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return file.close();
    if (got > 0 && into.size() < limit)
      into.append(buffer.data(), std::min(static_cast<std::size_t>(got), limit - into.size()));
  }

  File in_, out_, err_;
  const std::string& input_;
  const ProcessLimits& limits_;
  ProcessResult& result_;
  Clock::time_point deadline_;
  std::size_t sent_ = 0;
};

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& input,
                          const ProcessLimits& limits) {
  ProcessResult result;
  Ends in = channel();
  Ends out = channel();
  Ends err = channel();
  const bool ready = in.ours.open() && out.ours.open() && err.ours.open();
  const pid_t child = ready ? spawn(arguments, in, out, err) : -1;
  if (child < 0) {
    result.end = ready ? ProcessResult::End::no_program : ProcessResult::End::killed;
    return result;
  }
  set_limits(child, limits);
  for (Ends* ends : {&in, &out, &err}) ends->childs.close();
  Conversation(std::move(in.ours), std::move(out.ours), std::move(err.ours), input, limits, result).run();
  if (result.end != ProcessResult::End::exited) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (result.end != ProcessResult::End::exited) return result;
  if (WIFEXITED(status)) {
    result.status = WEXITSTATUS(status);
    if (result.status == 127 && result.output.empty()) result.end = ProcessResult::End::no_program;
  } else {
    const bool used_up = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    result.end = used_up ? ProcessResult::End::timed_out : ProcessResult::End::killed;
  }
  return result;
}

}  // namespace hakyu::viz
