// How available services are, what brings them down and what matters most: text and JSON.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "models/diagnostic.hpp"
#include "sim/assumption.hpp"
#include "sim/exact/availability.hpp"
#include "sim/exact/structure.hpp"
#include "viz/json/documents.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// One thing that was asked about: a node of a hospital or the top of a fault tree.
struct AskedNode {
  std::string id;
  std::string name;                            ///< for people
  std::optional<sim::exact::Estimate> down;    ///< absent if refused
  std::optional<sim::exact::Estimate> not_up;  ///< absent if refused, or for fault trees
  std::vector<std::pair<sim::exact::Obstacle, std::string>> refused;  ///< why, and the name of the node
  /// Resources without failure data that would bring it down alone: ids, and names for people.
  std::vector<std::pair<std::string, std::string>> unstated;
  bool service = false;
  std::optional<sim::exact::Explanation> why;  ///< of being down
};

struct Availability {
  std::vector<AskedNode> nodes;
  std::vector<std::string> event_ids;
  std::vector<std::string> event_names;        ///< for people
  std::vector<double> probabilities;           ///< per event
  std::optional<sim::exact::OutOf> fell_back;  ///< why some nodes were drawn at random
  sim::exact::BuildStatistics statistics;
  double seconds = 0.0;
  std::uint64_t worlds = 0;  ///< drawn for the nodes without an exact answer; 0 if there are none
  double confidence = 0.95;
  bool filters_ignored = false;                ///< although there are some that matter
  const sim::System* hospital = nullptr;       ///< none: a fault tree
  std::uint32_t deviates = 0;                  ///< events that count with the mean of a random deviate
  std::optional<sim::exact::Explanation> any;  ///< of "at least one of the nodes is down"
  sim::Assumptions assumptions;
};

/// `availability`: services with their probabilities, single and double faults in words, importances,
/// assumptions.
[[nodiscard]] std::string availability_text(const Availability& result, const Words& words);

/// Which nodes have no exact answer, why, and what to do instead; empty if all have one.
[[nodiscard]] std::string refusals_text(const Availability& result, const Words& words);

/// hakyu-availability/1. `head` carries what the inputs were (see documents.hpp).
[[nodiscard]] nlohmann::ordered_json availability_document(const Availability& result,
                                                           const std::vector<models::SourceFile>& files,
                                                           const Provenance& provenance);

}  // namespace hakyu::viz
