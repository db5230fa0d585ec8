// Fault trees in the exchange format against values computed elsewhere: connectives by truth table, laws in
// closed form and common cause groups. Published trees: tests/published.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <iomanip>
#include <sstream>

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

std::string factor(std::size_t level, double number) {
  std::ostringstream text;
  text << std::setprecision(17) << number;
  return "<factor level=\"" + std::to_string(level) + "\">" + f(text.str()) + "</factor>";
}

constexpr double whole = 0.1;  ///< failure probability of one member

/// P(at least k members fail) for k = 1 … n, as read from a file; factors from `level` on.
std::vector<double> group(const std::string& model, std::size_t members, const std::vector<double>& factors,
                          std::size_t level) {
  std::string names;
  for (std::size_t i = 0; i < members; ++i) names += "<basic-event name=\"m" + std::to_string(i) + "\"/>";
  std::string all;
  for (const double each : factors) all += factor(level++, each);
  std::vector<double> result;
  for (std::size_t k = 1; k <= members; ++k)
    result.push_back(probability(
        "<opsa-mef><define-fault-tree name=\"t\"><define-gate name=\"top\"><atleast min=\"" +
        std::to_string(k) + "\">" + names +
        "</atleast></define-gate><define-CCF-group name=\"grp\" model=\"" + model + "\"><members>" + names +
        "</members><distribution>" + f("0.1") + "</distribution><factors>" + all +
        "</factors></define-CCF-group></define-fault-tree></opsa-mef>"));
  return result;
}

/// The same from the probability Q_k of each combination of k members, all combinations being independent.
std::vector<double> expected(const std::vector<double>& q) {
  const std::size_t n = q.size();
  // failed[S]: probability that exactly the members in S fail; one combination after the other.
  std::vector<double> failed(std::size_t{1} << n, 0.0);
  failed[0] = 1.0;
  for (std::size_t combination = 1; combination < failed.size(); ++combination) {
    const double p = q[static_cast<std::size_t>(std::popcount(combination)) - 1];
    std::vector<double> next(failed.size(), 0.0);
    for (std::size_t s = 0; s < failed.size(); ++s) {
      next[s] += (1.0 - p) * failed[s];
      next[s | combination] += p * failed[s];
    }
    failed = next;
  }
  std::vector<double> at_least(n, 0.0);
  for (std::size_t s = 1; s < failed.size(); ++s)
    for (std::size_t k = 0; k < static_cast<std::size_t>(std::popcount(s)); ++k) at_least[k] += failed[s];
  return at_least;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(found[k], wanted[k], 1e-12) << k + 1;
}

// The formulas of the standard (MEF 2.0d, common cause failure groups), written out for each number of
// members.

TEST(OpenPsaCommonCause, BetaFactor) {
  // Q_1 = (1 − β) Q, Q_n = β Q.
  const double Q = whole;
  expect_near(group("beta-factor", 2, {0.2}, 2), expected({0.8 * Q, 0.2 * Q}));
  expect_near(group("beta-factor", 3, {0.2}, 3), expected({0.8 * Q, 0.0, 0.2 * Q}));
  expect_near(group("beta-factor", 4, {0.2}, 4), expected({0.8 * Q, 0.0, 0.0, 0.2 * Q}));
}

TEST(OpenPsaCommonCause, MultipleGreekLetters) {
  // Q_k = ρ_2 … ρ_k (1 − ρ_{k+1}) Q / C(n − 1, k − 1); ρ that are not given are 0.
  const double Q = whole;
  expect_near(group("MGL", 2, {0.3}, 2), expected({0.7 * Q, 0.3 * Q}));
  expect_near(group("MGL", 3, {0.3, 0.4}, 2), expected({0.7 * Q, 0.3 * 0.6 * Q / 2, 0.3 * 0.4 * Q}));
  expect_near(group("MGL", 4, {0.3, 0.4, 0.5}, 2),
              expected({0.7 * Q, 0.3 * 0.6 * Q / 3, 0.3 * 0.4 * 0.5 * Q / 3, 0.3 * 0.4 * 0.5 * Q}));
  expect_near(group("MGL", 3, {0.3}, 2), expected({0.7 * Q, 0.3 * Q / 2, 0.0}));
  expect_near(group("MGL", 4, {0.3, 0.4}, 2), expected({0.7 * Q, 0.3 * 0.6 * Q / 3, 0.3 * 0.4 * Q / 3, 0.0}));
}

TEST(OpenPsaCommonCause, AlphaFactor) {
  // Q_k = k α_k Q / (C(n − 1, k − 1) Σ i α_i); α that are not given are 0.
  const double Q = whole;
  expect_near(group("alpha-factor", 2, {0.9, 0.1}, 1), expected({0.9 * Q / 1.1, 2 * 0.1 * Q / 1.1}));
  expect_near(group("alpha-factor", 3, {0.9, 0.08, 0.02}, 1),
              expected({0.9 * Q / 1.12, 2 * 0.08 * Q / 1.12 / 2, 3 * 0.02 * Q / 1.12}));
  expect_near(
      group("alpha-factor", 4, {0.8, 0.1, 0.06, 0.04}, 1),
      expected({0.8 * Q / 1.34, 2 * 0.1 * Q / 1.34 / 3, 3 * 0.06 * Q / 1.34 / 3, 4 * 0.04 * Q / 1.34}));
  expect_near(group("alpha-factor", 4, {0.8, 0.2}, 1),
              expected({0.8 * Q / 1.2, 2 * 0.2 * Q / 1.2 / 3, 0, 0}));
  expect_near(group("alpha-factor", 3, {0.4, 0.2, 0.2}, 1),  // need not add up to 1
              expected({0.4 * Q / 1.4, 2 * 0.2 * Q / 1.4 / 2, 3 * 0.2 * Q / 1.4}));
}

TEST(OpenPsaCommonCause, PhiFactor) {
  // Q_k = φ_k Q.
  const double Q = whole;
  expect_near(group("phi-factor", 2, {0.7, 0.3}, 1), expected({0.7 * Q, 0.3 * Q}));
  expect_near(group("phi-factor", 3, {0.5, 0.3, 0.2}, 1), expected({0.5 * Q, 0.3 * Q, 0.2 * Q}));
  expect_near(group("phi-factor", 4, {0.9, 0.1}, 1), expected({0.9 * Q, 0.1 * Q, 0.0, 0.0}));
}

/// `scram --bdd --probability 1 --ccf 1` 0.16.2 for the same groups (it prints six digits).
TEST(OpenPsaCommonCause, AgreesWithScram) {
  const auto agrees = [](const std::vector<double>& found, const std::vector<double>& scram) {
    ASSERT_EQ(found.size(), scram.size());
    for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(found[k] / scram[k], 1.0, 5e-6) << k + 1;
  };
  agrees(group("beta-factor", 4, {0.2}, 4), {0.297935, 0.0537383, 0.0218866, 0.0200401});
  agrees(group("MGL", 2, {0.3}, 2), {0.161047, 0.034753});
  agrees(group("MGL", 4, {0.3, 0.4, 0.5}, 2), {0.288527, 0.0743196, 0.0203423, 0.00703675});
  agrees(group("MGL", 4, {0.3, 0.4}, 2), {0.289952, 0.0761746, 0.0223055, 0.00179262});
  agrees(group("alpha-factor", 2, {0.9, 0.1}, 1), {0.17227, 0.0247543});
  agrees(group("alpha-factor", 3, {0.9, 0.08, 0.02}, 1), {0.242845, 0.0443669, 0.00770212});
  agrees(group("alpha-factor", 4, {0.8, 0.1, 0.06, 0.04}, 1), {0.263701, 0.076705, 0.0339129, 0.0135468});
  agrees(group("alpha-factor", 4, {0.8, 0.2}, 1), {0.29037, 0.0876183, 0.0109763, 0.000769102});
  agrees(group("phi-factor", 3, {0.5, 0.3, 0.2}, 1), {0.233147, 0.112065, 0.0268543});
  agrees(group("phi-factor", 4, {0.9, 0.1}, 1), {0.35438, 0.0989704, 0.013829, 0.000931897});
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
