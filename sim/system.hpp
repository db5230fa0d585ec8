// The compiled hospital: dense indices and contiguous arrays, immutable, shared by all threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "models/defaults.hpp"
#include "models/diagnostic.hpp"
#include "models/model.hpp"
#include "sim/assumption.hpp"
#include "sim/calendar.hpp"
#include "sim/graph/dependency_graph.hpp"
#include "sim/index.hpp"
#include "sim/montecarlo/sampler.hpp"

namespace hakyu::sim {

/// Seconds since the start of the study.
using Time = std::int64_t;

/// A node that a restart scope limits, and how much longer than the work's downtime.
struct ScopedNode {
  NodeIndex node;
  Time extra = 0;  ///< its own restart, for dependents under scope `dependencies`
  friend bool operator==(const ScopedNode&, const ScopedNode&) = default;
};

/// Background failures of one resource (semantics §6).
struct FailingResource {
  NodeIndex node;
  Sampler time_to_failure;
  Sampler time_to_repair;
  bool ages_operating = false;
  std::vector<NodeIndex> needs_nodes;
  std::vector<FlowIndex> needs_flows;
  std::optional<Sampler> extra_if_unavailable;
  std::uint64_t key = 0;  ///< of its random streams
};

struct CompiledService {
  NodeIndex node;
  double weight = 1.0;
  DemandIntegral demand;
  double degraded_capacity = 0.5;
  double fallback_capacity = 0.0;
  Time fallback_sustain = 0;
  double fallback_exhausted = 0.0;
  std::optional<Time> tolerance;
  std::optional<Time> limit;
};

/// Standing limits and blocked flows while a measure is in force.
struct StandingLimit {
  NodeIndex node;
  Level level = Level::down;
};

struct CompiledMeasure {
  std::uint64_t key = 0;
  bool in_force_at_start = false;
  bool has_work = true;  ///< false: an acceptance or a measure without work comes into force at once
  Sampler duration;
  std::optional<Sampler> downtime;  ///< absent: equals the duration; ignored if the scope is empty
  std::vector<ScopedNode> scope;    ///< limited while working; empty for restart scope `none`
  Level level_during = Level::down;
  std::optional<Time> give_up_after;
  double failure_probability = 0.0;
  Sampler rollback;
  double latent_probability = 0.0;
  std::vector<NodeIndex> latent_nodes;
  Level latent_level = Level::down;
  Sampler latent_repair;
  bool latent_keeps = false;  ///< then: keep
  std::vector<StandingLimit> limits;
  std::vector<FlowIndex> blocks;
  std::vector<MeasureIndex> requires_measures;
  std::vector<MeasureIndex> conflicts;  ///< symmetric closure
  std::vector<MeasureIndex> conflicts_stated;
  std::optional<Time> expires;
  std::vector<Interval>
      windows;  ///< occurrences of its work windows over the study, merged; empty: none stated
  double cost = 0.0;
};

enum class StatementOrigin : std::uint8_t { stated, silence, unconfirmed_pair };

/// A statement, or the silence of a neighbour made explicit (semantics §5).
struct CompiledStatement {
  std::uint64_t key = 0;
  std::vector<MeasureIndex> when;
  NodeIndex resource;
  double probability = 0.0;
  Level level = Level::down;
  bool at_load_peak = false;
  Sampler delay;                  ///< if not at_load_peak
  std::optional<Sampler> repair;  ///< absent: as long as all of `when` stay in force
  StatementOrigin origin = StatementOrigin::stated;
  std::optional<std::size_t> model_index;  ///< of models::Model::statements
  models::Id ask;                          ///< party to ask (silence)
};

struct StepAt {
  Time at = 0;
};
struct StepAfter {
  std::uint32_t step = 0;
  Time lag = 0;
};  ///< index of an earlier or later step of the same plan

struct CompiledStep {
  bool withdraw = false;
  MeasureIndex measure;
  std::variant<StepAt, StepAfter> when;
  std::uint32_t attempt = 0;  ///< number of earlier steps of the plan that carry out the same measure
};

struct CompiledPlan {
  models::Id id;
  std::vector<CompiledStep> steps;
};

/// A finding that leaves a door open, and the measures that close it.
struct OpenFinding {
  std::size_t model_index = 0;  ///< of models::Model::findings
  Time from = 0;                ///< max(0, published)
  bool known_exploited = false;
  struct Remedy {
    MeasureIndex measure;
    double effectiveness = 1.0;
  };
  std::vector<Remedy> remedies;
};

/// Everything the engines read. Resources come first among the nodes, in the order of the model, then
/// services.
struct System {
  std::shared_ptr<const models::Model> model;
  DependencyGraph graph;
  std::vector<models::Id> node_ids;
  std::vector<std::uint8_t>
      excluded;               ///< 1: spare, in repair or retired – down, and never counted as provider
  std::vector<Time> restart;  ///< per node, with defaults
  std::vector<models::Id> flow_ids;
  std::vector<models::Id> measure_ids;
  std::vector<models::Id> statement_ids;  ///< made-up ids for silences: "silence:<measure>:<node>"
  std::unordered_map<std::string, NodeIndex> node_of;
  std::unordered_map<std::string, FlowIndex> flow_of;
  std::unordered_map<std::string, MeasureIndex> measure_of;
  std::unordered_map<std::string, PlanIndex> plan_of;

  models::LocalTime start{};
  Time horizon = 0;
  std::uint64_t seed = 1;
  std::vector<Interval> load_peaks;  ///< those that open in [0, horizon + 14 d), by that; they may overlap
  std::optional<Sampler>
      latent_window;  ///< how long a hidden defect stays hidden; absent if load peaks are given

  std::vector<FailingResource> failing;
  std::vector<CompiledService> services;
  std::vector<CompiledMeasure> measures;
  std::vector<CompiledStatement> statements;
  std::vector<CompiledPlan> plans;  ///< of the model; 現状維持 (no steps) is always among them
  std::vector<OpenFinding> findings;
  Assumptions assumptions;  ///< all that were used, sorted, without duplicates

  [[nodiscard]] std::size_t resource_count() const { return model->resources.size(); }
  [[nodiscard]] bool is_service(NodeIndex node) const { return node >= resource_count(); }
};

struct CompileResult {
  std::optional<System> system;  ///< absent if there are errors
  models::Diagnostics diagnostics;
};

/// Compiles a model that was read without errors. Errors it finds (a step at or beyond the horizon, a quorum
/// that can never be met, a default without a row, two names with the same random key) are diagnostics.
/// `defaults` is the table for absent numbers. Complexity: O(size of the model × log).
[[nodiscard]] CompileResult compile(std::shared_ptr<const models::Model> model,
                                    const models::Defaults& defaults = models::Defaults::shipped());

}  // namespace hakyu::sim
