// Results leave the program only here: completely or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/program.hpp"

namespace hakyu::cli {

/// Writes `bytes` so that `path` names either the old or the whole new content: into a file beside it,
/// flushed to the disk, then renamed. Keeps the permissions of an old file and follows a link. What is no
/// regular file (a device, a pipe) is written directly. Throws Failure(Exit::failure) if it cannot be
/// written; then the old file is as it was.
void write_file(const Program& program, const std::filesystem::path& path, std::string_view bytes);

/// While an object lives, another of the same folder waits, in this program or another: so nothing is lost
/// that one writes between another's reading and writing. The lock is the system's on the folder of `path`;
/// no file is made, and it goes with the process. None if `path` is empty or where files cannot be locked.
class FolderTurn {
 public:
  FolderTurn(const Program& program, const std::string& path);
  ~FolderTurn();
  FolderTurn(const FolderTurn&) = delete;
  FolderTurn& operator=(const FolderTurn&) = delete;

 private:
  int folder_ = -1;
};

/// Writes all to standard output. Throws Failure(Exit::failure) if that is not possible (disk full).
void write_standard_output(const Program& program, std::string_view bytes);

/// Before a long computation: throws Failure(Exit::usage) if `path` is a folder, lies in one that is not
/// there, or is one of the files that the command reads (inputs that are no files are passed over).
void expect_place(const Program& program, const std::string& path,
                  const std::vector<std::string>& inputs = {});

/// To the file, which expect_place allows, or to standard output if `path` is "-"; says so on standard error
/// in the first case.
void write_result(const Program& program, const std::string& path, std::string_view bytes);

}  // namespace hakyu::cli
