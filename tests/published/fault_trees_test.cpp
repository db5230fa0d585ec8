// Fault trees of the literature, written here in the Open-PSA format, through the exact engine, by drawing
// worlds, and with their minimal cut sets: SCRAM's unit models (github.com/rakhimov/scram, input/) with
// P(A) = 0.1, P(B) = 0.2, P(C) = 0.3; and OpenFTA's example "Theatre": 0.00207, {generator, mains} and
// {mains, relay}.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/exact/analysis.hpp"
#include "sim/exact/cut_sets.hpp"
#include "sim/exact/open_psa.hpp"
#include "sim/exact/worlds.hpp"

namespace hakyu::test {
namespace {

using namespace sim::exact;  // NOLINT(google-build-using-namespace): this file only tests it

using Names = std::set<std::string>;

struct Published {
  const char* name;
  std::string formula;
  std::vector<std::pair<std::string, double>> events;
  double probability;
  std::set<Names> cut_sets;
};

std::string event(const std::string& name) { return "<basic-event name=\"" + name + "\"/>"; }
std::string gate(const std::string& kind, const std::string& inside) {
  return "<" + kind + ">" + inside + "</" + kind + ">";
}

const std::vector<std::pair<std::string, double>> abc{{"A", 0.1}, {"B", 0.2}, {"C", 0.3}};
const std::string A = event("A"), B = event("B"), C = event("C");

std::vector<Published> published() {
  return {
      {"AOrBOrC", gate("or", A + B + C), abc, 0.496, {{"A"}, {"B"}, {"C"}}},
      {"ABOrBC", gate("or", gate("and", A + B) + gate("and", B + C)), abc, 0.074, {{"A", "B"}, {"B", "C"}}},
      // Not monotone: the smallest sets of events that make it true while nothing else has happened.
      {"ABOrNotAC",
       gate("or", gate("and", A + B) + gate("and", gate("not", A) + C)),
       abc,
       0.29,
       {{"A", "B"}, {"C"}}},
      {"Xor", gate("xor", gate("xor", A + B) + C), abc, 0.404, {{"A"}, {"B"}, {"C"}}},
      {"Theatre",
       gate("and", event("mains") + gate("or", event("generator") + event("relay"))),
       {{"mains", 3e-2}, {"generator", 2e-2}, {"relay", 5e-2}},
       0.00207,
       {{"generator", "mains"}, {"mains", "relay"}}},
  };
}

FaultTree tree_of(const Published& model) {
  std::string text = "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\">" + model.formula +
                     "</define-gate></define-fault-tree><model-data>";
  for (const auto& [name, p] : model.events)
    text += "<define-basic-event name=\"" + name + "\"><float value=\"" + std::to_string(p) +
            "\"/></define-basic-event>";
  text += "</model-data></opsa-mef>";
  const XmlText one{"tree.xml", text};
  OpenPsaResult read = read_open_psa({&one, 1});
  EXPECT_TRUE(read.tree) << model.name;
  return std::move(*read.tree);
}

class FaultTrees : public testing::TestWithParam<Published> {};

TEST_P(FaultTrees, ProbabilityAndCutSetsByDecisionDiagrams) {
  const FaultTree tree = tree_of(GetParam());
  const auto diagrams = Diagrams::build(tree.formula, tree.tops);
  ASSERT_TRUE(diagrams);
  EXPECT_NEAR(diagrams->probability(tree.probabilities).front(), GetParam().probability, 1e-14);
  const auto sets = CutSets::of(*diagrams, 0);
  ASSERT_TRUE(sets);
  const auto list = sets->list(tree.probabilities);
  ASSERT_TRUE(list);
  std::set<Names> found;
  for (const CutSet& set : list->sets) {
    Names names;
    for (const std::uint32_t e : set.events) names.insert(tree.event_names[e]);
    found.insert(names);
  }
  EXPECT_THAT(found, testing::ContainerEq(GetParam().cut_sets));
}

TEST_P(FaultTrees, ProbabilityByDrawingWorlds) {
  const FaultTree tree = tree_of(GetParam());
  const auto drawn = draw_worlds(tree.formula, tree.tops, tree.probabilities,
                                 {.worlds = 4'000'000, .seed = 7, .confidence = 0.999});
  ASSERT_TRUE(drawn);
  EXPECT_LE(drawn->front().low, GetParam().probability);
  EXPECT_GE(drawn->front().high, GetParam().probability);
  EXPECT_LT(drawn->front().high - drawn->front().low, 0.05 * GetParam().probability + 1e-4);
}

INSTANTIATE_TEST_SUITE_P(ScramAndOpenFta, FaultTrees, testing::ValuesIn(published()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace hakyu::test
