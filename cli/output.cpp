#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace fs = std::filesystem;

/// An open file that is closed in any case.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }
  /// False if the system only now reports that something could not be written.
  bool close() {
    const int number = number_;
    number_ = -1;
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Why the system refused, in words for what people can do something about.
std::string reason(const viz::Words& words, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return words("its folder does not exist");
    case EACCES:
    case EPERM:
      return words("no access rights");
    case EISDIR:
      return words("it is a folder");
    case ENOSPC:
    case EDQUOT:
      return words("the disk is full");
    case EROFS:
      return words("it can only be read");
    default:
      return std::strerror(error);
  }
}

[[noreturn]] void fail(const Program& program, const std::string& what, int error) {
  throw Failure(Exit::failure, program.words.format("“{0}” could not be written: {1}.", viz::printable(what),
                                                    reason(program.words, error)));
}

void write_directly(const Program& program, const fs::path& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.open() || !write_all(file.number(), bytes) || !file.close()) fail(program, path.string(), errno);
}

mode_t permissions(const struct stat* old) {
  if (old != nullptr) return old->st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

// The name must survive a power cut too; file systems that cannot do this are not a reason to fail.
void flush_folder(const fs::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.open()) ::fsync(open.number());
}

void replace(const Program& program, const fs::path& path, const struct stat* old, std::string_view bytes) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::string aside = (folder / ".hakyu-XXXXXX").string();
  Descriptor file(::mkstemp(aside.data()));
  if (!file.open()) fail(program, path.string(), errno);
  const bool written = write_all(file.number(), bytes) && ::fchmod(file.number(), permissions(old)) == 0 &&
                       ::fsync(file.number()) == 0 && file.close() &&
                       ::rename(aside.c_str(), path.c_str()) == 0;
  if (!written) {
    const int error = errno;
    ::unlink(aside.c_str());
    fail(program, path.string(), error);
  }
  flush_folder(folder);
}

/// Whether a command with this input reads the file: it is the input, or a model in the folder that is.
bool is_read(const fs::path& file, const fs::path& input) {
  std::error_code ignored;
  if (!fs::exists(file, ignored) || !fs::exists(input, ignored)) return false;
  if (fs::equivalent(file, input, ignored)) return true;
  const fs::path inside = fs::canonical(file, ignored).lexically_relative(fs::canonical(input, ignored));
  return fs::is_directory(input, ignored) && file.extension() == ".json" && !inside.empty() &&
         *inside.begin() != "..";
}

}  // namespace

void write_file(const Program& program, const fs::path& path, std::string_view bytes) {
  struct stat old {};
  const bool exists = ::stat(path.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return write_directly(program, path, bytes);
  if (exists && ::access(path.c_str(), W_OK) != 0) fail(program, path.string(), errno);
  std::error_code ignored;
  const fs::path target = exists ? fs::canonical(path, ignored) : path;
  replace(program, target.empty() ? path : target, exists ? &old : nullptr, bytes);
}

FolderTurn::FolderTurn(const Program& program, const std::string& path) {
  if (path.empty()) return;
  const fs::path folder = fs::path(path).parent_path();
  folder_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_ < 0 || ::flock(folder_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  tell(program, program.words.format("Waiting for another hakyu that is at work in “{0}”.",
                                     viz::printable(folder.empty() ? "." : folder.string())));
  while (::flock(folder_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

FolderTurn::~FolderTurn() {
  if (folder_ >= 0) ::close(folder_);
}

void write_standard_output(const Program& program, std::string_view bytes) {
  if (!write_all(STDOUT_FILENO, bytes)) fail(program, program.words("standard output"), errno);
}

void expect_place(const Program& program, const std::string& path, const std::vector<std::string>& inputs) {
  if (path.empty() || path == "-") return;
  std::error_code ignored;
  const viz::Words& words = program.words;
  if (fs::is_directory(path, ignored))
    throw Failure(Exit::usage,
                  words.format("“{0}” is a folder. Write the name of a file in it.", viz::printable(path)));
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::exists(folder, ignored))
    throw Failure(Exit::usage, words.format("The folder “{0}” does not exist. Create it, or choose another.",
                                            viz::printable(folder.string())));
  for (const std::string& input : inputs)
    if (is_read(path, input))
      throw Failure(Exit::usage,
                    words.format("“{0}” is what the command reads; it would be overwritten. Choose "
                                 "another name for the output.",
                                 viz::printable(path)));
}

void write_result(const Program& program, const std::string& path, std::string_view bytes) {
  if (path == "-") return write_standard_output(program, bytes);
  expect_place(program, path);
  write_file(program, path, bytes);
  tell(program, program.words.format("wrote {0}", viz::printable(path)));
}

}  // namespace hakyu::cli
