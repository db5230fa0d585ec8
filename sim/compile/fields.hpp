// Names of what a result can rest on without anybody having said so: fields of models/defaults.json, rules of
// the computation, and inputs that their author marked as an assumption (Assumption::field).
#pragma once

#include <array>
#include <string_view>

namespace hakyu::sim {

/// Fields of models/defaults.json; after the dash the kind of their rows.
namespace fields {
inline constexpr std::string_view time_to_failure = "resource.time_to_failure";            // resource kind
inline constexpr std::string_view time_to_repair = "resource.time_to_repair";              // resource kind
inline constexpr std::string_view restart = "resource.restart";                            // resource kind
inline constexpr std::string_view extra_if_unavailable = "resource.extra_if_unavailable";  // resource kind
inline constexpr std::string_view work_duration = "work.duration";                         // change
inline constexpr std::string_view failure_probability = "failure.probability";             // change/verified
inline constexpr std::string_view rollback = "failure.rollback";                           // change
inline constexpr std::string_view latent_probability = "latent.probability";               // change/verified
inline constexpr std::string_view latent_repair = "latent.repair";                         // change
inline constexpr std::string_view statement_probability =
    "statement.probability";                                              // says/change, silence/change,
                                                                          // pair/any
inline constexpr std::string_view statement_repair = "statement.repair";  // says/change, …
inline constexpr std::string_view fallback_sustain = "service.fallback.sustain";    // any
inline constexpr std::string_view fallback_capacity = "service.fallback.capacity";  // any
inline constexpr std::string_view demand = "service.demand";                        // any; contacts per hour
/// How long a hidden defect stays hidden where no load peaks are given (semantics §4.5).
inline constexpr std::string_view latent_window = "latent.window";  // any
inline constexpr std::array all{time_to_failure,
                                time_to_repair,
                                latent_window,
                                restart,
                                extra_if_unavailable,
                                work_duration,
                                failure_probability,
                                rollback,
                                latent_probability,
                                latent_repair,
                                statement_probability,
                                statement_repair,
                                fallback_capacity,
                                fallback_sustain,
                                demand};
}  // namespace fields

/// Rules.
namespace rules {
/// Everything works and is new when the study starts (semantics §6).
inline constexpr std::string_view new_at_start = "all-up-and-new-at-start";
/// A buffer that was used is full again at once (semantics §3).
inline constexpr std::string_view buffers_refill = "buffers-refill-at-once";
/// A neighbour that said nothing counts as unverified (semantics §5).
inline constexpr std::string_view silence = "silence-is-unverified";
/// Two measures that are confirmed alone count as unverified together (semantics §5).
inline constexpr std::string_view pairs = "pairs-are-unverified";
/// The restart scope is not stated; subject: the measure, value: the nodes taken.
inline constexpr std::string_view restart_scope = "restart-scope-unknown";
/// Stated availability without laws enters only exact computations; subject: the resource.
inline constexpr std::string_view availability_only = "availability-without-laws";
/// Nobody stated what the measure costs: counted as 0; subject: the measure.
inline constexpr std::string_view cost = "measure.cost";
/// Another statement replaces this one; subject: the statement left out, value: the newer one.
inline constexpr std::string_view superseded = "superseded-statement";
/// The statement's validity ended before the study starts: left out; value: the date.
inline constexpr std::string_view expired = "expired-statement";
/// The statement's validity ends within the study; it is used to the end.
inline constexpr std::string_view expires_within = "statement-expires-within-study";
/// The versions a statement is limited to are not compared with the installed ones; value: the versions.
inline constexpr std::string_view versions = "statement-versions-not-compared";
/// A dependency nobody else confirmed is taken as true; subject: the node that requires.
inline constexpr std::string_view dependency = "dependency-unconfirmed";
/// Not known whether the vulnerability is exploited: counted as not; subject: the vulnerability.
inline constexpr std::string_view exploited = "vulnerability.known_exploited";
/// Part of a step's risk may lie after the end of the study (semantics §4.7); subject: the measure, kind:
/// the plan, value: until when.
inline constexpr std::string_view beyond_horizon = "may-end-beyond-horizon";
inline constexpr std::array all{new_at_start,      buffers_refill, silence,    pairs,         restart_scope,
                                availability_only, cost,           superseded, expired,       expires_within,
                                versions,          dependency,     exploited,  beyond_horizon};
}  // namespace rules

/// Sections whose objects may be marked `"assumption": true` (Assumption::kind is "stated").
namespace stated {
inline constexpr std::string_view requirement = "requirement";
inline constexpr std::string_view dependency = "dependency";
inline constexpr std::string_view reliability = "reliability";
inline constexpr std::string_view resource = "resource";
inline constexpr std::string_view service = "service";
inline constexpr std::string_view fallback = "fallback";
inline constexpr std::string_view measure = "measure";
inline constexpr std::string_view work = "work";
inline constexpr std::string_view failure = "failure";
inline constexpr std::string_view latent = "latent";
inline constexpr std::string_view remediates = "remediates";
inline constexpr std::string_view effect = "effect";
inline constexpr std::string_view statement = "statement";
inline constexpr std::string_view finding = "finding";
inline constexpr std::string_view study = "study";
inline constexpr std::array all{requirement, dependency, reliability, resource, service,
                                fallback,    measure,    work,        failure,  latent,
                                remediates,  effect,     statement,   finding,  study};
}  // namespace stated

}  // namespace hakyu::sim
