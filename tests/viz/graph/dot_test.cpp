// DOT and pictures: deterministic, escaped, readable without colour, within limits.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>

#include <pugixml.hpp>

#include "sim/plans/plan_state.hpp"
#include "tests/viz/graph/hospital.hpp"
#include "viz/graph/escape.hpp"
#include "viz/graph/graph.hpp"
#include "viz/graph/process.hpp"

namespace hakyu::viz {
namespace {

using models::Language;
using models::Level;

struct Svg {
  pugi::xml_document document;
  std::string text, links, titles;
  bool scripts = false;
};

void collect(const pugi::xml_node& node, Svg& svg) {
  const std::string name = node.name();
  if (name == "script" || name == "foreignObject" || name == "image") svg.scripts = true;
  if (name == "text") svg.text += std::string(node.text().get()) + "\n";
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string key = attribute.name();
    if (key == "xlink:href" || key == "href") svg.links += std::string(attribute.value()) + "\n";
    if (key == "xlink:title") svg.titles += std::string(attribute.value()) + "\n";
    if (key.starts_with("on")) svg.scripts = true;
  }
  for (const pugi::xml_node& child : node.children()) collect(child, svg);
}

std::unique_ptr<Svg> parsed(const RenderResult& result) {
  auto svg = std::make_unique<Svg>();
  EXPECT_TRUE(result.ok()) << result.messages;
  const pugi::xml_parse_result read = svg->document.load_string(result.picture.c_str(), pugi::parse_full);
  EXPECT_TRUE(read) << read.description();
  collect(svg->document, *svg);
  return svg;
}

GraphOptions outage(const sim::System& system, std::initializer_list<const char*> down) {
  GraphOptions options;
  std::vector<sim::Limit> limits;
  for (const char* id : down) limits.push_back({system.node_of.at(id), Level::down});
  show(options, system, limits, sim::impact(system, limits));
  return options;
}

TEST(Dot, IsTheSameEveryTime) {
  const sim::System system = test::small_hospital();
  const GraphOptions options = outage(system, {"db-a"});
  const std::string first = dot(system, options);
  EXPECT_EQ(dot(system, options), first);
  EXPECT_EQ(dot(test::small_hospital(), options), first);
  EXPECT_NE(dot(system, GraphOptions{}), first);
}

TEST(Dot, IsWhatLibcgraphReadsBack) {
  const sim::System system = test::wide_hospital(12, 10);
  for (const std::size_t most : {0U, 40U, 1000U}) {
    GraphOptions options = outage(system, {"s3"});
    options.max_nodes = most;
    const std::string text = dot(system, options);
    std::size_t markup = 0;
    for (std::size_t at = text.find("=<"); at != std::string::npos; at = text.find("=<", at + 1)) ++markup;
    EXPECT_EQ(markup, 1U) << "the legend is the only HTML-like label";
    EXPECT_EQ(text.find("\n\t<"), std::string::npos) << "no name is markup";
  }
}

TEST(Dot, LevelsShowBySignBorderAndColour) {
  const sim::System system = test::small_hospital();
  const auto svg = parsed(render(dot(system, outage(system, {"db-a", "printer"})), Format::svg));
  EXPECT_NE(svg->text.find("✕ データベース1号機"), std::string::npos) << svg->text;
  EXPECT_NE(svg->text.find("▲ 電子カルテ"), std::string::npos) << svg->text;
  EXPECT_NE(svg->text.find("✕ printer"), std::string::npos);
  EXPECT_NE(svg->text.find("● 無停電電源"), std::string::npos);
  EXPECT_NE(svg->text.find("1/2"), std::string::npos) << "the quorum";
  EXPECT_NE(svg->text.find("凡例"), std::string::npos);
  EXPECT_NE(svg->text.find("小さな病院"), std::string::npos);
  EXPECT_NE(svg->text.find("(廃止)"), std::string::npos);
  EXPECT_NE(svg->titles.find("製品: ACME X<1>"), std::string::npos) << svg->titles;
  EXPECT_NE(svg->titles.find("保守: 深山電機"), std::string::npos);
  EXPECT_NE(svg->titles.find("10分までは継続可"), std::string::npos) << "buffers are in the tooltip";
}

TEST(Dot, ALossThatComesFromANumberIsExplained) {
  const sim::System system = test::wide_hospital(12, 10);
  const std::string lost = dot(system, outage(system, {"net"}));
  EXPECT_NE(lost.find("✕①"), std::string::npos);
  EXPECT_NE(lost.find("この番号のものから影響が伝わる"), std::string::npos);
  EXPECT_EQ(dot(system, GraphOptions{}).find("この番号のものから影響が伝わる"), std::string::npos);
}

TEST(Dot, TheLegendOfALargePictureIsLarger) {
  const auto legend_size = [](const sim::System& system) {
    const std::string svg = render(dot(system, GraphOptions{}), Format::svg).picture;
    const std::string key = "font-size=\"";
    return std::stod(svg.substr(svg.rfind(key, svg.find("凡例</text>")) + key.size()));
  };
  EXPECT_EQ(legend_size(test::small_hospital()), 12.0);
  EXPECT_GT(legend_size(test::wide_hospital(12, 10)), 17.0);
}

TEST(Dot, ReducedRedundancyIsNeitherUpNorDown) {
  const sim::System system = test::small_hospital();
  const auto svg = parsed(render(dot(system, outage(system, {"db-a"})), Format::svg));
  EXPECT_NE(svg->text.find("◐ 電子カルテ"), std::string::npos) << svg->text;
  EXPECT_NE(svg->text.find("片系運転"), std::string::npos) << "in the legend";
}

GraphOptions importances(const sim::System& system) {
  GraphOptions options;
  options.importance.resize(system.graph.size());
  const auto set = [&](const char* id, double birnbaum, bool alone, bool stated) {
    options.importance[system.node_of.at(id)] = sim::exact::NodeImportance{birnbaum, alone, stated};
  };
  set("ups", 0.9, true, true);
  set("dns", 1.0, true, false);
  set("db-a", 0.01, false, true);
  set("db-b", 0.003, false, false);
  set("printer", 0.0, false, true);
  options.importance_of = {system.node_of.at("outpatient")};
  return options;
}

TEST(Dot, ImportanceShowsByTheWeightOfTheBorderAndBySigns) {
  const sim::System system = test::small_hospital();
  const GraphOptions options = importances(system);
  const auto svg = parsed(render(dot(system, options), Format::svg));
  for (const char* part : {"◆ 無停電電源", "◇ dns", "▶ 外来", "枠の太さ=バーンバウム重要度",
                           "単一障害点(これ一つの故障で停止)", "故障データなし"})
    EXPECT_NE(svg->text.find(part), std::string::npos) << part << "\n" << svg->text;
  for (const char* part : {"バーンバウム重要度: 0.9", "バーンバウム重要度: 0.01",
                           "単一障害点: これ一つの故障で停止", "自らは故障しないものとして計算"})
    EXPECT_NE(svg->titles.find(part), std::string::npos) << part << "\n" << svg->titles;
  const std::string text = dot(system, options);
  EXPECT_NE(text.find("penwidth=4.4"), std::string::npos) << "0.01 is half way between 0.0001 and 1";
  EXPECT_NE(text.find("penwidth=8.0"), std::string::npos);
}

TEST(Dot, GroupsCountTheirSinglePointsOfFailure) {
  const sim::System system = test::small_hospital();
  GraphOptions options = importances(system);
  options.max_nodes = 0;
  const auto svg = parsed(render(dot(system, options), Format::svg));
  EXPECT_NE(svg->text.find("単一障害点 2"), std::string::npos) << svg->text;
}

TEST(Dot, ImportancesOfAnotherSystemAreAnError) {
  GraphOptions options;
  options.importance.resize(3);
  EXPECT_THROW((void)dot(test::small_hospital(), options), models::Error);
}

TEST(Dot, SpeaksEnglish) {
  const sim::System system = test::small_hospital();
  GraphOptions options = outage(system, {"db-a"});
  options.language = Language::en;
  const auto svg = parsed(render(dot(system, options), Format::svg));
  EXPECT_NE(svg->text.find("✕ Database A"), std::string::npos);
  EXPECT_NE(svg->text.find("Legend"), std::string::npos);
  for (const char c : svg->text)
    ASSERT_NE(static_cast<unsigned char>(c), 0xE3U) << "kana in an English picture";
}

TEST(Dot, NamesFromAModelStayText) {
  const std::string evil =
      R"(<b>x</b>\\N \"] n [URL=\"javascript:1\"] </svg><script>alert(1)</script> &lt;i&gt; \u001b[2J \u202Ez)";
  const sim::System system = test::system_of(R"({"format": "hakyu/1", "title": ")" + evil +
                                             R"(", "study": {"start": "2026-12-06T00:00", "horizon": "7d"},
      "zones": [{"id": "z", "name": ")" + evil +
                                             R"("}],
      "resources": [{"id": "a", "kind": "server", "zone": "z", "name": ")" +
                                             evil + R"(", "maker": ")" + evil + R"("}],
      "services": [{"id": "s", "name": ")" + evil +
                                             R"(", "requires": ["a"], "demand": {"rate": "1/h"}}]})");
  GraphOptions options = outage(system, {"a"});
  options.notes.push_back(system.model->resources[0].name.plain);
  options.link_prefix = "#node-";
  for (const Grouping by : {Grouping::zone, Grouping::vendor, Grouping::system}) {
    options.by = by;
    const auto svg = parsed(render(dot(system, options), Format::svg));
    EXPECT_FALSE(svg->scripts);
    EXPECT_NE(svg->text.find("<b>x</b>\\N"), std::string::npos) << svg->text;
    EXPECT_NE(svg->text.find("&lt;i&gt;"), std::string::npos) << svg->text;
    EXPECT_NE(svg->titles.find("</svg><script>alert(1)</script>"), std::string::npos);
    EXPECT_EQ(svg->links.find("javascript"), std::string::npos) << svg->links;
    EXPECT_NE(svg->links.find("#node-a"), std::string::npos);
  }
  options.max_nodes = 0;
  EXPECT_FALSE(parsed(render(dot(system, options), Format::svg))->scripts) << "as a group";
}

TEST(Dot, LinksThatCouldRunScriptsAreIgnored) {
  for (const char* good :
       {"#node-", "report.html#", "https://example.org/", "HTTP://x/", "../a:b", "mailto:x"})
    EXPECT_TRUE(harmless_link(good)) << good;
  for (const char* bad : {"javascript:", "JavaScript:alert(1)//", " javascript:", "java\nscript:",
                          "data:text/html,", "vbscript:", "file:///etc", "\"><script>", "x:y"})
    EXPECT_FALSE(harmless_link(bad)) << bad;
  const sim::System system = test::small_hospital();
  GraphOptions options;
  options.link_prefix = "javascript:alert(1)//";
  EXPECT_EQ(dot(system, options).find("URL"), std::string::npos);
}

TEST(Dot, LongNamesAreWrapped) {
  EXPECT_EQ(wrapped_label("電子カルテデータベース", 18), "電子\\nカルテデータベース");
  EXPECT_EQ(wrapped_label("alpha beta gamma", 12), "alpha beta\\ngamma");
  EXPECT_EQ(wrapped_label("a\\nb", 12), "a\\\\nb");
  EXPECT_EQ(wrapped_label("one two three", 8, 'l'), "one two\\lthree");
  EXPECT_EQ(wrapped_label("電子カルテ（閲覧）", 16), "電子カルテ\\n（閲覧）")
      << "a bracket does not begin a line";
  EXPECT_EQ(wrapped_label("", 8), "");
}

TEST(PlanState, FollowsThePlan) {
  const sim::System system = test::small_hospital();
  const sim::CompiledPlan& plan = system.plans[system.plan_of.at("p")];
  const auto level = [&](sim::Time at, const char* id) {
    return sim::levels_at(system, plan, at).impact.levels[system.node_of.at(id)];
  };
  constexpr sim::Time hour = 3600;
  EXPECT_EQ(level(2 * hour - 1, "db-a"), Level::up);
  EXPECT_EQ(level(2 * hour, "db-a"), Level::down);
  EXPECT_EQ(level(2 * hour, "ehr"), Level::up) << "the other database is there";
  EXPECT_EQ(level(3 * hour, "db-a"), Level::up) << "downtime is one hour of the two of work";
  EXPECT_EQ(sim::levels_at(system, plan, 3 * hour).in_work.size(), 1U);
  EXPECT_EQ(level(6 * hour, "printer"), Level::up);
  EXPECT_EQ(level(6 * hour + 1800, "printer"), Level::degraded);
  EXPECT_EQ(level(6 * hour + 1800, "ehr"), Level::degraded);
  EXPECT_EQ(level(9 * hour, "printer"), Level::up) << "withdrawn";
  EXPECT_EQ(sim::levels_at(system, plan, 9 * hour).in_force.size(), 1U) << "the patch stays";
  const std::vector<sim::Time> times = sim::change_times(system, plan);
  for (const sim::Time t : {2 * hour, 3 * hour, 4 * hour, 6 * hour + 1800, 9 * hour})
    EXPECT_NE(std::find(times.begin(), times.end(), t), times.end()) << t;
}

TEST(Rendering, MakesAllFormats) {
  const sim::System system = test::small_hospital();
  const std::string text = dot(system, GraphOptions{});
  EXPECT_TRUE(render(text, Format::png).picture.starts_with("\x89PNG"));
  const RenderResult pdf = render(text, Format::pdf);
  EXPECT_TRUE(pdf.picture.starts_with("%PDF"));
  EXPECT_NE(pdf.picture.find("/CreationDate (D:20000101000000"), std::string::npos)
      << "no time of making inside";
  EXPECT_EQ(render(text, Format::pdf).picture, pdf.picture);
  EXPECT_EQ(render(text, Format::svg).picture, render(text, Format::svg).picture);
}

TEST(Rendering, ReportsWhatWentWrong) {
  RenderLimits limits;
  limits.program = "no-such-program-anywhere";
  EXPECT_EQ(render("digraph {}", Format::svg, limits).problem, RenderProblem::no_program);
  const RenderResult syntax = render("this is not DOT", Format::svg);
  EXPECT_EQ(syntax.problem, RenderProblem::failed);
  EXPECT_TRUE(syntax.picture.empty());
  RenderLimits small;
  small.memory = 60'000'000;
  EXPECT_EQ(render("digraph { a -> b }", Format::svg, small).problem, RenderProblem::failed);
  RenderLimits little;
  little.output = 100;
  EXPECT_EQ(render("digraph { a -> b }", Format::svg, little).problem, RenderProblem::failed);
}

TEST(Rendering, EndsAChildThatTakesTooLong) {
  ProcessLimits limits;
  limits.time = std::chrono::milliseconds(200);
  const auto start = std::chrono::steady_clock::now();
  const ProcessResult slow = run_process({"sleep", "60"}, std::string(10'000'000, 'x'), limits);
  EXPECT_EQ(slow.end, ProcessResult::End::timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Rendering, EndsAChildThatComputesTooLong) {
  ProcessLimits limits;
  limits.processor = std::chrono::seconds(1);
  const ProcessResult busy = run_process({"sh", "-c", "while :; do :; done"}, "", limits);
  EXPECT_EQ(busy.end, ProcessResult::End::timed_out);
}

TEST(Rendering, PassesLargeTextsBothWays) {
  const std::string text(5'000'000, 'y');
  const ProcessResult echo = run_process({"cat"}, text, {});
  EXPECT_EQ(echo.end, ProcessResult::End::exited);
  EXPECT_EQ(echo.output, text);
  const ProcessResult deaf = run_process({"true"}, text, {});
  EXPECT_EQ(deaf.end, ProcessResult::End::exited) << "a child that does not read is no error";
}

// A program in place of dot that fails for everything but collapsed pictures.
class Stubborn {
 public:
  Stubborn() : path_(std::filesystem::temp_directory_path() / "hakyu-test-stubborn-dot") {
    std::ofstream(path_) << "#!/bin/sh\ninput=$(cat)\ncase $input in *'" << mark
                         << "'*) echo picture;; *) exit 3;; esac\n";
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
  }
  ~Stubborn() { std::filesystem::remove(path_); }
  Stubborn(const Stubborn&) = delete;
  Stubborn& operator=(const Stubborn&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }
  static constexpr const char* mark = "\"group 0\"";

 private:
  std::filesystem::path path_;
};

TEST(Rendering, FallsBackUntilItWorks) {
  const sim::System system = test::wide_hospital(12, 10);
  const Stubborn program;
  RenderLimits limits;
  limits.program = program.path();
  const RenderResult result = draw(system, GraphOptions{}, Format::svg, limits);
  EXPECT_TRUE(result.ok()) << result.messages;
  EXPECT_EQ(result.detail, Detail::collapsed);
  const RenderResult easy = draw(system, GraphOptions{}, Format::svg);
  EXPECT_TRUE(easy.ok());
  EXPECT_EQ(easy.detail, Detail::full);
}

}  // namespace
}  // namespace hakyu::viz
