// Risk during planned work: against enumeration on random small systems, and against the simulation.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/exact/worlds.hpp"
#include "sim/montecarlo/replication.hpp"
#include "sim/plans/work_risk.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test::work_risk_test {
namespace {

using sim::Level;
using sim::NodeIndex;
using sim::PlanIndex;
using sim::ServiceRisk;
using sim::StepRisk;

constexpr sim::Time hour = 3600;

/// Work of this length on these nodes.
sim::CompiledMeasure work(sim::Time length, const std::vector<NodeIndex>& nodes, Level level = Level::down) {
  sim::CompiledMeasure measure;
  measure.duration = sim::Sampler(models::Constant{models::Seconds(length)});
  for (const NodeIndex node : nodes) measure.scope.push_back({node, 0});
  measure.level_during = level;
  return measure;
}

sim::CompiledStep step(std::size_t measure, sim::Time at) {
  return {false, sim::MeasureIndex(measure), sim::StepAt{at}, 0};
}

// ---- enumeration

/// All nodes are resources; about the failures of every third one nothing is known. All are services too.
struct Small {
  reference::System reference;
  sim::System system;
};

bool unrated(std::size_t node) { return node % 3 == 2; }

Small small_system() {
  Small made;
  made.reference = *systems({.most_nodes = 6});
  made.system = system_of(made.reference);
  auto model = std::make_shared<models::Model>();
  model->resources.resize(made.reference.needs.size());
  made.system.model = model;
  made.system.flow_ids.resize(static_cast<std::size_t>(made.reference.flows));
  made.system.horizon = 100 * hour;
  for (std::size_t v = 0; v < made.reference.needs.size(); ++v) {
    sim::CompiledService service;
    service.node = NodeIndex(v);
    made.system.services.push_back(service);
    if (unrated(v)) continue;
    sim::FailingResource failing;
    failing.node = NodeIndex(v);
    failing.time_to_failure = sim::Sampler(exponential(std::chrono::hours(20 + static_cast<int>(v))));
    failing.time_to_repair = sim::Sampler(exponential(std::chrono::hours(5)));
    made.system.failing.push_back(failing);
  }
  return made;
}

/// What holds, as the reference reads it.
struct Around {
  reference::Levels limits;
  reference::Blocked blocked;
};

/// P(node is down) if each resource is failed with `probability(failing resource)`.
template <typename Probability>
double enumerated(const Small& small, const Around& around, std::size_t node,
                  const Probability& probability) {
  double sum = 0.0;
  const auto& failing = small.system.failing;
  for (unsigned world = 0; world < 1U << failing.size(); ++world) {
    reference::Levels own = around.limits;
    double p = 1.0;
    for (std::size_t f = 0; f < failing.size(); ++f) {
      const double q = probability(failing[f]);
      p *= (world >> f & 1U) != 0 ? q : 1.0 - q;
      if ((world >> f & 1U) != 0) own[failing[f].node] = 0;
    }
    if (reference::greatest(small.reference, own, around.blocked)[node] == 0) sum += p;
  }
  return sum;
}

std::vector<NodeIndex> stopping_alone(const Small& small, const Around& around, std::size_t node) {
  std::vector<NodeIndex> found;
  for (std::size_t v = 0; v < around.limits.size(); ++v) {
    reference::Levels own = around.limits;
    own[v] = 0;
    if (reference::greatest(small.reference, own, around.blocked)[node] == 0) found.emplace_back(v);
  }
  return found;
}

/// Resources that nothing is known about and that bring about, in some world, that the work costs more than
/// what follows from the others' failures: `node` is down in it, but neither without the work nor without
/// theirs.
std::vector<NodeIndex> deciding(const Small& small, const Around& usual, const Around& during,
                                std::size_t node) {
  const std::size_t n = usual.limits.size();
  const auto down = [&](const Around& around, unsigned world) {
    reference::Levels own = around.limits;
    for (std::size_t v = 0; v < n; ++v)
      if ((world >> v & 1U) != 0) own[v] = 0;
    return reference::greatest(small.reference, own, around.blocked)[node] == 0;
  };
  unsigned known = 0;
  for (std::size_t v = 0; v < n; ++v) known |= unrated(v) ? 0U : 1U << v;
  std::vector<bool> costs_more;
  for (unsigned world = 0; world < 1U << n; ++world)
    costs_more.push_back(down(during, world) && !down(usual, world) && !down(during, world & known));
  std::vector<NodeIndex> found;
  for (std::size_t v = 0; v < n; ++v) {
    bool brings = false;
    for (unsigned world = 0; world < 1U << n; ++world)
      brings |= costs_more[world] && !costs_more[world & ~(1U << v)];
    if (unrated(v) && brings) found.emplace_back(v);
  }
  return found;
}

void expect_as_enumerated(const Small& small, const StepRisk& found, const Around& usual,
                          const Around& during) {
  const double hours = static_cast<double>(found.to - found.from) / 3600.0;
  const auto within = [](double h) {
    return
        [h](const sim::FailingResource& r) { return std::min(1.0, h * 3600.0 / r.time_to_failure.mean()); };
  };
  const auto steady = [](const sim::FailingResource& r) {
    return r.time_to_repair.mean() / (r.time_to_failure.mean() + r.time_to_repair.mean());
  };
  auto listed = found.services.begin();
  for (std::size_t v = 0; v < usual.limits.size(); ++v) {
    const auto before = reference::greatest(small.reference, usual.limits, usual.blocked)[v];
    const auto planned = reference::greatest(small.reference, during.limits, during.blocked)[v];
    const bool is_listed = listed != found.services.end() && listed->service == v;
    const double p_usual = enumerated(small, usual, v, within(1.0));
    const double p_during = enumerated(small, during, v, within(1.0));
    std::vector<NodeIndex> alone, unknown;
    if (planned > 0) {
      unknown = deciding(small, usual, during, v);
      const auto earlier = stopping_alone(small, usual, v);
      for (const NodeIndex each : stopping_alone(small, during, v))
        if (std::find(earlier.begin(), earlier.end(), each) == earlier.end()) alone.push_back(each);
    }
    const bool touched =
        planned != before || p_during > p_usual + 1e-12 || !alone.empty() || !unknown.empty();
    RC_ASSERT(is_listed == (before > 0 && touched));
    if (!is_listed) continue;
    const ServiceRisk& risk = *listed++;
    RC_ASSERT(static_cast<int>(risk.usual) == before);
    RC_ASSERT(static_cast<int>(risk.planned) == planned);
    RC_ASSERT(risk.alone == alone);
    RC_ASSERT(risk.no_rate == unknown);
    RC_ASSERT(risk.in_step.has_value() == (planned > 0 && unknown.empty()));
    if (planned == 0) continue;
    RC_ASSERT(std::abs(risk.unavailability.value() - enumerated(small, during, v, steady)) < 1e-12);
    if (!unknown.empty()) continue;
    RC_ASSERT(std::abs(*risk.usual_per_hour - p_usual) < 1e-12);
    RC_ASSERT(std::abs(*risk.per_hour - p_during) < 1e-12);
    RC_ASSERT(std::abs(*risk.in_step - enumerated(small, during, v, within(hours))) < 1e-12);
  }
}

TEST(WorkRiskProperties, EqualsTheEnumerationOfAllFailures) {
  EXPECT_TRUE(rc::check("limits, blocked flows, overlapping steps", [] {
    Small small = small_system();
    const std::size_t n = small.reference.needs.size();
    const auto any_node = rc::gen::inRange<std::size_t>(0, n);
    const std::size_t x = *any_node, y = *any_node, z = *any_node;
    const Level second = *rc::gen::element(Level::down, Level::degraded);
    const reference::Blocked at_start = *blocked_flows(small.reference);
    const reference::Blocked afterwards = *blocked_flows(small.reference);
    // x for 2 h from 0, then its flows are blocked; y for 3 h from 1 h; z is limited from the start.
    small.system.measures = {work(2 * hour, {NodeIndex(x)}), work(3 * hour, {NodeIndex(y)}, second), {}};
    sim::CompiledMeasure& standing = small.system.measures[2];
    standing.in_force_at_start = true;
    standing.limits = {{NodeIndex(z), Level::degraded}};
    for (std::size_t f = 0; f < at_start.size(); ++f) {
      if (at_start[f]) standing.blocks.emplace_back(f);
      if (afterwards[f]) small.system.measures[0].blocks.emplace_back(f);
    }
    small.system.plans = {{"plan", {step(0, 0), step(1, hour)}}};
    const auto found = sim::work_risks(small.system, {PlanIndex(0)});
    RC_ASSERT(found.size() == 1U);
    RC_ASSERT(found[0].steps.size() == 2U);

    Around none{reference::Levels(n, 2), at_start};
    none.limits[z] = 1;
    const auto with = [](Around around, std::size_t node, Level level) {
      around.limits[node] = std::min(around.limits[node], static_cast<int>(level));
      return around;
    };
    const Around only_y = with(none, y, second);
    expect_as_enumerated(small, found[0].steps[0], only_y, with(only_y, x, Level::down));
    Around only_x = with(none, x, Level::down);
    for (std::size_t f = 0; f < afterwards.size(); ++f)
      only_x.blocked[f] = only_x.blocked[f] || afterwards[f];
    expect_as_enumerated(small, found[0].steps[1], only_x, with(only_x, y, second));
  }));
}

// ---- simulation

struct Pair {
  sim::System system;
  NodeIndex a, b, c;
};

/// A service on a or b, and on c; the plan takes a out of service for `length` from `at`.
Pair pair(models::Seconds repair, sim::Time at, sim::Time length) {
  SystemBuilder builder(at + length);
  Pair made;
  made.a = builder.repairable(exponential(std::chrono::hours(300)), exponential(repair));
  made.b = builder.repairable(exponential(std::chrono::hours(400)), exponential(repair));
  made.c = builder.repairable(exponential(std::chrono::hours(2000)), exponential(repair));
  const NodeIndex service = builder.service(per_hour(1.0));
  builder.require(service, {made.a, made.b}, 1);
  builder.require_all(service, {made.c});
  made.system = builder.build();
  made.system.measures.push_back(work(length, {made.a}));
  made.system.measure_ids.emplace_back("work");
  made.system.plans.push_back({"plan", {step(0, at)}});
  return made;
}

TEST(WorkRisk, IsTheShareOfSimulatedStepsInWhichTheServiceStops) {
  constexpr std::uint32_t replications = 60'000;
  // Everything works at 0, when the step begins, and repairs take so long that none ends within it.
  const Pair made = pair(std::chrono::hours(100'000), 0, 6 * hour);
  sim::Replicator replicator(made.system);
  std::uint64_t stopped = 0;
  for (std::uint32_t i = 0; i < replications; ++i)
    stopped += replicator.run(made.system.plans[1], i, 11).services[0].outages > 0 ? 1 : 0;
  const auto interval = sim::exact::clopper_pearson(stopped, replications, 0.999);
  const auto found = sim::work_risks(made.system, {PlanIndex(1)});
  ASSERT_EQ(found[0].steps.size(), 1U);
  ASSERT_EQ(found[0].steps[0].services.size(), 1U);
  const ServiceRisk& risk = found[0].steps[0].services[0];
  EXPECT_GE(*risk.in_step, interval.low);
  EXPECT_LE(*risk.in_step, interval.high);
  EXPECT_LT(6.0 * *risk.usual_per_hour, interval.low) << "the reserve counts";
  EXPECT_EQ(risk.alone, std::vector<NodeIndex>{made.b}) << "c is one without the step too";
}

TEST(WorkRisk, WithoutACheckItIsTheSimulatedShareOfTheStepsTime) {
  constexpr std::uint32_t replications = 4000;
  constexpr sim::Time warm_up = 1000 * hour, length = 24 * hour;  // repairs take 20 h on average
  const Pair made = pair(std::chrono::hours(20), warm_up, length);
  sim::Replicator replicator(made.system);
  double sum = 0.0, squares = 0.0;
  for (std::uint32_t i = 0; i < replications; ++i) {
    const sim::Outcome& outcome = replicator.run(made.system.plans[1], i, 12);
    double share = 0.0;  // of the step's time in which the service is down
    for (std::size_t set = 0; set < outcome.causes.size(); ++set)
      if ((set & bit(sim::Cause::planned_work)) != 0) share += static_cast<double>(outcome.causes[set]);
    share /= static_cast<double>(length);
    sum += share;
    squares += share * share;
  }
  const double mean = sum / replications;
  const double error = std::sqrt((squares / replications - mean * mean) / replications);
  const auto found = sim::work_risks(made.system, {PlanIndex(1)});
  // What stops the service through c alone is not booked on the work; b out of service is.
  const double b = 20.0 / 420.0;
  EXPECT_NEAR(mean, b, 3.3 * error);
  const double c = 20.0 / 2020.0;
  EXPECT_NEAR(found[0].steps[0].services[0].unavailability.value(), 1.0 - (1.0 - b) * (1.0 - c), 1e-12);
}

// ---- what there is no number for

TEST(WorkRisk, WhatStopsAsPlannedHasNoNumber) {
  SystemBuilder builder(10 * hour);
  const NodeIndex only =
      builder.repairable(exponential(std::chrono::hours(9)), exponential(std::chrono::hours(1)));
  builder.require_all(builder.service(per_hour(1.0)), {only});
  sim::System system = builder.build();
  system.measures = {work(hour, {only})};
  system.plans.push_back({"plan", {step(0, hour)}});
  const auto found = sim::work_risks(system, {PlanIndex(0), PlanIndex(1)});
  EXPECT_TRUE(found[0].steps.empty()) << "doing nothing";
  const ServiceRisk& risk = found[1].steps[0].services[0];
  EXPECT_EQ(risk.planned, Level::down);
  EXPECT_FALSE(risk.per_hour || risk.in_step || risk.unavailability);
}

/// The plan takes a out of service for an hour.
struct Unrated {
  SystemBuilder builder{10 * hour};
  NodeIndex a = builder.resource();

  [[nodiscard]] NodeIndex failing(int mean_hours) {
    return builder.repairable(exponential(std::chrono::hours(mean_hours)),
                              exponential(std::chrono::hours(1)));
  }
  /// Of the only service, with nothing but an availability stated for some resources.
  [[nodiscard]] ServiceRisk risk(const std::vector<NodeIndex>& available) {
    sim::System system = builder.build();
    auto model = std::make_shared<models::Model>(*system.model);
    for (const NodeIndex node : available) {
      model->resources[node].reliability.emplace();
      model->resources[node].reliability->availability.emplace();
      model->resources[node].reliability->availability->mean = 0.9;
    }
    system.model = model;
    system.measures = {work(hour, {a})};
    system.plans.push_back({"plan", {step(0, hour)}});
    return sim::work_risks(system, {PlanIndex(1)})[0].steps.at(0).services.at(0);
  }
};

TEST(WorkRisk, AnAvailabilityAloneGivesNoNumberForAnHour) {
  Unrated made;
  const NodeIndex b = made.builder.resource();
  made.builder.require(made.builder.service(per_hour(1.0)), {made.a, b}, 1);
  const ServiceRisk risk = made.risk({b});
  EXPECT_EQ(risk.no_rate, std::vector<NodeIndex>{b});
  EXPECT_FALSE(risk.per_hour || risk.in_step);
  EXPECT_NEAR(risk.unavailability.value(), 0.1, 1e-12);
  EXPECT_EQ(risk.alone, std::vector<NodeIndex>{b});
}

TEST(WorkRisk, WhatStopsTheServiceWithoutTheWorkTooHidesNothing) {
  Unrated made;
  const NodeIndex b = made.failing(50);
  const NodeIndex nothing_known = made.builder.resource();
  const NodeIndex x = made.builder.resource();
  const NodeIndex y = made.builder.resource();
  const NodeIndex only_availability = made.builder.resource();
  const NodeIndex service = made.builder.service(per_hour(1.0));
  made.builder.require(service, {made.a, b}, 1);
  made.builder.require(service, {x, y}, 1);
  made.builder.require_all(service, {nothing_known, only_availability});
  const ServiceRisk risk = made.risk({only_availability, x, y});
  EXPECT_TRUE(risk.no_rate.empty());
  EXPECT_NEAR(risk.per_hour.value(), 1.0 / 50.0, 1e-12);
  EXPECT_EQ(risk.usual_per_hour, 0.0) << "only things without a rate";
}

TEST(WorkRisk, OnlyWhatTheWorkMakesMoreDangerousIsNamed) {
  Unrated made;
  const NodeIndex b = made.failing(50);
  const NodeIndex below_b = made.builder.resource();
  const NodeIndex beside = made.builder.resource();
  const NodeIndex service = made.builder.service(per_hour(1.0));
  made.builder.require_all(b, {below_b});
  made.builder.require(service, {made.a, b}, 1);
  made.builder.require_all(service, {beside});
  const ServiceRisk risk = made.risk({below_b, beside});
  EXPECT_EQ(risk.no_rate, std::vector<NodeIndex>{below_b});
  EXPECT_FALSE(risk.in_step);
}

TEST(WorkRisk, OutOfMemoryIsSaid) {
  const Pair made = pair(std::chrono::hours(1), 0, hour);
  for (const std::uint64_t memory : {std::uint64_t{1}, std::uint64_t{1000}}) {
    const auto found = sim::work_risks(made.system, {PlanIndex(1)}, {.memory = memory});
    ASSERT_EQ(found[0].steps[0].services.size(), 1U);
    EXPECT_EQ(found[0].steps[0].services[0].out_of, sim::exact::OutOf::memory) << memory;
    EXPECT_FALSE(found[0].steps[0].services[0].in_step);
  }
}

TEST(WorkRisk, UnknownPlansAreAnError) {
  const Pair made = pair(std::chrono::hours(1), 0, hour);
  EXPECT_THROW((void)sim::work_risks(made.system, {PlanIndex(9)}), models::Error);
}

}  // namespace
}  // namespace hakyu::test::work_risk_test
