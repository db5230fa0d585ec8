#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/diagnostic_codes.hpp"
#include "models/merge.hpp"
#include "models/names.hpp"
#include "tests/models/everything.hpp"
#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

void expect_identity(const std::vector<Document>& documents) {
  const ReadResult first = read(documents);
  ASSERT_FALSE(has_errors(first.diagnostics)) << describe_all(first.diagnostics);
  const std::vector<Document> written = write(first.model);
  ASSERT_EQ(written.size(), documents.size());
  const ReadResult second = read(written);
  EXPECT_FALSE(has_errors(second.diagnostics)) << describe_all(second.diagnostics) << written[0].text;
  EXPECT_EQ(second.model, first.model) << written[0].text;
  const std::vector<Document> again = write(second.model);
  for (std::size_t i = 0; i < written.size(); ++i) EXPECT_EQ(again[i].text, written[i].text) << "canonical";
}

TEST(RoundTrip, IsIdentityForEveryKeyOfTheFormat) {
  expect_identity({{"hospital.json", std::string(everything)}, {"vendor.json", std::string(from_vendor)}});
  expect_identity({{"vendor.json", std::string(from_vendor)}, {"hospital.json", std::string(everything)}});
}

TEST(RoundTrip, IsIdentityForTheScenarios) {
  for (const char* name : {"clinic", "general-hospital"}) {
    Diagnostics found;
    const auto documents = load({std::string(HAKYU_SOURCE_DIR) + "/scenarios/" + name}, found);
    if (!documents.empty()) expect_identity(documents);
  }
}

TEST(RoundTrip, HolidaysOfSeveralFilesAreKeptButMovedToTheFirst) {
  const ReadResult read_once = read(
      {{"a.json",
        R"({"format": "hakyu/1", "from": "h", "parties": [{"id": "h", "kind": "hospital"}, {"id": "v", "kind": "vendor"}],
              "calendar": {"holidays": ["2026-12-29"]}})"},
       {"b.json", R"({"format": "hakyu/1", "from": "v", "calendar": {"holidays": ["2026-12-30"]}})"}});
  ASSERT_FALSE(has_errors(read_once.diagnostics)) << describe_all(read_once.diagnostics);
  const std::vector<Document> written = write(read_once.model);
  EXPECT_NE(written.at(0).text.find("2026-12-30"), std::string::npos) << "a bare date has no file of its own";
  EXPECT_EQ(written.at(1).text.find("holidays"), std::string::npos);
  EXPECT_NE(written.at(1).text.find(R"("from": "v")"), std::string::npos)
      << "what has a file keeps its author";
  const ReadResult again = read(written);
  EXPECT_EQ(again.model, read_once.model);
}

TEST(RoundTrip, WritesEveryObjectBackToItsFile) {
  const ReadResult result =
      read({{"hospital.json", std::string(everything)}, {"vendor.json", std::string(from_vendor)}});
  const std::vector<Document> written = write(result.model);
  EXPECT_NE(written.at(1).text.find("vendor-fix"), std::string::npos);
  EXPECT_EQ(written.at(0).text.find("\"vendor-fix\""), std::string::npos);
  EXPECT_NE(written.at(1).text.find("the vendor's view"), std::string::npos);
}

TEST(RoundTrip, SeveralFilesMayDescribeOneVulnerability) {
  const std::vector<Document> files{
      {"hospital.json", R"({"format": "hakyu/1", "from": "h", "parties": [{"id": "h", "kind": "hospital"}],
        "resources": [{"id": "pacs", "kind": "server"}],
        "vulnerabilities": [{"id": "CVE-2025-1", "title": {"ja": "PACSの件"}, "kev": false, "source": "電話"}],
        "findings": [{"vulnerability": "CVE-2025-1", "resource": "pacs", "status": "affected"}]})"},
      {"imported.json", R"({"format": "hakyu/1",
        "vulnerabilities": [{"id": "CVE-2025-1", "epss": 0.5, "kev": "2025-03-01", "source": "CISA"}]})"}};
  const ReadResult first = read(files);
  ASSERT_TRUE(first.diagnostics.empty()) << describe_all(first.diagnostics);
  ASSERT_EQ(first.model.vulnerabilities.size(), 2U) << "each stays with its author";
  EXPECT_EQ(first.model.author(first.model.vulnerabilities[0].annotation.origin), "h");
  EXPECT_EQ(first.model.author(first.model.vulnerabilities[1].annotation.origin), "");
  const std::vector<Document> written = write(first.model);
  EXPECT_EQ(read(written).model, first.model);
  EXPECT_EQ(written[0].text.find("CISA"), std::string::npos);
  EXPECT_EQ(written[1].text.find("PACS"), std::string::npos);
  const auto joined = merged(first.model.vulnerabilities);
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].title.ja, "PACSの件");
  EXPECT_EQ(joined[0].epss, 0.5);
  EXPECT_EQ(joined[0].known_exploited, true);
  EXPECT_EQ(joined[0].annotation.source, "CISA; 電話");
  std::vector<Document> turned{files[1], files[0]};
  EXPECT_EQ(merged(read(turned).model.vulnerabilities), joined) << "the order of files does not matter";
}

TEST(RoundTrip, OneFileDescribesAVulnerabilityOnce) {
  const char* twice =
      R"({"format": "hakyu/1", "vulnerabilities": [{"id": "CVE-2025-1"}, {"id": "CVE-2025-1"}]})";
  const char* once = R"({"format": "hakyu/1", "vulnerabilities": [{"id": "CVE-2025-1"}]})";
  const ReadResult result = read({{"a.json", once}, {"b.json", twice}, {"c.json", once}});
  ASSERT_EQ(result.diagnostics.size(), 1U) << describe_all(result.diagnostics);
  EXPECT_EQ(result.diagnostics[0].code, codes::duplicate_id);
  EXPECT_EQ(result.diagnostics[0].file, "b.json");
  EXPECT_EQ(result.diagnostics[0].pointer, "/vulnerabilities/1/id");
}

TEST(RoundTrip, WritesAModelThatCameFromNoFile) {
  Model model;
  model.zones.push_back({"lan", {"LAN", "", ""}, std::nullopt, {}});
  const std::vector<Document> written = write(model);
  ASSERT_EQ(written.size(), 1U);
  EXPECT_EQ(read(written).model.zones, model.zones);
}

rc::Gen<Seconds> any_duration() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(1, 400'000'000),
                      [](std::int64_t n) { return Seconds(n); });
}

rc::Gen<Law> any_law() {
  return rc::gen::apply(
      [](int kind, Seconds a, Seconds b, Seconds c, int k, int shape) -> Law {
        std::array<Seconds, 3> s{a, a + b, a + b + c};
        switch (kind) {
          case 0:
            return Constant{a};
          case 1:
            return Uniform{s[0], s[1]};
          case 2:
            return Triangular{s[0], s[1], s[2]};
          case 3:
            return Pert{s[0], s[1], s[2]};
          case 4:
            return Exponential{a};
          case 5:
            return LogNormal{s[0], s[1]};
          case 6:
            return Weibull{a, 0.05 + shape / 7.0};
          case 7:
            return Erlang{a, k};
          default:
            return Empirical{{a, c, b}};
        }
      },
      rc::gen::inRange(0, 9), any_duration(), any_duration(), any_duration(), rc::gen::inRange(1, 1000),
      rc::gen::inRange(0, 600));
}

rc::Gen<Estimate> any_probability() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 1000), rc::gen::inRange(0, 1000), rc::gen::inRange(0, 1000),
                     rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()),
      [](std::tuple<int, int, int, bool, bool> t) {
        auto [a, b, c, low, high] = t;
        std::array<int, 3> s{a, b, c};
        std::sort(s.begin(), s.end());
        Estimate e{s[1] / 999.0, std::nullopt, std::nullopt};
        if (low) e.low = s[0] / 999.0;
        if (high) e.high = s[2] / 999.0;
        return e;
      });
}

Text any_text() {
  const auto part =
      *rc::gen::element<std::string>("", "x", "日本語 \"引用\" \\ / \n\t\x01", "<script>", "𠮷");
  Text text;
  if (*rc::gen::arbitrary<bool>())
    text.plain = part;
  else
    text.ja = part, text.en = *rc::gen::element<std::string>("", "en");
  return text;
}

RC_GTEST_PROP(RoundTrip, IsIdentityForArbitraryNumbersAndTexts, ()) {
  Model model;
  Resource a;
  a.id = "a";
  a.kind = *rc::gen::element(ResourceKind::server, ResourceKind::data, ResourceKind::vpn);
  a.name = any_text();
  a.annotation.note = any_text();
  a.annotation.source = any_text().plain;
  if (*rc::gen::arbitrary<bool>()) a.restart = *any_duration();
  Reliability reliability;
  reliability.time_to_failure = *any_law();
  reliability.time_to_repair = *any_law();
  a.reliability = reliability;
  Measure m;
  m.id = "m";
  m.targets = {"a"};
  m.failure = Failure{*any_probability(), *any_law(), {}};
  m.cost = *rc::gen::inRange(0, 1'000'000'000) / 7.0;
  m.change = *rc::gen::element(ChangeKind::unstated, ChangeKind::client, ChangeKind::other);
  Service s;
  s.id = "s";
  Requirement r;
  r.of = {"a"};
  r.holdover = *any_duration();
  s.requirements = {r};
  s.demand = Rate{*rc::gen::inRange(0, 1'000'000) / 1e9};
  s.degraded_capacity = 0.5 + *rc::gen::inRange(0, 1000) / 2000.0;
  model.resources = {a};
  model.measures = {m};
  model.services = {s};
  const std::vector<Document> written = write(model);
  const ReadResult back = read(written);
  if (!back.diagnostics.empty()) RC_FAIL(describe_all(back.diagnostics) + written[0].text);
  RC_ASSERT(back.model.resources == model.resources);
  RC_ASSERT(back.model.measures == model.measures);
  RC_ASSERT(back.model.services == model.services);
}

}  // namespace
}  // namespace hakyu::models
