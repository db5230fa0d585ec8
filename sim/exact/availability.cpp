#include "sim/exact/availability.hpp"

#include <algorithm>
#include <map>

namespace hakyu::sim::exact {

namespace {

using std::chrono::steady_clock;

/// What is left of the time for all steps.
class Clock {
 public:
  explicit Clock(const Limits& limits) : limits_(limits), begun_(steady_clock::now()) {}
  [[nodiscard]] Limits rest(std::size_t parts = 1) const {
    Limits rest = limits_;
    rest.time = std::max(std::chrono::nanoseconds(0), limits_.time - (steady_clock::now() - begun_)) /
                static_cast<std::int64_t>(parts);
    return rest;
  }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(steady_clock::now() - begun_).count();
  }

 private:
  const Limits& limits_;
  steady_clock::time_point begun_;
};

template <typename LimitsNow>
void add_cut_sets(Explanation& made, const Diagrams& diagrams, const Question& question,
                  const LimitsNow& limits) {
  const auto sets = CutSets::of(diagrams, 0, limits());
  if (!sets) return;
  if (const auto count = sets->count(limits())) made.count = count->str();
  if (auto list = sets->list(question.probabilities, *question.cut_sets, limits()))
    made.cut_sets = std::move(*list);
}

/// Of the only root of `diagrams`, which is number `asked` of the question. `waiting` roots, this one
/// included, share the time that is left: what is costly to explain about one must not cost the others
/// their answer.
Explanation explain(const Diagrams& diagrams, const Question& question, std::size_t asked, const Clock& clock,
                    std::size_t waiting) {
  constexpr std::size_t root = 0;
  Explanation made;
  made.root = asked;
  const auto limits = [&] { return clock.rest(2 * waiting); };
  if (question.importances) made.importances = diagrams.importances(root, question.probabilities);
  if (!question.rates.empty())
    if (const auto frequency = diagrams.frequency(root, question.rates, limits()))
      made.frequency = *frequency;
  if (question.cut_sets) add_cut_sets(made, diagrams, question, limits);
  if (question.importances && question.fussell_vesely)  // last, for it can cost the most
    if (auto shares = diagrams.fussell_vesely(root, question.probabilities, limits()))
      made.fussell_vesely = std::move(*shares);
  return made;
}

void add(BuildStatistics& sum, const BuildStatistics& one) {
  sum.gates_given += one.gates_given;
  sum.gates_kept += one.gates_kept;
  sum.modules += one.modules;
  sum.nodes += one.nodes;
  sum.peak_nodes = std::max(sum.peak_nodes, one.peak_nodes);
  sum.peak_memory = std::max(sum.peak_memory, one.peak_memory);
}

/// Every root has diagrams of its own: what is simple about one root – modules, a good order – is seldom so
/// for all roots together. Roots that are equal are answered once; only one root's diagrams are held.
Outcome<Answer> by_diagrams(const Formula& formula, const Question& question, const Clock& clock) {
  std::map<Literal, std::vector<std::size_t>> asked;
  for (std::size_t i = 0; i < question.roots.size(); ++i) asked[question.roots[i]].push_back(i);
  Answer made;
  made.roots.resize(question.roots.size());
  made.explanations.resize(question.explained.size());
  std::size_t waiting = asked.size();
  for (const auto& [literal, places] : asked) {
    const auto diagrams = Diagrams::build(formula, {&literal, 1}, clock.rest());
    if (!diagrams) return diagrams.out_of();
    add(made.statistics, diagrams->statistics());
    const double p = diagrams->probability(question.probabilities).front();
    for (const std::size_t place : places) made.roots[place] = {0, 0, p, p, p};
    std::optional<Explanation> why;
    for (std::size_t i = 0; i < question.explained.size(); ++i) {
      if (question.roots[question.explained[i]] != literal) continue;
      if (!why) why = explain(*diagrams, question, question.explained[i], clock, waiting);
      made.explanations[i] = *why;
      made.explanations[i].root = question.explained[i];
    }
    --waiting;
  }
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
