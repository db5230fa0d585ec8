// Results as JSON documents ("format": "hakyu-…/1") for other programs.
//
// Every document names the program's version, the input files with their SHA-256, seed and replications
// where they matter, and every default that was used. Collections are objects keyed by id, in the order of
// the model; a figure is {"mean": m, "ci": [low, high]}. The same result gives the same bytes.
//
// All functions throw models::Error("not-finite") if a figure is not a finite number: a document never
// carries a null where a number belongs. Complexity: linear in the size of the result.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "models/coverage.hpp"
#include "models/diagnostic.hpp"
#include "sim/gaps/gaps.hpp"
#include "sim/graph/start_order.hpp"
#include "sim/levels/impact.hpp"
#include "sim/levels/remote_help.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/rank.hpp"

namespace hakyu::viz {

/// What a document says about its own making beside what the system knows (files, defaults).
struct Provenance {
  std::string version;  ///< of the program
  std::optional<std::uint64_t> seed;
};

/// Makes the sentence of a diagnostic; see viz/text.
using DiagnosticSentence = std::function<std::string(const models::Diagnostic&)>;

class ModelNames;

/// What `check` found. `system` is absent if the input has errors or no study; then there are neither
/// defaults nor violations.
struct CheckResult {
  const models::Diagnostics* diagnostics = nullptr;
  const std::vector<models::SourceFile>* files = nullptr;
  const sim::System* system = nullptr;
  std::vector<sim::Violation> violations;
  const models::Coverage* coverage = nullptr;  ///< of the ledger; absent if the input has errors
  // with coverage:
  const models::Model* model = nullptr;
  const std::vector<sim::Gap>* gaps = nullptr;
  const ModelNames* names = nullptr;
};

/// hakyu-check/1. Pre-condition: `diagnostics` and `files` are given; with `coverage` all below it.
[[nodiscard]] nlohmann::ordered_json check_document(const CheckResult& result,
                                                    const DiagnosticSentence& sentence,
                                                    const Provenance& provenance);

/// hakyu-impact/1; `timed` adds intervals (seconds from the start of the outage) and buffers, `lost` what is
/// blocked, which repairs take longer and which remote maintenance is cut. "links_left_out" names the nodes
/// whose path in "because" was shortened, and by how many links.
[[nodiscard]] nlohmann::ordered_json impact_document(const sim::System& system,
                                                     const sim::StaticImpact& impact,
                                                     const std::optional<sim::TimedImpact>& timed,
                                                     const Provenance& provenance,
                                                     const sim::RemoteHelp& lost = {});

/// hakyu-simulate/1.
[[nodiscard]] nlohmann::ordered_json simulate_document(const sim::System& system,
                                                       const sim::Simulation& simulation,
                                                       const Provenance& provenance);

/// hakyu-rank/1. "indifference" is absolute, in units of impact; "indifference_share" is the same as a share
/// of the largest mean impact of the plans, null if that is 0. "risk_during_work" {plan: [{step, measure,
/// from, to, services}]}: what else may stop services while a step is worked on (see
/// sim/plans/work_risk.hpp).
[[nodiscard]] nlohmann::ordered_json rank_document(const sim::System& system, const sim::Ranking& ranking,
                                                   const Provenance& provenance);

/// hakyu-start/1; `ready` is null for a node that never comes up. "waiting_for_deadlocks" {node: [ids]} tells
/// which groups of one in "deadlocks" are in no circle, and for whom they wait.
[[nodiscard]] nlohmann::ordered_json start_document(const sim::System& system, const sim::StartOrder& order,
                                                    const Provenance& provenance);

/// The bytes of a document: indented, UTF-8 (broken input text is replaced by U+FFFD), newline at the end.
[[nodiscard]] std::string bytes(const nlohmann::ordered_json& document);

/// "2026-12-06T02:00", with seconds only if they are not 0.
[[nodiscard]] std::string iso_local(models::LocalTime time);

// Names as they appear in the documents.
[[nodiscard]] const char* name(models::Level level);
[[nodiscard]] const char* name(sim::Verdict verdict);
[[nodiscard]] const char* name(sim::StopReason reason);
[[nodiscard]] const char* name(sim::ViolationKind kind);
[[nodiscard]] const char* name(sim::exact::Obstacle what);
[[nodiscard]] const char* name(sim::exact::OutOf what);

}  // namespace hakyu::viz
