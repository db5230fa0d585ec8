// SCRAM's unit models (github.com/rakhimov/scram, input/), the monotone ones, as hospitals: P(A) = 0.1, P(B)
// = 0.2, P(C) = 0.3.

#include <gtest/gtest.h>

#include "tests/support/exact.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test {
namespace {

const std::vector<double> up{0.9, 0.8, 0.7};

/// P(the last service is not up).
double unavailability(const SystemBuilder& builder) {
  const sim::System system = builder.build();
  return expectation(system, up, [&](const Levels& levels) {
    return levels[system.services.back().node] == sim::Level::up ? 0.0 : 1.0;
  });
}

std::vector<sim::NodeIndex> three_components(SystemBuilder& builder) {
  std::vector<sim::NodeIndex> components;
  for (int i = 0; i < 3; ++i)
    components.push_back(
        builder.repairable(exponential(std::chrono::hours(9)), exponential(std::chrono::hours(1))));
  return components;
}

TEST(ScramUnitModels, AOrBOrC) {
  SystemBuilder builder(1);
  const auto components = three_components(builder);
  builder.require_all(builder.service(per_hour(0.0)), components);
  EXPECT_NEAR(unavailability(builder), 0.496, 1e-12);
}

TEST(ScramUnitModels, ABOrBC) {
  SystemBuilder builder(1);
  const auto components = three_components(builder);
  const auto service = builder.service(per_hour(0.0));
  builder.require(service, {components[0], components[1]}, 1);
  builder.require(service, {components[1], components[2]}, 1);
  EXPECT_NEAR(unavailability(builder), 0.074, 1e-12);
}

}  // namespace
}  // namespace hakyu::test
