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

// The same graph gives the same bytes: the time of making, which the drawing library writes into a PDF,
// becomes a fixed one of the same length (the file's table of positions stays right).
void forget_time_of_making(std::string& pdf) {
  constexpr std::string_view field = "/CreationDate (D:";
  constexpr std::string_view fixed = "20000101000000";
  const std::size_t at = pdf.rfind(field);
  if (at == std::string::npos || at + field.size() + fixed.size() > pdf.size()) return;
  pdf.replace(at + field.size(), fixed.size(), fixed);
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
  if (format == Format::pdf) forget_time_of_making(result.picture);
  return result;
}

}  // namespace hakyu::viz
