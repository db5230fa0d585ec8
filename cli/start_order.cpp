// hakyu start-order: everything is off – in which order does it come up again?
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "sim/graph/start_order.hpp"
#include "viz/text/tables.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct StartOrderArguments {
  InputOptions input;
  std::string json;
};

Exit start_order(const Program& program, const StartOrderArguments& options) {
  expect_place(program, options.json, files_read(options.input));
  const sim::System system = read_system(program, options.input);
  const sim::StartOrder order = sim::start_order(system);
  if (!options.json.empty())
    write_result(program, options.json, viz::bytes(viz::start_document(system, order, provenance(program))));
  else
    write_standard_output(program, viz::start_order_text(system, order, program.words));
  return Exit::done;
}

}  // namespace

void add_start_order(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<StartOrderArguments>();
  Command command =
      line.add("start-order",
               msgid("after everything was off: what to start in which order, and what waits for itself"),
               "hakyu start-order scenarios/clinic");
  add_input(command, options->input);
  add_json(command, options->json);
  command.run([options, &program] { return start_order(program, *options); });
}

}  // namespace hakyu::cli
