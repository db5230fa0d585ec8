// Reads the fault trees of the Aralia collection, for tests and benchmarks only.
#pragma once

#include <string>
#include <vector>

#include "sim/exact/formula.hpp"

namespace hakyu::test {

struct FaultTree {
  sim::exact::Formula formula;
  sim::exact::Literal top;
  std::vector<double> probabilities;
};

/// Throws std::runtime_error if the file is not one of that collection.
FaultTree read_aralia(const std::string& path);

}  // namespace hakyu::test
