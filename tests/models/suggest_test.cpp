#include "models/read/suggest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hakyu::models::reading {
namespace {

/// Optimal string alignment by its recursive definition, exponentially slow.
std::size_t slow(const std::string& a, const std::string& b, std::size_t i, std::size_t j) {
  if (i == 0) return j;
  if (j == 0) return i;
  std::size_t best = std::min(slow(a, b, i - 1, j) + 1, slow(a, b, i, j - 1) + 1);
  best = std::min(best, slow(a, b, i - 1, j - 1) + (a[i - 1] == b[j - 1] ? 0U : 1U));
  if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
    best = std::min(best, slow(a, b, i - 2, j - 2) + 1);
  return best;
}

RC_GTEST_PROP(EditDistance, EqualsTheDefinition, ()) {
  const auto word =
      rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc"))));
  const std::string a = *word;
  const std::string b = *word;
  const std::size_t exact = slow(a, b, a.size(), b.size());
  RC_ASSERT(edit_distance(a, b, 100) == exact);
  const auto limit = *rc::gen::inRange<std::size_t>(0, 5);
  RC_ASSERT(edit_distance(a, b, limit) == std::min(exact, limit + 1));
}

TEST(Nearest, FindsTheWordThatWasMeant) {
  const std::vector<std::string_view> keys{"runs_on", "requires", "restart", "reliability", "zone"};
  EXPECT_EQ(nearest("run_on", keys), "runs_on");
  EXPECT_EQ(nearest("Runs-On", keys), "runs_on");
  EXPECT_EQ(nearest("requries", keys), "requires");
  EXPECT_EQ(nearest("zon", keys), "zone");
}

TEST(Nearest, SaysNothingRatherThanNonsense) {
  EXPECT_EQ(nearest("colour", {"zone", "flow"}), "");
  EXPECT_EQ(nearest("", {"a"}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), {"xx"}), "");
}

}  // namespace
}  // namespace hakyu::models::reading
