// Measures (対策): patches, workarounds, mitigations, acceptances and ordinary changes (semantics §4).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/law.hpp"
#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

enum class MeasureKind : std::uint8_t { vendor_fix, workaround, mitigation, acceptance, change };
enum class Treatment : std::uint8_t { unstated, reduce, avoid, transfer, retain };
enum class Verified : std::uint8_t { unknown, yes, no };

/// Kind of change: selects the documented defaults.
enum class ChangeKind : std::uint8_t {
  unstated,
  os_update,
  firmware,
  database,
  middleware,
  application,
  hypervisor,
  client,
  definition_update,
  hardening,
  network,
  replacement,
  configuration,
  other
};

/// Vocabulary of CSAF `restart_required` plus `unknown` (also what an absent scope means).
enum class RestartScope : std::uint8_t {
  unknown,
  none,
  vulnerable_component,
  parent,
  machine,
  dependencies,
  connected,
  zone,
  system
};

struct Remediation {
  Id vulnerability;
  std::vector<Id> on;  ///< resources; empty: the measure's targets
  Estimate effectiveness{1.0, std::nullopt, std::nullopt};
  Annotation annotation;
  friend bool operator==(const Remediation&, const Remediation&) = default;
};

struct LimitsNode {
  Id node;
  Level level = Level::down;
  friend bool operator==(const LimitsNode&, const LimitsNode&) = default;
};
struct BlocksFlow {
  Id flow;
  friend bool operator==(const BlocksFlow&, const BlocksFlow&) = default;
};
struct ReducesHazard {
  Id of;
  double factor = 1.0;
  friend bool operator==(const ReducesHazard&, const ReducesHazard&) = default;
};
struct RemovesCredential {
  Id credential;
  friend bool operator==(const RemovesCredential&, const RemovesCredential&) = default;
};
struct ReplacesRecovery {
  std::string system;
  Law law;
  friend bool operator==(const ReplacesRecovery&, const ReplacesRecovery&) = default;
};

/// A standing effect while the measure is in force.
struct Effect {
  std::variant<LimitsNode, BlocksFlow, ReducesHazard, RemovesCredential, ReplacesRecovery> what;
  Annotation annotation;
  friend bool operator==(const Effect&, const Effect&) = default;
};

struct Crew {
  Id party;
  int people = 1;
  Annotation annotation;
  friend bool operator==(const Crew&, const Crew&) = default;
};

struct Work {
  std::optional<Law> duration;
  std::optional<Law> downtime;
  RestartScope restart = RestartScope::unknown;
  Level level_during = Level::down;
  std::optional<Seconds> give_up_after;  ///< 切り戻し判断時刻, counted from the start
  std::vector<Crew> crew;
  Annotation annotation;
  friend bool operator==(const Work&, const Work&) = default;
};

struct Failure {
  std::optional<Estimate> probability;
  std::optional<Law> rollback;
  Annotation annotation;
  friend bool operator==(const Failure&, const Failure&) = default;
};

enum class AfterDefect : std::uint8_t { roll_back, keep };

/// A defect of a successful change that shows only under load.
struct Latent {
  std::optional<Estimate> probability;
  std::vector<Id> affects;  ///< empty: the targets
  Level level = Level::down;
  std::optional<Law> repair;
  AfterDefect then = AfterDefect::roll_back;
  Annotation annotation;
  friend bool operator==(const Latent&, const Latent&) = default;
};

struct Measure {
  Id id;
  MeasureKind kind = MeasureKind::vendor_fix;
  std::vector<Id> targets;
  Id by;
  Text name;
  Treatment treatment = Treatment::unstated;
  ChangeKind change = ChangeKind::unstated;
  Verified verified = Verified::unknown;
  bool in_force_at_start = false;
  std::vector<Remediation> remediates;
  std::vector<Effect> effects;
  std::optional<Work> work;
  std::optional<Failure> failure;
  std::optional<Latent> latent;
  std::vector<Id> requires_measures;
  std::vector<Id> conflicts;
  std::optional<Seconds> lead_time;
  std::optional<double> cost;
  std::vector<Id> windows;
  Id owner;
  std::optional<Date> expires;
  Text review_when;
  Annotation annotation;
  friend bool operator==(const Measure&, const Measure&) = default;
};

// Whether somebody has stated what the simulation needs to know about the work.
[[nodiscard]] inline bool states_restart(const Measure& m) {
  return m.work && m.work->restart != RestartScope::unknown;
}
[[nodiscard]] inline bool states_duration(const Measure& m) { return m.work && m.work->duration; }
/// Where nothing has to be restarted nothing stops.
[[nodiscard]] inline bool states_downtime(const Measure& m) {
  return m.work && (m.work->restart == RestartScope::none || m.work->downtime);
}

}  // namespace hakyu::models
