// Bad documents and what is said about them. The mark ⟦ stands before the offending place and is taken out
// before reading, so line and column are counted here, not copied from the reader.
#include <gtest/gtest.h>

#include <set>

#include "tests/models/helpers.hpp"

namespace hakyu::models::diagnostics_test {
namespace {

struct Bad {
  std::string_view name;
  std::string text;
  std::string_view code;
  std::string pointer;
  std::string suggestion{};
  Severity severity = Severity::error;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

struct Marked {
  std::string text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

Marked take_mark(std::string text) {
  constexpr std::string_view mark = "⟦";
  const std::size_t at = text.find(mark);
  EXPECT_NE(at, std::string::npos) << text;
  Marked result{text.substr(0, at) + text.substr(at + mark.size()), 1, 1};
  for (std::size_t i = 0; i < at; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n') {
      ++result.line;
      result.column = 1;
    } else if ((c & 0xC0U) != 0x80U) {
      ++result.column;
    }
  }
  return result;
}

/// A sound small hospital with room for more: `extra` are further members of the file.
std::string hospital(const std::string& extra) {
  return R"({"format": "hakyu/1", // 病院
 "study": {"start": "2026-12-01T00:00", "horizon": "30d"},
 "parties": [{"id": "v", "kind": "vendor"}, {"id": "h", "kind": "hospital"}],
 "zones": [{"id": "lan"}], "flows": [{"id": "f", "from": "lan", "to": "a"}],
 "resources": [{"id": "a", "kind": "server", "system": "ehr"}, {"id": "b", "kind": "server"}],
 "vulnerabilities": [{"id": "CVE-1", "aliases": ["JVN-1"]}],
 "measures": [{"id": "m", "kind": "change", "targets": ["a"]}, {"id": "n", "kind": "change", "targets": ["b"]}],
 )" + extra +
         "}";
}

/// The same with a further resource, service, measure or plan.
std::string resource(const std::string& fields) {
  return R"({"format": "hakyu/1", "resources": [{"id": "b", "kind": "server"}, {"id": "a", "kind": "server", )" +
         fields + "}]}";
}
std::string service(const std::string& fields) {
  return R"({"format": "hakyu/1", "services": [{"id": "s", "requires": [], )" + fields + "}]}";
}
std::string plan(const std::string& steps) {
  return hospital(R"("plans": [{"id": "p", "steps": )" + steps + "}]");
}

class Diagnosis : public testing::TestWithParam<Bad> {};

TEST_P(Diagnosis, NamesPlaceAndRemedy) {
  const Bad& bad = GetParam();
  const Marked marked = take_mark(bad.text);
  const Diagnostics found = read_text(marked.text).diagnostics;
  ASSERT_EQ(found.size(), 1U) << describe_all(found);
  EXPECT_EQ(found[0].code, bad.code) << describe_all(found);
  EXPECT_EQ(found[0].severity, bad.severity);
  EXPECT_EQ(found[0].file, "m.json");
  EXPECT_EQ(found[0].line, marked.line) << describe_all(found);
  EXPECT_EQ(found[0].column, marked.column) << describe_all(found);
  EXPECT_EQ(found[0].pointer, bad.pointer);
  EXPECT_EQ(found[0].suggestion, bad.suggestion) << describe_all(found);
}

using namespace codes;
const std::string r = "/resources/1/";

INSTANTIATE_TEST_SUITE_P(
    Syntax, Diagnosis,
    testing::Values(Bad{"comma", "{\"format\": \"hakyu/1\",\n ⟦}", syntax, ""},
                    Bad{"nan", "{\"format\": ⟦NaN}", syntax, ""},
                    Bad{"two values", "{\"format\": \"hakyu/1\"} ⟦{}", syntax, ""},
                    Bad{"missing colon", "{\"日本\" ⟦3}", syntax, ""},
                    Bad{"huge number", R"({"format": "hakyu/1", "title": ⟦1e999})", number_overflow, ""},
                    Bad{"duplicate key", "{\"format\": \"hakyu/1\",\n \"zones\": [], ⟦\"zones\": []}",
                        duplicate_key, "/zones"},
                    Bad{"no object", "⟦[1]", wrong_type, ""},
                    Bad{"version", R"({"format": ⟦"hakyu/2"})", unsupported_format, "/format", "hakyu/1"},
                    Bad{"no version", R"(⟦{"zones": []})", missing_key, ""}));

INSTANTIATE_TEST_SUITE_P(
    Structure, Diagnosis,
    testing::Values(
        Bad{"section", R"({"format": "hakyu/1", ⟦"resuorces": []})", unknown_key, "/resuorces", "resources"},
        Bad{"key", resource(R"(⟦"run_on": "b")"), unknown_key, r + "run_on", "runs_on"},
        Bad{"nonsense", resource(R"(⟦"colour": "b")"), unknown_key, r + "colour"},
        Bad{"after Japanese", resource(R"("name": "電子カルテ", ⟦"zoen": "b")"), unknown_key, r + "zoen",
            "zone"},
        Bad{"pointer escapes", resource(R"(⟦"a/b~c": 1)"), unknown_key, r + "a~1b~0c"},
        Bad{"missing", R"({"format": "hakyu/1", "zones": [⟦{"name": "x"}]})", missing_key, "/zones/0"},
        Bad{"type", resource(R"("quantity": ⟦"3")"), wrong_type, r + "quantity"},
        Bad{"fraction", resource(R"("quantity": ⟦1.5)"), wrong_type, r + "quantity"},
        Bad{"null", resource(R"("maker": ⟦null)"), wrong_type, r + "maker"},
        Bad{"list", resource(R"("software": ⟦{})"), wrong_type, r + "software"},
        Bad{"quantity", resource(R"("quantity": ⟦-1)"), out_of_range, r + "quantity"},
        Bad{"too large", resource(R"("quantity": ⟦99999999999)"), out_of_range, r + "quantity"},
        Bad{"two quorums", resource(R"("requires": [⟦{"all_of": ["b"], "any_of": ["b"]}])"), conflicting_keys,
            r + "requires/0"},
        Bad{"of alone", resource(R"("requires": [{"all_of": ["b"], ⟦"of": ["b"]}])"), conflicting_keys,
            r + "requires/0/of"},
        Bad{"no quorum", resource(R"("requires": [⟦{"holdover": "5m"}])"), missing_key, r + "requires/0"},
        Bad{"at least", resource(R"("requires": [⟦{"at_least": 1}])"), missing_key, r + "requires/0"},
        Bad{"hours", service(R"("demand": {"weekly": {"weekday": ⟦[1, 2]}})"), wrong_count,
            "/services/0/demand/weekly/weekday"},
        Bad{"uniform", resource(R"("reliability": {"time_to_repair": {"uniform": ⟦["1h"]}})"), wrong_count,
            r + "reliability/time_to_repair/uniform"},
        Bad{"empty", resource(R"("requires": [{"all_of": ⟦[]}])"), empty_list, r + "requires/0/all_of"},
        Bad{"twice", resource(R"("requires": [{"any_of": ["b", ⟦"b"]}])"), duplicate_item,
            r + "requires/0/any_of/1"},
        Bad{"availability", resource(R"("reliability": {"time_to_failure": "1d", "availability": ⟦0.5})"),
            conflicting_keys, r + "reliability/availability"},
        Bad{"note in text", resource(R"("name": {"ja": "x", ⟦"note": "y"})"), unknown_key, r + "name/note"}));

INSTANTIATE_TEST_SUITE_P(
    Values, Diagnosis,
    testing::Values(
        Bad{"id", R"({"format": "hakyu/1", "zones": [{"id": ⟦"Main LAN"}]})", bad_id, "/zones/0/id",
            "main-lan"},
        Bad{"empty id", R"({"format": "hakyu/1", "zones": [{"id": ⟦""}]})", bad_id, "/zones/0/id"},
        Bad{"Japanese id", R"({"format": "hakyu/1", "zones": [{"id": ⟦"区域"}]})", bad_id, "/zones/0/id"},
        Bad{"word", resource(R"("usable": ⟦"inuse")"), unknown_word, r + "usable", "in_use"},
        Bad{"bare number", resource(R"("restart": ⟦15)"), bad_duration, r + "restart"},
        Bad{"unit", resource(R"("restart": ⟦"15 min")"), bad_duration, r + "restart", "15m"},
        Bad{"negative", resource(R"("restart": ⟦"-15m")"), negative_duration, r + "restart"},
        Bad{"overflow", resource(R"("restart": ⟦"99999999999999999w")"), duration_overflow, r + "restart"},
        Bad{"zero", resource(R"("reliability": {"time_to_failure": {"exponential": {"mean": ⟦"0s"}}})"),
            zero_duration, r + "reliability/time_to_failure/exponential/mean"},
        Bad{"always zero", resource(R"("reliability": {"time_to_failure": ⟦{"uniform": ["0s", "0s"]}})"),
            zero_duration, r + "reliability/time_to_failure"},
        Bad{"law", resource(R"("reliability": {"time_to_repair": ⟦{"exponental": {"mean": "1h"}}})"), bad_law,
            r + "reliability/time_to_repair", "exponential"},
        Bad{"two laws",
            resource(
                R"("reliability": {"time_to_repair": ⟦{"uniform": ["1h", "2h"], "pert": ["1h", "2h", "3h"]}})"),
            conflicting_keys, r + "reliability/time_to_repair"},
        Bad{"mode", resource(R"("reliability": {"time_to_repair": {"triangular": ⟦["1h", "4h", "3h"]}})"),
            law_order, r + "reliability/time_to_repair/triangular"},
        Bad{"p95",
            resource(R"("reliability": {"time_to_repair": {"lognormal": ⟦{"median": "4h", "p95": "4h"}}})"),
            law_order, r + "reliability/time_to_repair/lognormal"},
        Bad{"shape",
            resource(R"("reliability": {"time_to_repair": {"weibull": {"scale": "4h", "shape": ⟦0}}})"),
            out_of_range, r + "reliability/time_to_repair/weibull/shape"},
        Bad{"k", resource(R"("reliability": {"time_to_repair": {"erlang": {"mean": "4h", "k": ⟦0}}})"),
            out_of_range, r + "reliability/time_to_repair/erlang/k"},
        Bad{"nothing drawn", resource(R"("reliability": {"time_to_repair": {"empirical": ⟦[]}})"), empty_list,
            r + "reliability/time_to_repair/empirical"},
        Bad{"rate", service(R"("demand": {"rate": ⟦"3 per hour"})"), bad_rate, "/services/0/demand/rate"},
        Bad{"date", resource(R"("support_ends": ⟦"2026-02-30")"), bad_date, r + "support_ends"},
        Bad{"time", R"({"format": "hakyu/1", "study": {"start": ⟦"2026-12-01", "horizon": "1d"}})", bad_time,
            "/study/start"},
        Bad{"horizon", R"({"format": "hakyu/1", "study": {"start": "2026-12-01T00:00", "horizon": ⟦"0d"}})",
            zero_duration, "/study/horizon"},
        Bad{"long horizon",
            R"({"format": "hakyu/1", "study": {"start": "2026-12-01T00:00", "horizon": ⟦"40000d"}})",
            out_of_range, "/study/horizon"},
        Bad{"time of day",
            R"({"format": "hakyu/1", "calendar": {"load_peaks": [{"from": "08:00", "to": ⟦"24:01"}]}})",
            bad_time_of_day, "/calendar/load_peaks/0/to"},
        Bad{"from midnight",
            R"({"format": "hakyu/1", "calendar": {"load_peaks": [{"from": ⟦"24:00", "to": "01:00"}]}})",
            bad_time_of_day, "/calendar/load_peaks/0/from"},
        Bad{"probability", resource(R"("reliability": {"availability": ⟦1.5})"), out_of_range,
            r + "reliability/availability"},
        Bad{"weight", service(R"("weight": {"mean": 1, "low": ⟦-1})"), out_of_range,
            "/services/0/weight/low"},
        Bad{"estimate", service(R"("weight": ⟦{"mean": 1, "low": 2})"), estimate_order, "/services/0/weight"},
        Bad{"port",
            R"({"format": "hakyu/1", "zones": [{"id": "x"}], "flows": [{"id": "f", "from": "x", "to": "x", "ports": [⟦70000]}]})",
            out_of_range, "/flows/0/ports/0"}));

INSTANTIATE_TEST_SUITE_P(
    Meaning, Diagnosis,
    testing::Values(
        Bad{"same id",
            R"({"format": "hakyu/1", "resources": [{"id": "x", "kind": "server"}], "services": [{"id": ⟦"x", "requires": []}]})",
            duplicate_id, "/services/0/id"},
        Bad{"two names of a system",
            R"({"format": "hakyu/1", "resources": [{"id": "x", "kind": "server", "system": "s"}], "systems": [{"id": "s", "name": "A"}, {"id": "s", "name": "A"}, ⟦{"id": "s", "name": "B"}]})",
            duplicate_id, "/systems/2"},
        Bad{"reference", resource(R"("requires": [⟦"bb"])"), unknown_reference, r + "requires/0", "b"},
        Bad{"service as host",
            R"({"format": "hakyu/1", "services": [{"id": "s", "requires": []}], "resources": [{"id": "x", "kind": "server", "runs_on": ⟦"s"}]})",
            unknown_reference, "/resources/0/runs_on"},
        Bad{"alias",
            hospital(R"("findings": [{"vulnerability": ⟦"JVN-1", "resource": "a", "status": "affected"}])"),
            unknown_reference, "/findings/0/vulnerability", "CVE-1"},
        Bad{"author", R"({"format": "hakyu/1", "from": ⟦"nobody"})", unknown_reference, "/from"},
        Bad{"two meanings",
            R"({"format": "hakyu/1", "zones": [{"id": "x"}, {"id": "y"}], "resources": [{"id": "x", "kind": "server"}], "flows": [{"id": "f", "from": ⟦"x", "to": "y"}]})",
            ambiguous_reference, "/flows/0/from"},
        Bad{"runs on itself", resource(R"("runs_on": ⟦"a")"), self_reference, r + "runs_on"},
        Bad{"requires itself", resource(R"("requires": [⟦{"any_of": ["a", "b"]}])"), self_reference,
            r + "requires/0", "", Severity::warning},
        Bad{"hosts in a ring",
            R"({"format": "hakyu/1", "resources": [{"id": "x", "kind": "server", "runs_on": ⟦"y"}, {"id": "y", "kind": "server", "runs_on": "x"}]})",
            runs_on_cycle, "/resources/0/runs_on"},
        Bad{"quorum", resource(R"("requires": [{"at_least": ⟦2, "of": ["b"]}])"), quorum_range,
            r + "requires/0/at_least"},
        Bad{"degraded quorum",
            R"({"format": "hakyu/1", "resources": [{"id": "x", "kind": "server"}, {"id": "y", "kind": "server"}, {"id": "z", "kind": "server", "requires": [{"at_least": ⟦1, "of": ["x", "y"], "degraded_at_least": 2}]}]})",
            quorum_range, "/resources/2/requires/0/at_least"},
        Bad{"zero quorum", resource(R"("requires": [{"at_least": ⟦0, "of": ["b"]}])"), quorum_range,
            r + "requires/0/at_least"},
        Bad{"capacities", service(R"("degraded_capacity": 0.3, "fallback": ⟦{"capacity": 0.4})"),
            capacity_order, "/services/0/fallback"},
        Bad{"exhausted", service(R"("fallback": ⟦{"capacity": 0.2, "exhausted": 0.3})"), capacity_order,
            "/services/0/fallback"},
        Bad{"blackout",
            R"({"format": "hakyu/1", "calendar": {"blackouts": [{"from": "2026-12-02T00:00", "to": ⟦"2026-12-02T00:00"}]}})",
            time_order, "/calendar/blackouts/0/to"},
        Bad{"early", plan(R"([{"measure": "m", "at": ⟦"2026-11-30T23:59"}])"), time_before_start,
            "/plans/0/steps/0/at"},
        Bad{"after",
            plan(
                R"([{"measure": "m", "at": "2026-12-02T00:00"}, {"measure": "n", "after": {"measure": ⟦"n"}}])"),
            after_not_in_plan, "/plans/0/steps/1/after/measure"},
        Bad{"ring",
            plan(
                R"([{"measure": "m", "after": {"measure": ⟦"n"}}, {"measure": "n", "after": {"measure": "m"}}])"),
            after_cycle, "/plans/0/steps/0/after/measure"},
        Bad{"which after",
            plan(
                R"([{"measure": "m", "at": "2026-12-02T00:00"}, {"measure": "m", "at": "2026-12-03T00:00"}, {"measure": "n", "after": {"measure": ⟦"m"}}])"),
            ambiguous_after, "/plans/0/steps/2/after/measure", "", Severity::warning},
        Bad{"withdraw", plan(R"([{"withdraw": ⟦"m", "at": "2026-12-02T00:00"}])"), withdraw_not_in_force,
            "/plans/0/steps/0/withdraw", "", Severity::warning},
        Bad{"findings that contradict each other",
            hospital(
                R"("findings": [{"vulnerability": "CVE-1", "resource": "a", "status": "affected"}, {"vulnerability": "CVE-1", "resource": "b", "status": "fixed"}, ⟦{"vulnerability": "CVE-1", "resource": "a", "status": "not_affected"}])"),
            contradicting_findings, "/findings/2", "", Severity::warning},
        Bad{"two ways", plan(R"([{"measure": "m", ⟦"withdraw": "n", "at": "2026-12-02T00:00"}])"),
            conflicting_keys, "/plans/0/steps/0/withdraw"},
        Bad{"no time", plan(R"([⟦{"measure": "m"}])"), missing_key, "/plans/0/steps/0"},
        Bad{"both",
            R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server"}], "measures": [{"id": "x", "kind": "change", "targets": ["a"]}, {"id": "y", "kind": "change", "targets": ["a"], "requires": ["x"], "conflicts": [⟦"x"]}]})",
            requires_conflict, "/measures/1/conflicts/0"},
        Bad{"conflict stated by the other",
            R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server"}], "measures": [{"id": "x", "kind": "change", "targets": ["a"], "conflicts": ["y"]}, ⟦{"id": "y", "kind": "change", "targets": ["a"], "requires": ["x"]}]})",
            requires_conflict, "/measures/1"},
        Bad{"own prerequisite",
            R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server"}], "measures": [{"id": "x", "kind": "change", "targets": ["a"], "requires": [⟦"x"]}]})",
            self_reference, "/measures/0/requires/0"},
        Bad{"no target",
            R"({"format": "hakyu/1", "measures": [{"id": "x", "kind": "change", "targets": ⟦[]}]})",
            empty_list, "/measures/0/targets"},
        Bad{"mixed effect",
            hospital(
                R"("credentials": [{"id": "c"}], "contracts": [], "plans": [], "services": [], "findings": [], "statements": [], "decisions": [], "dependencies": [], "responsibilities": [], "threat": {"entries": [{"id": "e", "at": "a", "rate": ⟦0.1}]})"),
            bad_rate, "/threat/entries/0/rate"},
        Bad{"lasting repair",
            hospital(
                R"("statements": [{"id": "s", "by": "v", "when": ["m"], "resource": "a", "says": "unverified", "repair": "1h", ⟦"lasting": true}])"),
            conflicting_keys, "/statements/0/lasting"},
        Bad{"foreign",
            hospital(
                R"("from": "v", "statements": [{"id": "s", "by": ⟦"h", "when": ["m"], "resource": "a", "says": "compatible"}])"),
            foreign_statement, "/statements/0/by", "", Severity::warning}));

TEST(Effect, HasOneWayToSayIt) {
  const Diagnostics found = read_text(R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server"}],
 "measures": [{"id": "x", "kind": "change", "targets": ["a"], "effects": [{"limits": "a", "factor": 0.5}]}]})")
                                .diagnostics;
  ASSERT_EQ(found.size(), 1U) << describe_all(found);
  EXPECT_EQ(found[0].code, conflicting_keys);
  EXPECT_EQ(found[0].pointer, "/measures/0/effects/0/factor");
}

TEST(Diagnostics, OfSeveralFilesComeAtOnceAndInOrder) {
  const ReadResult result = read(
      {{"b.json",
        R"({"format": "hakyu/1", "study": {"start": "2026-12-01T00:00", "horizon": "1d"}, "zones": [{"id": "x", "trust": -1}]})"},
       {"a.json", R"({"format": "hakyu/1",
 "study": {"start": "2026-12-01T00:00", "horizon": "1d"},
 "zones": [{"id": "x"}, {"id": 3}]})"}});
  std::vector<std::string> got;
  for (const Diagnostic& d : result.diagnostics)
    got.push_back(d.file + ":" + std::to_string(d.line) + " " + d.code + " " + d.expected);
  EXPECT_EQ(got, (std::vector<std::string>{"a.json:2 duplicate-section b.json:1:32",
                                           "a.json:3 duplicate-id b.json:1:97", "a.json:3 wrong-type string",
                                           "b.json:1 out-of-range 0 <= x"}))
      << describe_all(result.diagnostics);
}

TEST(Diagnostics, FindingsContradictEachOtherUnderOtherNamesToo) {
  const auto findings = [](const std::string& second) {
    return read({{"a.json", R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server"}],
 "vulnerabilities": [{"id": "JVN-1"}, {"id": "CVE-1", "aliases": ["JVN-1"]}],
 "findings": [{"vulnerability": "JVN-1", "resource": "a", "status": "not_affected"},
  {"vulnerability": "CVE-1", "resource": "a", "status": ")" +
                                second + "\"}]}"}})
        .diagnostics;
  };
  ASSERT_EQ(findings("under_investigation").size(), 1U) << describe_all(findings("under_investigation"));
  EXPECT_EQ(findings("under_investigation")[0].found, "under_investigation");
  EXPECT_EQ(findings("under_investigation")[0].expected, "not_affected (a.json:3:15)");
  EXPECT_TRUE(findings("fixed").empty()) << "closed in both cases";
}

TEST(Diagnostics, AboutUnknownNamesWaitForFilesThatCanBeRead) {
  const Diagnostics found =
      read({{"a.json",
             R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server", "zone": "lan"}]})"},
            {"zones.json", R"({"format": "hakyu/1", "zones": [{"id": "lan"},]})"}})
          .diagnostics;
  ASSERT_EQ(found.size(), 1U) << describe_all(found);
  EXPECT_EQ(found[0].code, syntax);
}

TEST(Codes, AreUnique) {
  const std::set<std::string_view> unique(codes::all.begin(), codes::all.end());
  EXPECT_EQ(unique.size(), codes::all.size());
}

}  // namespace
}  // namespace hakyu::models::diagnostics_test
