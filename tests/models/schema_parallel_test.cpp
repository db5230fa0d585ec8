// A large file is validated by every core: the result is that of one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/read/schema_gate.hpp"

namespace hakyu::models::reading {
namespace {

constexpr std::size_t zones = 12'000;

/// Zones of which every `stride`-th has no id.
std::string file_of_zones(std::size_t stride) {
  std::string text = R"({"format": "hakyu/1", "zones": [)";
  for (std::size_t i = 0; i < zones; ++i) {
    if (i > 0) text += ",\n";
    text += i % stride == 0 ? "{}" : R"({"id": "z)" + std::to_string(i) + "\"}";
  }
  return text + "]}";
}

TEST(SchemaGateParallel, EveryRefusedItemIsReportedInTheOrderOfTheFile) {
  constexpr std::size_t stride = 997;
  const std::string text = file_of_zones(stride);
  Report report;
  Tree tree;
  ASSERT_TRUE(parse(text, tree, report));
  SchemaCheck(Value(tree, 0)).finish(report);
  std::vector<std::string> found, expected;
  for (const Diagnostic& each : std::move(report).finish()) found.push_back(each.pointer);
  for (std::size_t i = 0; i < zones; i += stride) expected.push_back("/zones/" + std::to_string(i));
  EXPECT_EQ(found, expected);
}

TEST(SchemaGateParallel, WhatIsNotAskedForIsLeft) {
  const std::string text = file_of_zones(2);
  Report report;
  Tree tree;
  ASSERT_TRUE(parse(text, tree, report));
  { const SchemaCheck abandoned(Value(tree, 0)); }
  EXPECT_TRUE(std::move(report).finish().empty());
}

}  // namespace
}  // namespace hakyu::models::reading
