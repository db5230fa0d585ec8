// Corners of carrying out a plan (semantics §4, §5) through the whole program: each model has one outcome,
// which is worked out by hand.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using nlohmann::json;

/// A server “a”, a service that needs it, a measure of an hour that neither fails nor hides a defect, in a
/// plan.
json hospital() {
  return json::parse(R"({"format": "hakyu/1",
    "study": {"start": "2026-12-04T20:00", "horizon": "4d", "failures": "stated"},
    "resources": [{"id": "a", "kind": "server"}],
    "services": [{"id": "s", "requires": ["a"], "demand": {"rate": "1/h"},
                  "fallback": {"capacity": 0, "sustain": "1h"}}],
    "calendar": {"load_peaks": [{"from": "09:00", "to": "10:00"}]},
    "measures": [{"id": "m", "kind": "change", "targets": ["a"], "work": {"duration": "1h", "restart": "none"},
                  "failure": {"probability": 0, "rollback": "1m"}, "latent": {"probability": 0, "repair": "5m"}}],
    "plans": [{"id": "p", "steps": [{"measure": "m", "at": "2026-12-05T04:30"}]}]})");
}

json outcome(const json& model) {
  const Folder folder;
  const Finished done = hakyu({"simulate", folder.write("m.json", model.dump()), "--plan", "p",
                               "--replications", "100", "--json", "-", "--quiet"});
  EXPECT_EQ(done.status, 0) << done.err;
  return json::parse(done.out, nullptr, false);
}

double of_measure(const json& model, const char* what) {
  return outcome(model)["measures"]["m"][what]["mean"];
}

TEST(PlanCorners, WorkThatEndsAfterItsWindowOverruns) {
  json model = hospital();
  model["calendar"]["windows"] = json::parse(R"([{"id": "n", "weekly": [{"from": "22:00", "to": "05:00"}]},
    {"id": "d", "dates": [{"from": "2026-12-05T04:00", "to": "2026-12-05T05:30"}]}])");
  EXPECT_EQ(of_measure(model, "overrun"), 0.0) << "no window is named";
  model["measures"][0]["windows"] = {"n"};
  EXPECT_EQ(of_measure(model, "overrun"), 1.0);
  model["measures"][0]["windows"] = {"n", "d"};
  EXPECT_EQ(of_measure(model, "overrun"), 0.0) << "ends with the window that continues it";
  model["measures"][0]["failure"] = {{"probability", 1}, {"rollback", "1m"}};
  EXPECT_EQ(of_measure(model, "overrun"), 1.0) << "the rollback does not";
  model["plans"][0]["steps"][0]["at"] = "2026-12-05T12:00";
  EXPECT_EQ(of_measure(model, "overrun"), 0.0) << "began in no window: a violation, no overrun";
}

TEST(PlanCorners, ADefectShowsInThePeakThatOpensNext) {
  json model = hospital();
  model["measures"][0]["latent"]["probability"] = 1;
  for (const char* peaks : {R"([{"from": "00:00", "to": "24:00"}])",
                            R"([{"from": "03:00", "to": "07:00"}, {"from": "06:00", "to": "08:00"}])"}) {
    model["calendar"]["load_peaks"] = json::parse(peaks);
    EXPECT_EQ(of_measure(model, "latent"), 1.0) << peaks;
  }
  model["calendar"]["load_peaks"] = json::parse(R"([{"day": "holiday", "from": "09:00", "to": "10:00"}])");
  EXPECT_EQ(of_measure(model, "latent"), 0.0) << "no peak opens within the study";
}

TEST(PlanCorners, AMeasureThatIsDoneAfterItExpiredIsNotInForce) {
  json model = hospital();
  model["measures"][0]["expires"] = "2026-12-04";
  model["measures"][0]["effects"] = json::parse(R"([{"limits": "a", "level": "down"}])");
  EXPECT_EQ(of_measure(model, "in_force"), 0.0);
  EXPECT_EQ(outcome(model)["services"]["s"]["down_hours"]["mean"], 0.0);
  model["measures"][0]["expires"] = "2026-12-05";
  EXPECT_DOUBLE_EQ(outcome(model)["services"]["s"]["down_hours"]["mean"], 18.5) << "05:30 to midnight";
}

TEST(PlanCorners, WhatOperationHasAnsweredIsNotListedAsUnstated) {
  json model = hospital();
  model["parties"] = json::parse(R"([{"id": "v", "kind": "vendor"}, {"id": "w", "kind": "vendor"}])");
  model["resources"] = json::parse(R"([{"id": "a", "kind": "server", "maintainer": "v"},
                                       {"id": "x", "kind": "server", "maintainer": "w", "requires": ["a"]}])");
  const auto silent = [&] { return outcome(model).dump().find("silence:m:x") != std::string::npos; };
  EXPECT_TRUE(silent());
  model["measures"][0]["in_force_at_start"] = true;
  EXPECT_TRUE(silent()) << "the plan carries it out once more";
  model["plans"][0]["steps"] = json::array();
  EXPECT_FALSE(silent());
}

TEST(PlanCorners, ImpactOfWorkLastsAsLongAsInASimulation) {
  json model = hospital();
  model["resources"] = json::parse(R"([{"id": "a", "kind": "server", "restart": "3m"},
                                       {"id": "b", "kind": "server", "restart": "3m", "requires": ["a"]}])");
  model["services"][0]["requires"] = {"b"};
  model["measures"][0]["work"] = {{"duration", "10m"}, {"restart", "dependencies"}};
  EXPECT_DOUBLE_EQ(outcome(model)["services"]["s"]["down_hours"]["mean"], 13.0 / 60.0);
  const Folder folder;
  const Finished done = hakyu({"impact", folder.write("m.json", model.dump()), "--measure", "m", "--for",
                               "10m", "--json", "-", "--quiet"});
  const json intervals = json::parse(done.out, nullptr, false)["intervals"];
  EXPECT_EQ(intervals["a"][0]["to"], 600) << done.out;
  EXPECT_EQ(intervals["s"][0]["to"], 780) << done.out;
}

}  // namespace
