// What the ledger leaves open, and in which order.
#include "sim/gaps/gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hakyu::sim {
namespace {

using models::Id;
using models::Model;
using models::Resource;
using testing::ElementsAre;
using testing::IsEmpty;

Resource resource(const Id& id, const std::vector<Id>& needs = {}) {
  Resource made;
  made.id = id;
  made.owner = "us";
  made.maintainer = "vendor";
  made.location.plain = "1F";
  made.software.emplace_back().version = "1.0";
  for (const Id& each : needs) made.requirements.emplace_back().of = {each};
  return made;
}

models::Service service(const Id& id, double weight, const std::vector<Id>& needs) {
  models::Service made;
  made.id = id;
  made.weight.mean = weight;
  for (const Id& each : needs) made.requirements.emplace_back().of = {each};
  return made;
}

models::Party party(const Id& id, models::PartyKind kind = models::PartyKind::vendor) {
  models::Party made;
  made.id = id;
  made.kind = kind;
  return made;
}

Model hospital() {
  Model model;
  model.parties = {party("us", models::PartyKind::hospital), party("vendor"), party("other")};
  model.resources = {resource("pc", {"lan"}), resource("lan"), resource("alone")};
  model.services = {service("ward", 2.5, {"pc"}), service("er", 4.0, {"lan"})};
  return model;
}

std::vector<std::pair<GapKind, Id>> kinds(const std::vector<Gap>& all) {
  std::vector<std::pair<GapKind, Id>> found;
  for (const Gap& each : all) found.emplace_back(each.kind, each.resource);
  return found;
}

TEST(Stakes, CountServicesAndResourcesThroughOthers) {
  const std::vector<Stake> all = stakes(hospital());
  EXPECT_EQ(all[0].services, 1U);
  EXPECT_EQ(all[1].services, 2U);
  EXPECT_EQ(all[1].weight, 6.5);
  EXPECT_EQ(all[1].resources, 1U);
  EXPECT_TRUE(all[1].connected);
  EXPECT_FALSE(all[2].connected);
}

TEST(Stakes, ARetiredResourceNeedsNothing) {
  Model model = hospital();
  model.resources[0].usable = models::Usable::retired;
  EXPECT_EQ(stakes(model)[1].resources, 0U);
}

// Against plain search in random graphs with cycles, more than 64 nodes so that blocks meet.
TEST(Stakes, AgreeWithPlainSearch) {
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    const std::size_t n = 2 + random() % 150;
    Model model;
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
    for (std::size_t i = 0; i < n; ++i) {
      reach[i][i] = true;
      std::vector<Id> needs;
      for (std::size_t k = random() % 3; k > 0; --k) {
        const std::size_t to = random() % n;
        needs.push_back("n" + std::to_string(to));
        reach[i][to] = true;
      }
      model.resources.push_back(resource("n" + std::to_string(i), needs));
    }
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
          if (reach[i][k] && reach[k][j]) reach[i][j] = true;
    const std::vector<Stake> all = stakes(model);
    for (std::size_t j = 0; j < n; ++j) {
      std::uint32_t expected = 0;
      for (std::size_t i = 0; i < n; ++i) expected += i != j && reach[i][j] ? 1U : 0U;
      ASSERT_EQ(all[j].resources, expected) << "round " << round << " node " << j;
    }
  }
}

TEST(Gaps, TheTimesOfAMeasureThatNobodyHasStated) {
  Model model = hospital();
  models::Measure measure;
  measure.id = "draft";
  measure.targets = {"pc", "lan"};
  measure.by = "other";
  model.measures = {measure};
  const auto of_work = [&] {
    std::vector<Gap> found;
    for (const Gap& each : gaps(model, models::coverage(model, {}), nullptr))
      if (each.kind == GapKind::work) found.push_back(each);
    return found;
  };
  ASSERT_EQ(of_work().size(), 1U) << "once, not for each target";
  EXPECT_EQ(of_work()[0].resource, "pc");
  EXPECT_EQ(of_work()[0].ask, "other");
  EXPECT_THAT(of_work()[0].measures, ElementsAre("draft"));
  model.measures[0].work.emplace().restart = models::RestartScope::none;
  EXPECT_EQ(of_work().size(), 1U) << "the duration is missing";
  model.measures[0].work->duration.emplace();
  EXPECT_TRUE(of_work().empty()) << "nothing stops, so no downtime is needed";
  model.measures[0].work->restart = models::RestartScope::machine;
  EXPECT_EQ(of_work().size(), 1U) << "the downtime is missing";
  model.measures[0].work->downtime.emplace();
  EXPECT_TRUE(of_work().empty());
  model.measures[0] = measure;
  model.measures[0].kind = models::MeasureKind::acceptance;
  EXPECT_TRUE(of_work().empty());
}

TEST(Gaps, NoneWhereAllIsStated) {
  Model model = hospital();
  model.resources.pop_back();
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, std::nullopt), nullptr)), IsEmpty());
}

TEST(Gaps, TheWeightierResourceComesFirstAndUnknownBeforeNone) {
  Model model = hospital();
  model.resources.push_back(resource("leaf", {"lan"}));  // connected, and nothing needs it
  for (Resource& each : model.resources) each.software.clear();
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, std::nullopt), nullptr)),
              ElementsAre(std::pair(GapKind::version, "lan"), std::pair(GapKind::version, "pc"),
                          std::pair(GapKind::dependencies, "alone"), std::pair(GapKind::version, "alone"),
                          std::pair(GapKind::version, "leaf")));
}

TEST(Gaps, WhatIsInQuestionComesFirst) {
  Model model = hospital();
  model.resources.pop_back();
  for (Resource& each : model.resources) each.software.clear();
  models::Finding finding;
  finding.vulnerability = "CVE-1";
  finding.resource = "pc";
  finding.status = models::FindingStatus::unknown;
  model.findings = {finding};
  const std::vector<Gap> all = gaps(model, models::coverage(model, std::nullopt), nullptr);
  EXPECT_THAT(kinds(all), ElementsAre(std::pair(GapKind::finding, "pc"), std::pair(GapKind::version, "pc"),
                                      std::pair(GapKind::version, "lan")));
  EXPECT_EQ(all[0].vulnerability, "CVE-1");
  EXPECT_EQ(all[0].ask, "vendor");
}

TEST(Gaps, DatesNeedAReferenceDate) {
  using namespace std::chrono_literals;
  Model model = hospital();
  model.resources.pop_back();
  model.resources[0].support_ends = 2026y / 3 / 31;
  model.resources[1].last_confirmed = 2025y / 3 / 31;
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, std::nullopt), nullptr)), IsEmpty())
      << "the clock is never asked";
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, 2026y / 3 / 31), nullptr)), IsEmpty())
      << "on the last day it still holds";
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, 2026y / 4 / 1), nullptr)),
              ElementsAre(std::pair(GapKind::support_ended, "pc"), std::pair(GapKind::stale, "lan")));
  model.study.emplace();
  model.study->horizon = std::chrono::hours(24 * 30);
  EXPECT_THAT(kinds(gaps(model, models::coverage(model, 2026y / 3 / 15), nullptr)),
              ElementsAre(std::pair(GapKind::support_ends, "pc")))
      << "within the study";
}

TEST(Gaps, WhoMaintainsIsTheHospitalsQuestion) {
  Model model = hospital();
  model.resources.pop_back();
  model.resources[0].maintainer.clear();
  model.resources[1].maintainer.clear();
  model.resources[1].owner.clear();
  const std::vector<Gap> all = gaps(model, models::coverage(model, std::nullopt), nullptr);
  EXPECT_THAT(kinds(all),
              ElementsAre(std::pair(GapKind::unowned, "lan"), std::pair(GapKind::maintainer, "pc")));
  for (const Gap& each : all) EXPECT_EQ(each.ask, "");
}

TEST(Gaps, ALineWithoutAPartyAndANumberThatStandsTwice) {
  Model model = hospital();
  model.resources.pop_back();
  model.resources[0].remote_maintenance.emplace_back();
  for (Resource& each : model.resources) each.asset_number = "A-1";
  const std::vector<Gap> all = gaps(model, models::coverage(model, std::nullopt), nullptr);
  EXPECT_THAT(kinds(all), ElementsAre(std::pair(GapKind::remote_party, "pc"),
                                      std::pair(GapKind::number, "lan"), std::pair(GapKind::number, "pc")))
      << "what no result rests on comes last";
  EXPECT_THAT(all[1].others, ElementsAre("pc"));
}

TEST(Gaps, AClaimIsPutToTheOtherSide) {
  Model model = hospital();
  model.resources.pop_back();
  model.resources[1].maintainer = "other";
  models::Dependency claim;
  claim.from = "pc";
  claim.requirement.of = {"lan"};
  claim.claimed_by = "vendor";
  model.dependencies = {claim};
  const std::vector<Gap> all = gaps(model, models::coverage(model, std::nullopt), nullptr);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].kind, GapKind::confirmation);
  EXPECT_EQ(all[0].ask, "other");
  model.dependencies[0].confirmed_by = {"other"};
  EXPECT_THAT(gaps(model, models::coverage(model, std::nullopt), nullptr), IsEmpty());
}

}  // namespace
}  // namespace hakyu::sim
