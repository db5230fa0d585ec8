// Urgency: against the published tables read on their own, and what remains possible while nobody says more.
#include "models/import/drafting/priority.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "models/model.hpp"

namespace hakyu::models::drafting {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using Words = std::vector<std::string>;

constexpr const char* worm = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
constexpr const char* local = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

Vulnerability vulnerability(std::vector<std::string> vectors = {}, std::optional<bool> exploited = {}) {
  Vulnerability v;
  v.id = "CVE-2026-1";
  v.cvss = std::move(vectors);
  v.known_exploited = exploited;
  return v;
}

Loss losing(std::vector<Id> down, std::vector<Id> degraded = {}, std::size_t services = 5) {
  return {std::move(down), std::move(degraded), services};
}

Circumstances circumstances(Reach reach, const Loss& alone) {
  Circumstances c;
  c.reach = reach;
  c.alone = alone;
  c.together = alone;
  return c;
}

TEST(Urgency, NothingSaidRulesNothingOut) {
  const Urgency u = urgency(vulnerability(), {});
  EXPECT_THAT(u.ssvc.outcomes, ElementsAre("defer", "scheduled", "out-of-cycle", "immediate"));
  EXPECT_EQ(u.bod.outcomes.size(), 5U);
  for (const Answer& each : u.ssvc.answers) EXPECT_EQ(each.because, Because::not_known);
}

TEST(Urgency, NotListedIsNotSafe) {
  const Urgency u = urgency(vulnerability({}, false), {});
  EXPECT_THAT(u.ssvc.answers[0].values, Contains("active"));
  EXPECT_THAT(u.bod.answers[0].values, ElementsAre("no"));
  const Urgency unreported = urgency(vulnerability({std::string(worm) + "/E:U"}), {});
  EXPECT_EQ(unreported.ssvc.answers[0].values.size(), 3U);
}

TEST(Urgency, ExploitationFromKevElseFromAVector) {
  const auto exploitation = [](const Vulnerability& v) { return urgency(v, {}).ssvc.answers[0].values; };
  EXPECT_THAT(exploitation(vulnerability({}, true)), ElementsAre("active"));
  for (const char* value : {"/E:P", "/E:F", "/E:H"})
    EXPECT_THAT(exploitation(vulnerability({std::string(worm) + value})), ElementsAre("public poc")) << value;
  const std::string four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
  EXPECT_THAT(exploitation(vulnerability({four + "/E:A"})), ElementsAre("active"));
  EXPECT_THAT(exploitation(vulnerability({"AV:N/AC:L/Au:N/C:P/I:P/A:P/E:POC/RL:U/RC:C"})),
              ElementsAre("public poc"));
}

TEST(Urgency, AutomatableIsAnAssumptionUnlessStated) {
  const auto automatable = [](const char* vector) {
    return urgency(vulnerability({vector}), {}).ssvc.answers[2];
  };
  EXPECT_THAT(automatable(worm).values, ElementsAre("yes"));
  EXPECT_TRUE(automatable(worm).assumption);
  EXPECT_THAT(automatable(local).values, ElementsAre("no", "yes"));
  EXPECT_EQ(automatable("no vector").because, Because::not_known);
  const char* four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/AU:N";
  EXPECT_THAT(automatable(four).values, ElementsAre("no"));
  EXPECT_FALSE(automatable(four).assumption);
}

TEST(Urgency, TheCatalogueInTheStoreAnswersForWhatItCanKnow) {
  using namespace std::chrono_literals;
  Circumstances c;
  c.catalogue = {"CISA KEV 2026-11-20", 2026y / 11 / 20};
  Vulnerability v = vulnerability();
  v.published = 2026y / 11 / 20;
  EXPECT_THAT(urgency(v, c).bod.answers[0].values, ElementsAre("no"));
  v.published = 2026y / 11 / 21;
  EXPECT_EQ(urgency(v, c).bod.answers[0].values.size(), 2U) << "published since";
  EXPECT_EQ(urgency(v, c).bod.outcomes, urgency(v, {}).bod.outcomes);
  v.published.reset();
  v.id = "CVE-2025-7";
  EXPECT_THAT(urgency(v, c).bod.answers[0].values, ElementsAre("no")) << "of an earlier year";
  v.id = "CVE-2026-7";
  EXPECT_EQ(urgency(v, c).bod.answers[0].values.size(), 2U) << "perhaps of December";
  v.id = "VENDOR-7";
  EXPECT_EQ(urgency(v, c).bod.answers[0].values.size(), 2U) << "no CVE";
}

TEST(Urgency, MissionImpactFromWhatStops) {
  const auto mission = [](const Loss& alone, const std::optional<Loss>& together) {
    Circumstances c;
    c.alone = alone;
    c.together = together;
    return urgency(vulnerability(), c).mission.values;
  };
  EXPECT_THAT(mission(losing({"icu"}), losing({"icu"})), ElementsAre("mef failure"));
  EXPECT_THAT(mission(losing({"icu", "er"}), losing({"icu", "er"})),
              ElementsAre("mef failure", "mission failure"));
  EXPECT_THAT(mission(losing({"icu"}, {}, 1), losing({"icu"}, {}, 1)), ElementsAre("mission failure"));
  EXPECT_THAT(mission(losing({}, {"er"}), losing({}, {"er"})),
              ElementsAre("degraded", "mef support crippled"));
  EXPECT_THAT(mission(losing({}), losing({"er"})),
              ElementsAre("degraded", "mef support crippled", "mef failure"))
      << "its twin has the vulnerability, too";
  EXPECT_EQ(mission(losing({}), std::nullopt).size(), 4U);
}

/// Rows of a published table whose cells are among the given values.
std::set<std::string> rows(const char* file, const std::vector<std::set<std::string>>& wanted) {
  std::ifstream in(fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data" / "ssvc" / file);
  std::string line;
  std::getline(in, line);
  std::set<std::string> outcomes;
  while (std::getline(in, line)) {
    Words cells(1);
    for (const char c : line)
      if (c == ',')
        cells.emplace_back();
      else if (c != '\r')
        cells.back() += c;
    bool fits = cells.size() == wanted.size() + 2;
    for (std::size_t i = 0; fits && i < wanted.size(); ++i)
      fits = wanted[i].empty() || wanted[i].contains(cells[i + 1]);
    if (fits) outcomes.insert(cells.back());
  }
  return outcomes;
}

std::set<std::string> set_of(const Words& words) { return {words.begin(), words.end()}; }

TEST(Urgency, AgreesWithThePublishedTables) {
  if (!fs::exists(fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data" / "ssvc"))
    GTEST_SKIP() << "no sample files here";
  const char* deployer = "deployer_patch_application_priority_1_0_0.csv";
  const char* directive = "cisa_bod_26_04_1_0_0.csv";
  // Known exploited, reachable, a worm, one service stops: human impact is medium to very high.
  const std::set<std::string> human = rows("human_impact_1_0_0.csv", {{}, {"mef failure"}});
  const Urgency worst = urgency(vulnerability({worm}, true), circumstances(Reach::direct, losing({"icu"})));
  EXPECT_EQ(set_of(worst.ssvc.outcomes), rows(deployer, {{"active"}, {"open"}, {"yes"}, human}));
  EXPECT_EQ(set_of(worst.bod.outcomes), rows(directive, {{"yes"}, {"yes"}, {"yes"}, {"total"}}));
  // A proof of concept, reachable only through others, local: most remains open.
  const std::set<std::string> little =
      rows("human_impact_1_0_0.csv", {{}, {"degraded", "mef support crippled"}});
  const Urgency middle = urgency(vulnerability({std::string(local) + "/E:P"}, false),
                                 circumstances(Reach::indirect, losing({}, {"er"})));
  EXPECT_EQ(set_of(middle.ssvc.outcomes),
            rows(deployer, {{"public poc"}, {"controlled", "open"}, {}, little}));
  EXPECT_EQ(set_of(middle.bod.outcomes), rows(directive, {{"no"}, {}, {}, {}}));
}

TEST(Scored, VectorsAreScoredAnewAndBadOnesSaidSo) {
  const auto all = scored({worm, "AV:N/AC:L/Au:N/C:P/I:P/A:P", "CVSS:3.1/AV:Q"});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(std::get<scores::CvssScores>(all[0].result).base, 9.8);
  EXPECT_EQ(std::get<scores::CvssScores>(all[1].result).base, 7.5);
  EXPECT_TRUE(std::holds_alternative<scores::CvssError>(all[2].result));
  EXPECT_FALSE(all[2].version);
}

Model network() {
  Model model;
  model.zones = {
      {"internet", {}, 0.0, {}}, {"edge", {}, 0.3, {}}, {"inside", {}, 0.7, {}}, {"lab", {}, {}, {}}};
  const auto add = [&](const char* id, const char* zone) {
    Resource r;
    r.id = id;
    r.zone = zone;
    model.resources.push_back(r);
  };
  add("gate", "edge");
  add("server", "inside");
  add("analyser", "lab");
  add("app", "");
  add("remote", "lab-2");
  model.resources[3].runs_on = "server";
  model.resources[4].remote_maintenance.emplace_back();
  model.flows = {{"f1", "internet", "gate", "", {}, {}, {}},
                 {"f2", "edge", "server", "", {}, {}, {}},
                 {"f3", "analyser", "internet", "", {}, {}, {}}};
  return model;
}

TEST(Reach, OnlyWhatTheModelStates) {
  EXPECT_THAT(reach_from_outside(network()),
              ElementsAre(Reach::direct, Reach::indirect, Reach::unknown, Reach::indirect, Reach::indirect));
}

TEST(Reach, WithoutTrustNothingIsKnown) {
  Model model = network();
  model.zones[0].trust.reset();
  model.resources[4].remote_maintenance.clear();
  EXPECT_THAT(reach_from_outside(model), Not(Contains(Reach::direct)));
  EXPECT_THAT(reach_from_outside(model), Not(Contains(Reach::indirect)));
  model.threat.emplace().entries = {{"e", "analyser", {}, {}, {}}};
  EXPECT_EQ(reach_from_outside(model)[2], Reach::direct) << "attacks are said to begin there";
}

}  // namespace
}  // namespace hakyu::models::drafting
