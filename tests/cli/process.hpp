// Runs the program as a process of its own.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hakyu::test {

struct Finished {
  int status = -1;  ///< exit status; 128 + n if signal n ended it
  std::string out;
  std::string err;
  std::chrono::milliseconds after_signal{0};  ///< from the signal to the end
};

struct How {
  std::map<std::string, std::string> environment{{"LC_ALL", "C.UTF-8"}};
  std::filesystem::path folder{};            ///< working folder; empty: a folder for this call
  std::string standard_output{};             ///< device to write to instead of catching the output
  std::optional<unsigned long> file_size{};  ///< no file may become larger: what a full disk looks like
  std::optional<std::chrono::milliseconds> interrupt_after{};  ///< SIGINT is sent then
};

/// Runs hakyu with these arguments; ends it after two minutes.
Finished hakyu(const std::vector<std::string>& arguments, const How& how = {});

/// A folder for one test, removed in the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file into the folder; its path.
  std::string write(const std::string& name, const std::string& content) const;
  [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Path of a shipped scenario.
std::string scenario(const std::string& name);

}  // namespace hakyu::test
