// hakyu: what a patch or a mitigation in a hospital does to everything that depends on it.
#include <exception>
#include <new>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/import.hpp"
#include "cli/output.hpp"
#include "models/diagnostic.hpp"

namespace {

using namespace hakyu::cli;

Exit run(Program& program, int count, const char* const* arguments) {
  CommandLine line(program);
  add_check(line, program);
  add_impact(line, program);
  add_start_order(line, program);
  add_simulate(line, program);
  add_rank(line, program);
  add_graph(line, program);
  add_report(line, program);
  add_availability(line, program);
  add_import(line, program);
  add_match(line, program);
  add_draft(line, program);
  add_demo(line, program);
  // For the installation only: made from the declarations above, so that they cannot differ from them.
  const std::string_view first = count > 1 ? arguments[1] : "";
  if (first == "--print-manual") return write_standard_output(program, line.manual()), Exit::done;
  if (first == "--print-completion") return write_standard_output(program, line.completion()), Exit::done;
  return line.run(count, arguments);
}

// Errors of the engine carry a code and a context, not a sentence.
Exit run_and_explain(Program& program, int count, const char* const* arguments) {
  const hakyu::viz::Words& words = program.words;
  try {
    return run(program, count, arguments);
  } catch (const Failure& failure) {
    warn(program, failure.what());
    return failure.status();
  } catch (const hakyu::models::Error& error) {
    warn(program,
         error.code() == "library"
             ? words.format("A part of the system is missing; hakyu, the launcher, installs it ({0}).",
                            error.what())
             : words.format("This cannot be computed ({0}).", error.what()));
  } catch (const std::bad_alloc&) {
    warn(program, words("There is not enough memory."));
  } catch (const std::exception& error) {
    warn(program, words.format("Internal failure: {0}", error.what()));
  }
  return Exit::failure;
}

}  // namespace

int main(int count, char** arguments) {
  Program program{.words = hakyu::viz::Words(choose_language(count, arguments)), .version = HAKYU_VERSION};
  return static_cast<int>(run_and_explain(program, count, arguments));
}
