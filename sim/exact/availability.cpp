#include "sim/exact/availability.hpp"

namespace hakyu::sim::exact {

namespace {

using std::chrono::steady_clock;

/// What is left of the time for all steps.
class Clock {
 public:
  explicit Clock(const Limits& limits) : limits_(limits), begun_(steady_clock::now()) {}
  [[nodiscard]] Limits rest() const {
    Limits rest = limits_;
    rest.time = std::max(std::chrono::nanoseconds(0), limits_.time - (steady_clock::now() - begun_));
    return rest;
  }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(steady_clock::now() - begun_).count();
  }

 private:
  const Limits& limits_;
  steady_clock::time_point begun_;
};

Explanation explain(const Diagrams& diagrams, const Question& question, std::size_t root,
                    const Clock& clock) {
  Explanation made;
  made.root = root;
  if (question.importances) {
    made.importances = diagrams.importances(root, question.probabilities);
    if (question.fussell_vesely)
      if (auto shares = diagrams.fussell_vesely(root, question.probabilities, clock.rest()))
        made.fussell_vesely = std::move(*shares);
  }
  if (!question.rates.empty())
    if (const auto frequency = diagrams.frequency(root, question.rates, clock.rest()))
      made.frequency = *frequency;
  if (!question.cut_sets) return made;
  const auto sets = CutSets::of(diagrams, root, clock.rest());
  if (!sets) return made;
  made.count = sets->count().str();
  if (auto list = sets->list(question.probabilities, *question.cut_sets, clock.rest()))
    made.cut_sets = std::move(*list);
  return made;
}

Outcome<Answer> by_diagrams(const Formula& formula, const Question& question, const Clock& clock) {
  const auto diagrams = Diagrams::build(formula, question.roots, clock.rest());
  if (!diagrams) return diagrams.out_of();
  Answer made;
  made.statistics = diagrams->statistics();
  for (const double p : diagrams->probability(question.probabilities)) made.roots.push_back({0, 0, p, p, p});
  for (const std::size_t root : question.explained)
    made.explanations.push_back(explain(*diagrams, question, root, clock));
  return made;
}

}  // namespace

Outcome<Answer> answer(const Formula& formula, const Question& question, const AnswerOptions& options) {
  const Clock clock(options.limits);
  std::optional<OutOf> fell_back;
  if (options.method != Method::worlds) {
    auto exact = by_diagrams(formula, question, clock);
    if (exact || options.method == Method::diagrams || exact.out_of() == OutOf::stopped) {
      if (exact) exact->seconds = clock.seconds();
      return exact;
    }
    fell_back = exact.out_of();
  }
  // The number of worlds bounds the time; a limit that the diagrams have used up must not leave no answer.
  Limits limits = options.limits;
  if (!fell_back) limits = clock.rest();
  const auto drawn = draw_worlds(formula, question.roots, question.probabilities, options.worlds, limits);
  if (!drawn) return drawn.out_of();
  Answer made;
  made.method = Method::worlds;
  made.fell_back = fell_back;
  made.roots = *drawn;
  made.seconds = clock.seconds();
  return made;
}

}  // namespace hakyu::sim::exact
