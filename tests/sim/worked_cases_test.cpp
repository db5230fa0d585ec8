// Worked cases of the semantics, written with another program: levels, reduced redundancy and the course of
// an outage. Each is computed twice: by the program from the file, and by the slow reference of these tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "models/read/read.hpp"
#include "sim/levels/impact.hpp"
#include "tests/reference/reference.hpp"

namespace hakyu::sim {
namespace {

using Json = nlohmann::json;
using Spans = std::map<std::string, std::vector<LevelSpan>>;

std::filesystem::path folder() { return std::filesystem::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "cases"; }

std::vector<std::string> names() {
  std::vector<std::string> result;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder(), absent)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("semantics-") && name.ends_with(".expected.json"))
      result.push_back(name.substr(0, name.size() - std::string(".expected.json").size()));
  }
  std::sort(result.begin(), result.end());
  if (result.empty()) result.emplace_back("absent");
  return result;
}

int number_of(const std::string& level) { return level == "down" ? 0 : level == "degraded" ? 1 : 2; }

Time seconds(const std::string& text) {  // the cases use minutes and hours only
  const Time value = std::stoll(text);
  return text.ends_with('h') ? value * 3600 : value * 60;
}

/// What a case expects.
struct Expected {
  std::vector<std::string> down;
  std::map<std::string, Level> levels;
  std::set<std::string> reduced_redundancy;
  Time duration = 0;
  Spans intervals;
};

Json parse(const std::filesystem::path& path) {
  std::ifstream file(path);
  return Json::parse(file);
}

Expected expected(const std::string& name) {
  const Json json = parse(folder() / (name + ".expected.json"));
  Expected result;
  result.down = json.at("down").get<std::vector<std::string>>();
  for (const auto& [id, level] : json.at("levels").items()) result.levels[id] = Level(number_of(level));
  result.reduced_redundancy = json.at("reduced_redundancy").get<std::set<std::string>>();
  result.duration = seconds(json.at("for"));
  for (const auto& [id, spans] : json.at("intervals").items())
    for (const Json& span : spans)
      result.intervals[id].push_back({span.at("from"), span.at("to"), Level(number_of(span.at("level")))});
  return result;
}

class WorkedCase : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (GetParam() == "absent") GTEST_SKIP() << "no folder of worked cases";
    want = expected(GetParam());
  }
  Expected want;
};

System compiled(const std::string& name) {
  models::Diagnostics problems;
  const models::ReadResult read = models::read(models::load({folder() / (name + ".json")}, problems));
  EXPECT_FALSE(has_errors(problems));
  EXPECT_FALSE(has_errors(read.diagnostics));
  CompileResult result = compile(std::make_shared<const models::Model>(read.model));
  EXPECT_TRUE(result.system.has_value());
  return std::move(result.system).value();
}

std::vector<Limit> limits_of(const System& system, const std::vector<std::string>& down) {
  std::vector<Limit> limits;
  for (const std::string& id : down) limits.push_back({system.node_of.at(id), Level::down});
  return limits;
}

TEST_P(WorkedCase, LevelsAndRedundancyForEver) {
  const System system = compiled(GetParam());
  const StaticImpact found = impact(system, limits_of(system, want.down));
  ASSERT_EQ(found.levels.size(), want.levels.size());
  for (std::size_t v = 0; v < found.levels.size(); ++v)
    EXPECT_EQ(found.levels[v], want.levels.at(system.node_ids[v])) << system.node_ids[v];
  std::set<std::string> reduced;
  for (const RedundancyLoss& loss : found.reduced_redundancy) reduced.insert(system.node_ids[loss.node]);
  EXPECT_EQ(reduced, want.reduced_redundancy);
}

TEST_P(WorkedCase, CourseOfTheOutage) {
  const System system = compiled(GetParam());
  const TimedImpact found = impact_for(system, limits_of(system, want.down), want.duration);
  Spans spans;
  for (std::size_t v = 0; v < found.intervals.size(); ++v)
    if (!found.intervals[v].empty()) spans[system.node_ids[v]] = found.intervals[v];
  EXPECT_EQ(spans, want.intervals);
}

/// The case as the reference reads it: minutes are its ticks.
struct ByReference {
  reference::System system;
  std::vector<std::string> ids;
  std::map<std::string, int> node;

  explicit ByReference(const Json& json) {
    for (const char* section : {"resources", "services"})
      for (const Json& object : json.at(section)) {
        node[object.at("id")] = static_cast<int>(ids.size());
        ids.push_back(object.at("id"));
      }
    for (const char* section : {"resources", "services"})
      for (const Json& object : json.at(section)) {
        auto& needs = system.needs.emplace_back();
        if (object.contains("requires"))
          for (const Json& need : object.at("requires")) needs.push_back(requirement(need));
      }
  }

  [[nodiscard]] reference::Requirement requirement(const Json& json) const {
    if (json.is_string()) return {{node.at(json)}, 1, 1, 0, 0, 0, {}};
    reference::Requirement r;
    for (const char* list : {"all_of", "any_of", "of"})
      if (json.contains(list))
        for (const Json& id : json.at(list)) r.of.push_back(node.at(id));
    r.k_up = json.contains("all_of") ? static_cast<int>(r.of.size()) : json.value("at_least", 1);
    r.k_degraded = json.value("degraded_at_least", r.k_up);
    r.on_loss = number_of(json.value("on_loss", "down"));
    r.holdover = static_cast<int>(seconds(json.value("holdover", "0m")) / 60);
    r.recovery = static_cast<int>(seconds(json.value("recovery", "0m")) / 60);
    return r;
  }
};

Spans spans_of(const ByReference& by, const reference::History& history) {
  Spans result;
  for (std::size_t v = 0; v < by.ids.size(); ++v) {
    int before = 2;
    for (std::size_t t = 0; t < history.size(); ++t) {
      const int level = history[t][v];
      if (level == before) continue;
      const Time at = static_cast<Time>(t) * 60;
      if (before < 2) result[by.ids[v]].back().to = at;
      if (level < 2) result[by.ids[v]].push_back({at, -1, Level(level)});
      before = level;
    }
  }
  return result;
}

TEST_P(WorkedCase, TheReferenceAgrees) {
  const ByReference by(parse(folder() / (GetParam() + ".json")));
  reference::Levels limited(by.ids.size(), 2);
  for (const std::string& id : want.down) limited[static_cast<std::size_t>(by.node.at(id))] = 0;
  const reference::Levels levels = reference::greatest(by.system, limited);
  for (std::size_t v = 0; v < levels.size(); ++v) EXPECT_EQ(Level(levels[v]), want.levels.at(by.ids[v]));
  std::set<std::string> reduced;
  for (int v : reference::reduced_redundancy(by.system, levels))
    reduced.insert(by.ids[static_cast<std::size_t>(v)]);
  EXPECT_EQ(reduced, want.reduced_redundancy);

  constexpr std::size_t after = 1200;  // minutes, by which everything is up again
  reference::History intrinsic(static_cast<std::size_t>(want.duration / 60), limited);
  intrinsic.resize(intrinsic.size() + after, reference::Levels(by.ids.size(), 2));
  EXPECT_EQ(spans_of(by, reference::over_time(by.system, intrinsic)), want.intervals);
}

INSTANTIATE_TEST_SUITE_P(All, WorkedCase, ::testing::ValuesIn(names()), [](const auto& parameter) {
  std::string name = parameter.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace hakyu::sim
