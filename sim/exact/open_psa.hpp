// Fault trees in the Open-PSA Model Exchange Format (MEF 2.0d): in, so that models of the field can be
// computed; out, so that others can check what we compute. Works on texts, never on files.
//
// Read are fault trees with components and roles, gates over nested formulas (and, or, not, xor, nand, nor,
// iff, imply, atleast, cardinality), house events, parameters, expressions that are constant at the mission
// time, and common cause groups. A random deviate counts with its mean, the point estimate of the standard;
// `FaultTree::deviates` says for how many events. What would change the answer and is not understood
// (substitutions, extern functions, tests of event trees) is an error; event trees themselves are passed
// over with a warning.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"
#include "sim/exact/formula.hpp"

namespace hakyu::sim::exact {

/// A formula whose events and roots have names.
struct FaultTree {
  Formula formula;
  std::vector<std::string> event_names;  ///< per event; "fault-tree.component.name" if it is private
  std::vector<double> probabilities;     ///< per event, in [0, 1]
  std::vector<std::string> top_names;
  std::vector<Literal> tops;
  std::uint32_t deviates = 0;  ///< events whose probability rests on the mean of a random deviate
};

struct XmlText {
  std::string file;  ///< for diagnostics only
  std::string_view text;
};

struct OpenPsaOptions {
  double mission_time = 8760.0;     ///< hours; what <system-mission-time/> stands for
  std::vector<std::string> tops{};  ///< gates to compute; empty: the one gate that no other refers to
  std::uint64_t memory = 1 << 30;   ///< bytes that reading may take at most (estimated before it begins)
};

struct OpenPsaResult {
  std::optional<FaultTree> tree;  ///< absent if there are errors
  models::Diagnostics diagnostics;
};

/// Reads one model from one or several texts. All problems are diagnostics with line and column (codes:
/// open_psa_codes.hpp); nothing recurses, so nesting cannot exhaust the stack. Only what the tops need gets
/// into the formula; its events are numbered as met depth first. Complexity: linear in the size of the
/// texts and of the common cause combinations.
[[nodiscard]] OpenPsaResult read_open_psa(std::span<const XmlText> texts, const OpenPsaOptions& options = {});

/// The part of `tree` that its tops need as an MEF document of one fault tree. Names that the format does
/// not allow are changed, the original is kept as label. Every top is a gate that no other gate refers to.
/// Accepted by SCRAM 0.16. Pre-condition: names, probabilities and tops fit the formula.
[[nodiscard]] std::string to_open_psa(const FaultTree& tree, std::string_view name);

}  // namespace hakyu::sim::exact
