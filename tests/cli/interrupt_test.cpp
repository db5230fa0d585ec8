// Ctrl-C ends a long computation within a second and shows what there is.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::hakyu;
using hakyu::test::scenario;
using std::chrono::milliseconds;

// The promise is about the program as it is shipped; under a sanitizer everything takes several times as
// long.
#ifdef HAKYU_SANITIZED
constexpr int slower = 5;
#else
constexpr int slower = 1;
#endif

const hakyu::test::How interrupted{.interrupt_after = slower * milliseconds(1500)};

void expect_in_good_order(const Finished& done) {
  EXPECT_EQ(done.status, 130) << done.err;
  EXPECT_LT(done.after_signal.count(), slower * 1000);
  EXPECT_NE(done.err.find("Interrupted after "), std::string::npos) << done.err;
  EXPECT_NE(done.err.find(" of 100,000,000 replications"), std::string::npos) << done.err;
}

TEST(Interrupt, SimulateShowsThePartialResult) {
  const Finished done = hakyu(
      {"simulate", scenario("clinic"), "--plan", "sunday-all", "--replications", "100000000", "--json", "-"},
      interrupted);
  expect_in_good_order(done);
  const auto document = nlohmann::json::parse(done.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << done.out.substr(0, 400);
  EXPECT_GT(document["replications"], 0);
  EXPECT_LT(document["replications"], 100'000'000);
}

TEST(Interrupt, RankShowsThePartialResult) {
  const Finished done = hakyu({"rank", scenario("general-hospital"), "--replications", "100000000",
                               "--indifference", "1e-9", "--json", "-"},
                              interrupted);
  expect_in_good_order(done);
  const auto document = nlohmann::json::parse(done.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << done.out.substr(0, 400);
  EXPECT_EQ(document["stopped_because"], "interrupted");
}

/// One replication of it takes many minutes: what fails every few seconds for a hundred years.
const char* endless = R"({"format": "hakyu/1", "title": {"en": "Endless"},
  "study": {"start": "2026-01-05T00:00", "horizon": "36500d"},
  "resources": [{"id": "lamp", "kind": "server", "reliability": {
    "time_to_failure": {"exponential": {"mean": "2s"}}, "time_to_repair": {"exponential": {"mean": "1s"}}}}],
  "services": [{"id": "light", "demand": {"rate": "1/d"}, "requires": [{"all_of": ["lamp"]}]}]})";

TEST(Interrupt, IsNoticedWithinAReplicationToo) {
  const hakyu::test::Folder folder;
  const std::string model = folder.write("endless.json", endless);
  const Finished simulated = hakyu({"simulate", model, "--replications", "10"}, interrupted);
  EXPECT_EQ(simulated.status, 130) << simulated.err;
  EXPECT_LT(simulated.after_signal.count(), slower * 1000);
  EXPECT_NE(simulated.err.find("Interrupted before the first replication was done."), std::string::npos)
      << simulated.err;
}

}  // namespace
