#include "sim/exact/availability.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace hakyu::sim::exact {

namespace {

using std::chrono::steady_clock;

/// What is left of the time for all steps.
class Clock {
 public:
  explicit Clock(const Limits& limits) : limits_(limits), begun_(steady_clock::now()) {}
  [[nodiscard]] Limits rest(std::size_t parts) const {
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

/// Of the only root of `diagrams`, which is number `asked` of the question. It may take half of one of
/// `parts` equal parts of the time that is left: what is costly to explain about one root must not cost the
/// others their answer.
Explanation explain(const Diagrams& diagrams, const Question& question, std::size_t asked, const Clock& clock,
                    std::size_t parts) {
  constexpr std::size_t root = 0;
  Explanation made;
  made.root = asked;
  const auto limits = [&] { return clock.rest(2 * parts); };
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
  sum.steps += one.steps;
  sum.nodes += one.nodes;
  sum.peak_nodes = std::max(sum.peak_nodes, one.peak_nodes);
  sum.peak_memory = std::max(sum.peak_memory, one.peak_memory);
}

/// Roots that are equal are answered once.
struct Asked {
  std::vector<std::size_t> places;  ///< in the question
  std::optional<OutOf> failed;      ///< why there is no exact answer yet
};
using AllAsked = std::map<Literal, Asked>;

/// Answers one root, with `parts` equal parts of the time left for it and others; a limit if that was
/// reached.
std::optional<OutOf> answer_exactly(const Formula& formula, const Question& question, Literal root,
                                    const std::vector<std::size_t>& places, const Clock& clock,
                                    std::size_t parts, Answer& made) {
  const auto diagrams = Diagrams::build(formula, {&root, 1}, clock.rest(parts));
  if (!diagrams) return diagrams.out_of();
  add(made.statistics, diagrams->statistics());
  const double p = diagrams->probability(question.probabilities).front();
  for (const std::size_t place : places) made.roots[place] = {0, 0, p, p, p};
  std::optional<Explanation> why;
  for (std::size_t i = 0; i < question.explained.size(); ++i) {
    if (question.roots[question.explained[i]] != root) continue;
    if (!why) why = explain(*diagrams, question, question.explained[i], clock, parts);
    made.explanations[i] = *why;
    made.explanations[i].root = question.explained[i];
  }
  return std::nullopt;
}

/// Every root has diagrams of its own: what is simple about one root – modules, a good order – is seldom so
/// for all roots together; only one root's diagrams are held. Whoever needs more than its share of the time
/// waits until all others have had theirs, and then shares what they left. Takes out of `asked` what it
/// answers.
void answer_exactly(const Formula& formula, const Question& question, const Clock& clock, AllAsked& asked,
                    Answer& made) {
  for (const bool again : {false, true}) {
    std::size_t waiting = asked.size();
    // So that the first round leaves time for a second one, unless there is nobody to share with.
    const std::size_t kept_back = again || asked.size() == 1 ? 1 : 2;
    for (auto each = asked.begin(); each != asked.end(); --waiting) {
      auto& [root, state] = *each;
      if (!again || state.failed == OutOf::time)
        state.failed =
            answer_exactly(formula, question, root, state.places, clock, kept_back * waiting, made);
      if (state.failed == OutOf::stopped) return;
      each = state.failed ? std::next(each) : asked.erase(each);
    }
    if (asked.empty() || kept_back == 1) return;
  }
}

/// Draws worlds for those that are still in `asked`.
std::optional<OutOf> answer_by_worlds(const Formula& formula, const Question& question,
                                      const WorldsOptions& options, const Limits& limits,
                                      const AllAsked& asked, Answer& made) {
  std::vector<Literal> roots;
  for (const auto& [root, state] : asked) roots.push_back(root);
  const auto drawn = draw_worlds(formula, roots, question.probabilities, options, limits);
  if (!drawn) return drawn.out_of();
  auto found = drawn->begin();
  for (const auto& [root, state] : asked) {
    for (const std::size_t place : state.places) made.roots[place] = *found;
    ++found;
  }
  return std::nullopt;
}

}  // namespace

Outcome<Answer> answer(const Formula& formula, const Question& question, const AnswerOptions& options) {
  const Clock clock(options.limits);
  AllAsked asked;
  for (std::size_t i = 0; i < question.roots.size(); ++i) asked[question.roots[i]].places.push_back(i);
  Answer made;
  made.roots.resize(question.roots.size());
  made.explanations.resize(question.explained.size());
  for (std::size_t i = 0; i < question.explained.size(); ++i)
    made.explanations[i].root = question.explained[i];
  if (options.method != Method::worlds) {
    answer_exactly(formula, question, clock, asked, made);
    for (const auto& [root, state] : asked) {
      if (options.method == Method::diagrams || state.failed == OutOf::stopped) return *state.failed;
      made.fell_back = state.failed;
    }
  }
  if (!asked.empty())
    // The number of worlds bounds the time; a limit that the diagrams have used up must not leave no answer.
    if (const auto failed = answer_by_worlds(formula, question, options.worlds, options.limits, asked, made))
      return *failed;
  made.seconds = clock.seconds();
  return made;
}

}  // namespace hakyu::sim::exact
