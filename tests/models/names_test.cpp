#include "models/names.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/model.hpp"

namespace hakyu::models {
namespace {

template <class E>
class Names : public testing::Test {};

using Enumerations =
    testing::Types<Level, DayKind, Failures, PartyKind, Patching, RoleKind, Phase, RequirementKind,
                   ResourceKind, Ages, Usable, Procurement, ImpactClass, FindingStatus, MeasureKind,
                   Treatment, Verified, ChangeKind, RestartScope, AfterDefect, Says, Warranty>;
TYPED_TEST_SUITE(Names, Enumerations);

TYPED_TEST(Names, AreUniqueAndCoverEveryValueFromZero) {
  std::set<std::string_view> seen;
  std::set<int> values;
  for (const Word<TypeParam>& word : words<TypeParam>()) {
    EXPECT_TRUE(seen.insert(word.name).second) << word.name;
    values.insert(static_cast<int>(word.value));
  }
  ASSERT_FALSE(values.empty());
  EXPECT_EQ(*values.begin(), 0);
  EXPECT_EQ(*values.rbegin(), static_cast<int>(values.size()) - 1) << "a value in between has no word";
}

TYPED_TEST(Names, ReadBack) {
  for (const Word<TypeParam>& word : words<TypeParam>()) {
    const auto read = value_of<TypeParam>(word.name);
    EXPECT_EQ(read.has_value(), word.use != WordUse::internal) << word.name;
    EXPECT_EQ(read.value_or(word.value), word.value) << word.name;
    if (word.use != WordUse::alias) {
      EXPECT_EQ(name(word.value), word.name);
    }
  }
  EXPECT_FALSE(value_of<TypeParam>("no such word"));
}

TEST(NamesOfScopes, AcceptServiceForVulnerableComponent) {
  EXPECT_EQ(value_of<RestartScope>("service"), RestartScope::vulnerable_component);
  EXPECT_EQ(name(RestartScope::vulnerable_component), "vulnerable_component");
  EXPECT_EQ(value_of<ImpactClass>("II"), ImpactClass::II);
}

}  // namespace
}  // namespace hakyu::models
