#include "tests/cli/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace hakyu::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds longest{120};

void redirect(int descriptor, const std::string& path, int flags) {
  const int opened = ::open(path.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(126);
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const How& how, const Folder& aside) {
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, how.standard_output.empty() ? aside.at("out") : how.standard_output,
           O_WRONLY | O_CREAT | O_TRUNC);
  redirect(STDERR_FILENO, aside.at("err"), O_WRONLY | O_CREAT | O_TRUNC);
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"}) ::unsetenv(name);
  for (const auto& [name, value] : how.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (!how.folder.empty() && ::chdir(how.folder.c_str()) != 0) ::_exit(126);
  if (how.file_size) {
    const rlimit limit{*how.file_size, *how.file_size};
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  std::vector<char*> words;
  std::string program = HAKYU_PROGRAM;
  words.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (std::string& each : copies) words.push_back(each.data());
  words.push_back(nullptr);
  ::execv(program.c_str(), words.data());
  ::_exit(127);
}

// Waits for the end; sends the signal in time, and SIGKILL to what does not end at all.
int wait_for(pid_t process, const How& how, Finished& result) {
  const auto begun = Clock::now();
  std::optional<Clock::time_point> signalled;
  for (int state = 0;;) {
    if (::waitpid(process, &state, WNOHANG) == process) {
      if (signalled)
        result.after_signal =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - *signalled);
      return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
    }
    const auto now = Clock::now();
    if (how.interrupt_after && !signalled && now - begun >= *how.interrupt_after) {
      ::kill(process, SIGINT);
      signalled = now;
    }
    if (now - begun > longest) ::kill(process, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace

Finished hakyu(const std::vector<std::string>& arguments, const How& how) {
  const Folder aside;
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("cannot start a process");
  if (process == 0) become(arguments, how, aside);
  Finished result;
  result.status = wait_for(process, how, result);
  if (how.standard_output.empty()) result.out = read_file(aside.at("out"));
  result.err = read_file(aside.at("err"));
  return result;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "hakyu-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& content) const {
  std::ofstream(path_ / name, std::ios::binary) << content;
  return at(name);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string scenario(const std::string& name) { return std::string(HAKYU_SOURCE_DIR) + "/scenarios/" + name; }

}  // namespace hakyu::test
