// DOT text → picture, by Graphviz as a child process.
#include "viz/graph/graph.hpp"
#include "viz/graph/process.hpp"

namespace hakyu::viz {

namespace {

const char* device(Format format) {
  switch (format) {
    case Format::svg:
      return "-Tsvg";
    case Format::png:
      return "-Tpng:cairo";
    case Format::pdf:
      return "-Tpdf";
  }
  return "-Tsvg";
}

}  // namespace

RenderResult render(const std::string& dot_text, Format format, const RenderLimits& limits) {
  const ProcessLimits process{limits.time, limits.processor, limits.memory, limits.output};
  ProcessResult run = run_process({limits.program, "-q", device(format)}, dot_text, process);
  RenderResult result;
  result.messages = std::move(run.messages);
  switch (run.end) {
    case ProcessResult::End::no_program:
      result.problem = RenderProblem::no_program;
      break;
    case ProcessResult::End::timed_out:
      result.problem = RenderProblem::timed_out;
      break;
    case ProcessResult::End::too_much_output:
    case ProcessResult::End::killed:
      result.problem = RenderProblem::failed;
      break;
    case ProcessResult::End::exited:
      if (run.status != 0 || run.output.empty()) result.problem = RenderProblem::failed;
      break;
  }
  if (result.ok()) result.picture = std::move(run.output);
  return result;
}

}  // namespace hakyu::viz
