// What commands with exact answers have in common.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "sim/exact/limits.hpp"
#include "sim/system.hpp"

namespace hakyu::cli {

inline constexpr std::uint64_t usual_memory = 2048;  ///< MiB

/// Ends the command because a limit was reached before there was an answer.
[[noreturn]] void out_of_limits(const Program& program, sim::exact::OutOf what);

/// The nodes with these names, each once; all services if there are no names.
[[nodiscard]] std::vector<sim::NodeIndex> nodes_or_services(const Program& program, const sim::System& system,
                                                            const std::vector<std::string>& names);

}  // namespace hakyu::cli
