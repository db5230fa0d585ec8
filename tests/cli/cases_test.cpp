// Worked cases made with an independent reference; they are not part of the sources.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

namespace fs = std::filesystem;
using hakyu::test::hakyu;
using hakyu::test::read_file;
using nlohmann::json;

std::vector<std::string> cases(const std::string& prefix) {
  std::vector<std::string> found;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(fs::path(HAKYU_SOURCE_DIR) / "../shared/cases", absent)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) == 0 && name.find(".expected.") == std::string::npos)
      found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

json expected(const std::string& model) {
  return json::parse(read_file(fs::path(model).replace_extension(".expected.json")));
}

json result(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--json", "-", "--quiet"});
  const auto done = hakyu(arguments);
  EXPECT_EQ(done.status, 0) << done.err;
  return json::parse(done.out, nullptr, false);
}

std::vector<std::string> impact_of(const std::string& model, const json& want) {
  std::vector<std::string> arguments{"impact", model, "--down"};
  for (const json& id : want["down"]) arguments.push_back(id);
  return arguments;
}

TEST(Cases, ImpactForEver) {
  const auto models = cases("semantics-");
  if (models.empty()) GTEST_SKIP() << "the worked cases are not here";
  for (const std::string& model : models) {
    SCOPED_TRACE(model);
    const json want = expected(model);
    const json got = result(impact_of(model, want));
    EXPECT_EQ(got["levels"], want["levels"]);
    EXPECT_EQ(got["reduced_redundancy"], want["reduced_redundancy"]);
    for (const auto& [node, level] : want["levels"].items())
      EXPECT_EQ(got["because"].contains(node), level != "up") << node;
  }
}

TEST(Cases, ImpactOfLimitedLength) {
  const auto models = cases("semantics-");
  if (models.empty()) GTEST_SKIP() << "the worked cases are not here";
  for (const std::string& model : models) {
    SCOPED_TRACE(model);
    const json want = expected(model);
    auto arguments = impact_of(model, want);
    arguments.insert(arguments.end(), {"--for", want["for"]});
    EXPECT_EQ(result(arguments)["intervals"], want["intervals"]);
  }
}

TEST(Cases, SimulationOfOnePlan) {
  const auto models = cases("plan-");
  if (models.empty()) GTEST_SKIP() << "the worked cases are not here";
  for (const std::string& model : models) {
    SCOPED_TRACE(model);
    const json want = expected(model);
    const json got = result({"simulate", model, "--plan", want["plan"], "--replications", "3"});
    for (const auto& [service, figures] : want["services"].items())
      for (const auto& [name, value] : figures.items()) {
        const double is = got["services"][service][name]["mean"];
        const double should = value;
        EXPECT_LE(std::abs(is - should), 1e-9 * std::abs(should)) << service << " " << name << " is " << is;
      }
  }
}

}  // namespace
