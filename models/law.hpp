// Probability laws of durations.
#pragma once

#include <variant>
#include <vector>

#include "models/units.hpp"

namespace hakyu::models {

struct Constant {
  Seconds value{};
  friend bool operator==(const Constant&, const Constant&) = default;
};
struct Uniform {
  Seconds low{}, high{};
  friend bool operator==(const Uniform&, const Uniform&) = default;
};
struct Triangular {
  Seconds min{}, mode{}, max{};
  friend bool operator==(const Triangular&, const Triangular&) = default;
};
/// Beta law on [min, max] with shape 1 + 4 (mode − min)/(max − min) and 1 + 4 (max − mode)/(max − min).
struct Pert {
  Seconds min{}, mode{}, max{};
  friend bool operator==(const Pert&, const Pert&) = default;
};
struct Exponential {
  Seconds mean{};
  friend bool operator==(const Exponential&, const Exponential&) = default;
};
/// Given by its median and its 95 % point (p95 > median).
struct LogNormal {
  Seconds median{}, p95{};
  friend bool operator==(const LogNormal&, const LogNormal&) = default;
};
struct Weibull {
  Seconds scale{};
  double shape = 1.0;
  friend bool operator==(const Weibull&, const Weibull&) = default;
};
/// Sum of k exponential phases with the given total mean.
struct Erlang {
  Seconds mean{};
  int k = 1;
  friend bool operator==(const Erlang&, const Erlang&) = default;
};
/// Every listed value with the same probability.
struct Empirical {
  std::vector<Seconds> values;
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

/// Law of a duration as the model file states it.
using Law =
    std::variant<Constant, Uniform, Triangular, Pert, Exponential, LogNormal, Weibull, Erlang, Empirical>;

}  // namespace hakyu::models
