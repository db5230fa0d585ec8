// Fault trees in the exchange format against values computed elsewhere: connectives by truth table, laws in
// closed form and common cause groups. Published trees: tests/published.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/exact/open_psa.hpp"

namespace hakyu::sim::exact::open_psa_values_test {
namespace {

OpenPsaResult read(const std::string& text, const OpenPsaOptions& options = {}) {
  const XmlText one{"tree.xml", text};
  return read_open_psa(std::span(&one, 1), options);
}

const std::string data =
    "<model-data><define-basic-event name=\"a\"><float value=\"0.1\"/></define-basic-event>"
    "<define-basic-event name=\"b\"><float value=\"0.2\"/></define-basic-event>"
    "<define-basic-event name=\"c\"><float value=\"0.3\"/></define-basic-event>"
    "<define-house-event name=\"on\"><constant value=\"true\"/></define-house-event><define-house-event "
    "name=\"off\"/></model-data>";

std::string document(const std::string& formula) {
  return "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\">" + formula +
         "</define-gate></define-fault-tree>" + data + "</opsa-mef>";
}

/// Σ over all worlds.
double probability(const FaultTree& tree, std::size_t top = 0) {
  double sum = 0.0;
  const std::uint32_t n = tree.formula.events();
  for (unsigned world = 0; world < 1U << n; ++world) {
    bool events[20] = {};
    double weight = 1.0;
    for (std::uint32_t i = 0; i < n; ++i) {
      events[i] = (world >> i & 1U) != 0;
      weight *= events[i] ? tree.probabilities[i] : 1.0 - tree.probabilities[i];
    }
    const std::vector<bool> of = evaluate(tree.formula, std::span<const bool>(events, n));
    if (of[tree.tops[top].node()] != tree.tops[top].negated()) sum += weight;
  }
  return sum;
}

double probability(const std::string& text) {
  const OpenPsaResult result = read(text);
  EXPECT_TRUE(result.tree) << text << (result.diagnostics.empty() ? "" : result.diagnostics.front().code);
  return result.tree ? probability(*result.tree) : -1.0;
}

const std::string a = "<basic-event name=\"a\"/>";
const std::string b = "<event name=\"b\"/>";
const std::string c = "<event name=\"c\" type=\"basic-event\"/>";

TEST(OpenPsaConnectives, FollowTheirTruthTables) {
  const double A = 0.1;
  const double B = 0.2;
  const double C = 0.3;
  const auto expect = [](const std::string& formula, double value) {
    EXPECT_NEAR(probability(document(formula)), value, 1e-14) << formula;
  };
  expect("<and>" + a + b + c + "</and>", A * B * C);
  expect("<or>" + a + b + c + "</or>", 0.496);
  expect("<nand>" + a + b + "</nand>", 1 - A * B);
  expect("<nor>" + a + b + "</nor>", (1 - A) * (1 - B));
  expect("<not>" + a + "</not>", 1 - A);
  expect("<xor>" + a + b + "</xor>", A * (1 - B) + B * (1 - A));
  expect("<iff>" + a + b + "</iff>", A * B + (1 - A) * (1 - B));
  expect("<imply>" + a + b + "</imply>", 1 - A * (1 - B));
  expect("<atleast min=\"2\">" + a + b + c + "</atleast>", A * B + A * C + B * C - 2 * A * B * C);
  const double one = A * (1 - B) * (1 - C) + B * (1 - A) * (1 - C) + C * (1 - A) * (1 - B);
  expect("<cardinality min=\"1\" max=\"1\">" + a + b + c + "</cardinality>", one);
  expect("<cardinality min=\"0\" max=\"1\">" + a + b + c + "</cardinality>",
         one + (1 - A) * (1 - B) * (1 - C));
  expect("<cardinality min=\"0\" max=\"3\">" + a + b + c + "</cardinality>", 1.0);
  expect("<and>" + a + "<house-event name=\"on\"/></and>", A);
  expect("<or>" + a + "<house-event name=\"off\"/></or>", A);
  expect("<and>" + a + "<constant value=\"false\"/></and>", 0.0);
}

/// Value of an expression as a probability.
double value(const std::string& expression, double mission_time = 8760.0) {
  const OpenPsaResult result = read(
      "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\"><basic-event "
      "name=\"x\"/></define-gate></define-fault-tree><model-data>"
      "<define-parameter name=\"p\"><float value=\"0.25\"/></define-parameter><define-basic-event "
      "name=\"x\">" +
          expression + "</define-basic-event></model-data></opsa-mef>",
      {.mission_time = mission_time});
  EXPECT_TRUE(result.tree) << expression
                           << (result.diagnostics.empty() ? "" : result.diagnostics.front().code);
  return result.tree ? result.tree->probabilities.at(0) : -1.0;
}
std::string f(const std::string& number) { return "<float value=\"" + number + "\"/>"; }

TEST(OpenPsaExpressions, Arithmetic) {
  EXPECT_DOUBLE_EQ(value("<parameter name=\"p\"/>"), 0.25);
  EXPECT_DOUBLE_EQ(value("<sub>" + f("0.9") + f("0.25") + f("0.5") + "</sub>"), 0.15);
  EXPECT_DOUBLE_EQ(value("<div><int value=\"3\"/>" + f("4") + f("2") + "</div>"), 0.375);
  EXPECT_DOUBLE_EQ(value("<mul>" + f("0.5") + f("0.5") + "<parameter name=\"p\"/></mul>"), 0.0625);
  EXPECT_DOUBLE_EQ(value("<add>" + f("0.5") + "<neg>" + f("0.25") + "</neg></add>"), 0.25);
  EXPECT_DOUBLE_EQ(value("<mean>" + f("0.1") + f("0.2") + f("0.6") + "</mean>"), 0.3);
  EXPECT_DOUBLE_EQ(value("<min>" + f("0.3") + f("0.2") + "</min>"), 0.2);
  EXPECT_DOUBLE_EQ(value("<max>" + f("0.3") + f("0.2") + "</max>"), 0.3);
  EXPECT_NEAR(value("<exp>" + f("-1") + "</exp>"), std::exp(-1.0), 1e-15);
  EXPECT_NEAR(value("<log>" + f("2") + "</log>"), std::log(2.0), 1e-15);
  EXPECT_NEAR(value("<log10>" + f("2") + "</log10>"), std::log10(2.0), 1e-15);
  EXPECT_NEAR(value("<pow>" + f("0.5") + f("3") + "</pow>"), 0.125, 1e-15);
  EXPECT_NEAR(value("<pow>" + f("-0.5") + f("2") + "</pow>"), 0.25, 1e-15);
  EXPECT_DOUBLE_EQ(value("<sqrt>" + f("0.25") + "</sqrt>"), 0.5);
  EXPECT_DOUBLE_EQ(value("<mod>" + f("2.75") + f("1") + "</mod>"), 0.75);
  EXPECT_NEAR(value("<sub><pi/>" + f("3") + "</sub>"), 0.14159265358979312, 1e-15);
  EXPECT_DOUBLE_EQ(value("<ite><gt>" + f("2") + f("1") + "</gt>" + f("0.1") + f("0.2") + "</ite>"), 0.1);
  EXPECT_DOUBLE_EQ(
      value("<switch><case><bool value=\"false\"/>" + f("0.1") + "</case><case><bool value=\"true\"/>" +
            f("0.2") + "</case>" + f("0.3") + "</switch>"),
      0.2);
  EXPECT_DOUBLE_EQ(value("<switch>" + f("0.3") + "</switch>"), 0.3);
}

TEST(OpenPsaExpressions, Laws) {
  EXPECT_NEAR(value("<exponential>" + f("1e-4") + "<system-mission-time/></exponential>"),
              -std::expm1(-0.876), 1e-15);
  EXPECT_NEAR(value("<exponential>" + f("1e-4") + "<system-mission-time/></exponential>", 100.0),
              -std::expm1(-0.01), 1e-16);
  EXPECT_NEAR(value("<exponential>" + f("1e-20") + f("1") + "</exponential>") / 1e-20, 1.0, 1e-15);
  EXPECT_NEAR(value("<GLM>" + f("0.05") + f("0.01") + f("0.1") + f("10") + "</GLM>"),
              (0.01 - (0.01 - 0.05 * 0.11) * std::exp(-1.1)) / 0.11, 1e-15);
  EXPECT_NEAR(value("<Weibull>" + f("100") + f("2") + f("10") + f("60") + "</Weibull>"), -std::expm1(-0.25),
              1e-15);
  EXPECT_EQ(value("<Weibull>" + f("100") + f("2") + f("10") + f("10") + "</Weibull>"), 0.0);
}

TEST(OpenPsaExpressions, PeriodicTests) {
  const auto four = [](const std::string& t) {
    return value("<periodic-test>" + f("0.01") + f("100") + f("20") + f(t) + "</periodic-test>");
  };
  EXPECT_NEAR(four("10"), -std::expm1(-0.1), 1e-15);
  EXPECT_NEAR(four("50"), -std::expm1(-0.3), 1e-15);
  EXPECT_NEAR(four("250"), -std::expm1(-0.3), 1e-15);
  EXPECT_NEAR(four("220"), -std::expm1(-1.0), 1e-15) << "just before the test";
}

/// Five arguments against integration step by step of the three states: works, failed unseen, in repair.
TEST(OpenPsaExpressions, PeriodicTestsWithRepairAgreeWithIntegration) {
  for (const double mu : {0.05, 0.01}) {
    const double lambda = 0.01;
    double works = 1.0;
    double unseen = 0.0;
    double repair = 0.0;
    constexpr int steps = 1000;  // per hour
    for (int i = 0; i < 250 * steps; ++i) {
      if (i >= 20 * steps && (i - 20 * steps) % (100 * steps) == 0) {
        repair += unseen;
        unseen = 0.0;
      }
      const double fails = works * lambda / steps;
      const double done = repair * mu / steps;
      works += done - fails;
      unseen += fails;
      repair -= done;
    }
    EXPECT_NEAR(value("<periodic-test>" + f("0.01") + f(std::to_string(mu)) + f("100") + f("20") + f("250") +
                      "</periodic-test>"),
                1.0 - works, 2e-5);
  }
}

TEST(OpenPsaExpressions, DeviatesCountWithTheirMean) {
  EXPECT_DOUBLE_EQ(value("<uniform-deviate>" + f("0.1") + f("0.3") + "</uniform-deviate>"), 0.2);
  EXPECT_DOUBLE_EQ(value("<normal-deviate>" + f("0.4") + f("0.1") + "</normal-deviate>"), 0.4);
  EXPECT_DOUBLE_EQ(value("<lognormal-deviate>" + f("0.2") + f("3") + f("0.95") + "</lognormal-deviate>"),
                   0.2);
  EXPECT_NEAR(value("<lognormal-deviate>" + f("-2") + f("0.5") + "</lognormal-deviate>"),
              std::exp(-2 + 0.125), 1e-15);
  EXPECT_DOUBLE_EQ(value("<gamma-deviate>" + f("2") + f("0.1") + "</gamma-deviate>"), 0.2);
  EXPECT_DOUBLE_EQ(value("<beta-deviate>" + f("1") + f("3") + "</beta-deviate>"), 0.25);
  EXPECT_NEAR(value("<histogram>" + f("0") + "<bin>" + f("0.2") + f("1") + "</bin><bin>" + f("0.6") + f("3") +
                    "</bin></histogram>"),
              0.325, 1e-15);
  EXPECT_EQ(read("<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\"><basic-event "
                 "name=\"x\"/></define-gate><define-parameter name=\"u\"><uniform-deviate>" +
                 f("0.1") + f("0.3") +
                 "</uniform-deviate></define-parameter><define-basic-event name=\"x\"><parameter "
                 "name=\"u\"/></define-basic-event></define-fault-tree></opsa-mef>")
                .tree->deviates,
            1U);
}

/// P(all members fail) and P(a given member fails) of a group of three.
std::pair<double, double> group_of_three(const std::string& model, const std::string& factors) {
  const auto text = [&](const std::string& formula) {
    return "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\">" + formula +
           "</define-gate><define-CCF-group name=\"grp\" model=\"" + model +
           "\"><members><basic-event name=\"x\"/><basic-event name=\"y\"/><basic-event "
           "name=\"z\"/></members><distribution><float value=\"0.1\"/></distribution><factors>" +
           factors + "</factors></define-CCF-group></define-fault-tree></opsa-mef>";
  };
  return {probability(
              text("<and><basic-event name=\"x\"/><basic-event name=\"y\"/><basic-event name=\"z\"/></and>")),
          probability(text("<basic-event name=\"x\"/>"))};
}

std::string factor(int level, const std::string& number) {
  return "<factor level=\"" + std::to_string(level) + "\">" + f(number) + "</factor>";
}

/// The same from the probabilities of the combinations of one, two and three members.
std::pair<double, double> expected(double one, double two, double three) {
  // Three single events, three pairs, one triple: all 2^7 worlds.
  double all = 0.0;
  double first = 0.0;
  constexpr unsigned hits[7] = {1, 2, 4, 3, 5, 6, 7};
  for (unsigned world = 0; world < 128; ++world) {
    double weight = 1.0;
    unsigned failed = 0;
    for (unsigned i = 0; i < 7; ++i) {
      const double p = i < 3 ? one : i < 6 ? two : three;
      const bool happens = (world >> i & 1U) != 0;
      weight *= happens ? p : 1.0 - p;
      if (happens) failed |= hits[i];
    }
    if (failed == 7) all += weight;
    if ((failed & 1U) != 0) first += weight;
  }
  return {all, first};
}

void expect_near(std::pair<double, double> found, std::pair<double, double> wanted) {
  EXPECT_NEAR(found.first, wanted.first, 1e-15);
  EXPECT_NEAR(found.second, wanted.second, 1e-15);
}

TEST(OpenPsaCommonCause, BetaFactor) {
  expect_near(group_of_three("beta-factor", factor(3, "0.2")), expected(0.08, 0.0, 0.02));
}
TEST(OpenPsaCommonCause, MultipleGreekLetters) {
  expect_near(group_of_three("MGL", factor(2, "0.3") + factor(3, "0.4")),
              expected(0.1 * 0.7, 0.1 * 0.3 * 0.6 / 2, 0.1 * 0.3 * 0.4));
}
TEST(OpenPsaCommonCause, AlphaFactor) {
  expect_near(group_of_three("alpha-factor", factor(1, "0.4") + factor(2, "0.2") + factor(3, "0.2")),
              expected(0.1 * 0.5, 0.1 * 0.25 / 2, 0.1 * 0.25));
}
TEST(OpenPsaCommonCause, PhiFactor) {
  expect_near(group_of_three("phi-factor", factor(1, "0.5") + factor(2, "0.3") + factor(3, "0.2")),
              expected(0.05, 0.03, 0.02));
}

TEST(OpenPsaWriter, WhatIsWrittenReadsBackTheSame) {
  const std::string formulas[] = {
      "<or><and>" + a + b + "</and><xor>" + b + c + "</xor></or>",
      "<atleast min=\"2\"><or>" + a + b + "</or><not>" + a + "</not>" + c + "</atleast>",
      "<iff><xor>" + a + b + "</xor>" + c + "</iff>",
      "<constant value=\"true\"/>",
      "<not>" + a + "</not>",
      a};
  for (const std::string& formula : formulas) {
    const OpenPsaResult first = read(document(formula));
    ASSERT_TRUE(first.tree);
    const OpenPsaResult second = read(to_open_psa(*first.tree, "again"));
    ASSERT_TRUE(second.tree) << second.diagnostics.front().code << to_open_psa(*first.tree, "again");
    EXPECT_NEAR(probability(*first.tree), probability(*second.tree), 1e-15) << formula;
  }
}

TEST(OpenPsaWriter, RepeatedArgumentsOfACountKeepTheirWeight) {
  FaultTree tree;
  const Literal x = tree.formula.event();
  const Literal y = tree.formula.event();
  tree.tops = {tree.formula.at_least(2, std::vector{x, x, y})};
  tree.top_names = {"g1"};
  tree.event_names = {"病院 1", "-x--y-"};
  tree.probabilities = {0.25, 0.5};
  const OpenPsaResult again = read(to_open_psa(tree, "電源"));
  ASSERT_TRUE(again.tree) << again.diagnostics.front().code;
  EXPECT_NEAR(probability(*again.tree), 0.25, 1e-15);
}

}  // namespace
}  // namespace hakyu::sim::exact::open_psa_values_test
