#include "sim/montecarlo/random.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tuple>

namespace hakyu::sim {
namespace {

TEST(StreamKey, IsPartOfTheResultsAndNeverChanges) {
  EXPECT_EQ(stream_key("resource", "ehr-db"), 0xDF9EDAEA6718DEC5ULL);
}

TEST(StreamKey, SeparatesKindsAndIds) {
  std::set<std::uint64_t> keys;
  for (int i = 0; i < 20'000; ++i)
    for (const char* kind : {"resource", "measure", "statement"})
      keys.insert(stream_key(kind, "n" + std::to_string(i)));
  EXPECT_EQ(keys.size(), 60'000U);
  EXPECT_NE(stream_key("a", "bc"), stream_key("ab", "c"));
}

TEST(Stream, DependsOnEveryPartOfItsKey) {
  std::set<std::tuple<std::uint32_t, std::uint32_t>> seen;
  const auto take = [&seen](std::uint64_t seed, std::uint32_t replication, std::uint64_t entity,
                            Purpose purpose, std::uint32_t index, std::uint32_t block) {
    const auto raw = Stream(seed, replication).raw(entity, purpose, index, block);
    seen.insert({raw[0], raw[1]});
  };
  take(1, 0, 5, Purpose::travel, 0, 0);
  take(2, 0, 5, Purpose::travel, 0, 0);
  take(1ULL << 32U, 0, 5, Purpose::travel, 0, 0);
  take(1, 1, 5, Purpose::travel, 0, 0);
  take(1, 0, 6, Purpose::travel, 0, 0);
  take(1, 0, 5, Purpose::rollback, 0, 0);
  take(1, 0, 5, Purpose::travel, 1, 0);
  take(1, 0, 5, Purpose::travel, 0, 1);
  EXPECT_EQ(seen.size(), 8U);
}

TEST(Stream, NumbersLieStrictlyInsideTheUnitInterval) {
  double sum = 0.0;
  const Stream stream(7, 3);
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const UniformPair u = stream.uniforms(9, Purpose::statement, i);
    ASSERT_GT(std::min(u.first, u.second), 0.0);
    ASSERT_LT(std::max(u.first, u.second), 1.0);
    sum += u.first + u.second;
  }
  EXPECT_NEAR(sum / 200'000, 0.5, 0.003);  // 4.6 standard errors
}

}  // namespace
}  // namespace hakyu::sim
