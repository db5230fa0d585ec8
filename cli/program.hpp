// What all commands share: the language, how much is said, how a command ends.
#pragma once

#include <stdexcept>
#include <string>

#include "viz/text/text.hpp"

namespace hakyu::cli {

/// Exit status of the program.
enum class Exit : int {
  done = 0,
  problem = 1,        ///< the input has errors, or a check found a problem
  usage = 2,          ///< the command line is wrong
  failure = 3,        ///< the program itself, or the machine (disk full), failed
  interrupted = 130,  ///< stopped by a signal; what was computed until then was shown
};

struct Program {
  viz::Words words;
  bool quiet = false;  ///< no progress, no messages but errors
  std::string name = "hakyu";
  std::string version;
};

/// Ends a command: what to tell the person, already in their language, and the exit status.
class Failure : public std::runtime_error {
 public:
  Failure(Exit status, const std::string& message) : std::runtime_error(message), status_(status) {}
  [[nodiscard]] Exit status() const noexcept { return status_; }

 private:
  Exit status_;
};

/// A line on standard error for a person; not said if the program is to be quiet.
void tell(const Program& program, const std::string& line);
/// A line on standard error that is said in any case.
void warn(const Program& program, const std::string& line);

}  // namespace hakyu::cli
