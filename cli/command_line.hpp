// What the command line accepts: commands, options, help, shell completion and the manual page.
// The one place that knows CLI11, so that no command has to include it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace CLI {
class App;
}

namespace hakyu::cli {

/// The options of one command. Values are checked while they are parsed; a wrong one ends the program with
/// Exit::usage and a message that says what is possible. `into` must live until the command has run.
class Command {
 public:
  Command(CLI::App& app, const viz::Words& words) : app_(&app), words_(&words) {}

  /// MODEL…: files, folders, or the name of a shipped scenario.
  void models(std::vector<std::string>& into);
  /// The same where something else may stand instead of a model.
  void optional_models(std::vector<std::string>& into);
  void optional_word(const char* placeholder, std::string& into, viz::Message help);
  void text(const char* name, std::string& into, const char* placeholder, viz::Message help);
  /// One or more values that may contain commas (files); the option may also be repeated.
  void list(const char* name, std::vector<std::string>& into, const char* placeholder, viz::Message help);
  /// Values separated by commas or blanks; the option may also be repeated.
  void commas(const char* name, std::vector<std::string>& into, const char* placeholder, viz::Message help);
  /// The same where the option alone already means something: `into` has a value if it was given.
  void optional_commas(const char* name, std::optional<std::vector<std::string>>& into,
                       const char* placeholder, viz::Message help);
  /// A whole number in [low, high].
  void whole(const char* name, std::optional<std::uint64_t>& into, std::uint64_t low, std::uint64_t high,
             viz::Message help);
  /// A number strictly between low and high.
  void between(const char* name, std::optional<double>& into, double low, double high, viz::Message help);
  void flag(const char* name, bool& into, viz::Message help);
  void run(std::function<Exit()> action);

 private:
  CLI::App* app_;
  const viz::Words* words_;
};

class CommandLine {
 public:
  /// `program` must outlive the object.
  explicit CommandLine(Program& program);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// Declares a command; `example` is shown by its --help.
  Command add(const char* name, viz::Message what, const char* example);

  /// Parses the arguments and runs the command they name. Help and version go to standard output.
  Exit run(int count, const char* const* arguments);

  /// roff source of the manual page hakyu(1).
  [[nodiscard]] std::string manual() const;
  /// Completion script for bash (zsh reads it through bashcompinit).
  [[nodiscard]] std::string completion() const;

 private:
  Exit explain(const std::exception& problem);
  std::unique_ptr<CLI::App> app_;
  Program* program_;
};

/// The language of the texts: --lang if given among the arguments, else the locale, else English.
[[nodiscard]] models::Language choose_language(int count, const char* const* arguments);

}  // namespace hakyu::cli
