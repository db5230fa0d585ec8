// Libraries that are loaded late are found, or it is said what is missing.
#include "models/import/late_library.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/diagnostic.hpp"

namespace hakyu::models::import {
namespace {

using testing::HasSubstr;

template <typename Action>
std::string problem(Action action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "library");
    return error.what();
  }
  return "";
}

TEST(LateLibrary, CallsAFunctionOfTheLibrary) {
  const LateLibrary mathematics("libm.so.6");
  EXPECT_EQ(mathematics.function<double(double)>("fabs")(-3.0), 3.0);
}

TEST(LateLibrary, SaysWhichLibraryIsMissing) {
  EXPECT_THAT(problem([] { const LateLibrary missing("libhakyu-no-such.so.9"); }),
              HasSubstr("libhakyu-no-such.so.9"));
}

TEST(LateLibrary, SaysWhichFunctionIsMissing) {
  const LateLibrary mathematics("libm.so.6");
  EXPECT_THAT(problem([&] { static_cast<void>(mathematics.function<void()>("no_such_function")); }),
              HasSubstr("no_such_function"));
}

}  // namespace
}  // namespace hakyu::models::import
