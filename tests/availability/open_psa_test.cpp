// What the reader of Open-PSA fault trees refuses, where and why: every kind of diagnostic.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/exact/open_psa.hpp"
#include "sim/exact/open_psa_codes.hpp"

namespace hakyu::sim::exact {
namespace {

OpenPsaResult read(const std::string& text, const OpenPsaOptions& options = {}) {
  const XmlText one{"tree.xml", text};
  return read_open_psa(std::span(&one, 1), options);
}

/// A model whose fault tree has this inside, with basic events a, b, c.
std::string tree(const std::string& inside) {
  return "<opsa-mef>\n<define-fault-tree name=\"t\">\n" + inside +
         "\n</define-fault-tree>\n<model-data>\n"
         "<define-basic-event name=\"a\"><float value=\"0.1\"/></define-basic-event>\n"
         "<define-basic-event name=\"b\"><float value=\"0.2\"/></define-basic-event>\n"
         "<define-basic-event name=\"c\"><float value=\"0.3\"/></define-basic-event>\n"
         "</model-data>\n</opsa-mef>\n";
}
std::string top(const std::string& formula) {
  return tree("<define-gate name=\"top\">" + formula + "</define-gate>");
}
const std::string a = "<basic-event name=\"a\"/>";
const std::string b = "<basic-event name=\"b\"/>";
const std::string good = "<define-gate name=\"top\"><and>" + a + b + "</and></define-gate>";

struct Wrong {
  const char* code;
  std::string text;
  std::string found;   ///< part of what was found
  std::uint32_t line;  ///< 0: not checked
};

std::vector<Wrong> wrong_texts() {
  const std::string gate = "<define-gate name=\"g\">" + a + "</define-gate>";
  const auto group = [](const std::string& model, const std::string& members, const std::string& factors) {
    return tree(
        "<define-gate name=\"top\"><basic-event name=\"m1\"/></define-gate>\n<define-CCF-group name=\"grp\" "
        "model=\"" +
        model + "\"><members>" + members +
        "</members><distribution><float value=\"0.1\"/></distribution><factors>" + factors +
        "</factors></define-CCF-group>");
  };
  const std::string two = "<basic-event name=\"m1\"/><basic-event name=\"m2\"/>";
  const auto parts = [](const std::string& contents) {
    return tree(
        "<define-gate name=\"top\"><basic-event name=\"m1\"/></define-gate>\n<define-CCF-group name=\"grp\" "
        "model=\"beta-factor\">" +
        contents + "</define-CCF-group>");
  };
  const std::string half = "<float value=\"0.5\"/>";
  const std::string members = "<members>" + two + "</members>";
  const std::string once = "<distribution>" + half + "</distribution>";
  const std::string factor = "<factors><factor level=\"2\">" + half + "</factor></factors>";
  const auto law = [](const std::string& expression) {
    return tree("<define-basic-event name=\"x\">" + expression +
                "</define-basic-event><define-gate name=\"g\"><basic-event name=\"x\"/></define-gate>");
  };
  const auto numbers = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += "<float value=\"" + each + "\"/>";
    return text;
  };
  std::string many;
  for (int i = 1; i <= 30; ++i) many += "<basic-event name=\"m" + std::to_string(i) + "\"/>";
  std::string factors;
  for (int i = 1; i <= 30; ++i) factors += "<factor><float value=\"0.5\"/></factor>";
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "<define-component name=\"c\">";
  for (int i = 0; i < 70; ++i) deep += "</define-component>";
  return {
      {"mef-syntax", "<opsa-mef>\n<define-fault-tree", "", 2},
      {"mef-syntax", "", "", 1},
      {"mef-syntax", "<opsa-mef></opsa-mef>\n<more/>", "more", 2},
      {"mef-syntax", "<opsa-mef></opsa-mef>\ntext", "text", 1},
      {"mef-syntax", "<opsa-mef>\n</other>", "", 2},
      {"mef-doctype",
       "<!DOCTYPE opsa-mef [\n<!ENTITY lol \"lol\">\n<!ENTITY lol2 \"&lol;&lol;\">\n]><opsa-mef/>", "ENTITY",
       1},
      {"mef-root", "\n<hospital/>", "hospital", 2},
      {"mef-element", tree(good + "<define-gates/>"), "define-gates", 3},
      {"mef-element", top("\n<exactly-one>" + a + "</exactly-one>"), "exactly-one", 4},
      {"mef-element", "<opsa-mef>\n" + gate + "</opsa-mef>", "define-gate", 2},
      {"mef-element",
       tree("<define-basic-event name=\"x\"><magic/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "magic", 3},
      {"mef-text", top("<and>oops" + a + b + "</and>"), "oops", 3},
      {"mef-missing-attribute", tree("<define-gate>" + a + "</define-gate>"), "define-gate", 3},
      {"mef-missing-attribute", top("<atleast>" + a + b + "</atleast>"), "atleast", 3},
      {"mef-unknown-attribute", top("<atleast mim=\"2\" min=\"1\">" + a + b + "</atleast>"), "mim", 3},
      {"mef-unknown-attribute", top("<basic-event name=\"a\" name=\"b\"/>"), "name", 3},
      {"mef-bad-value", top("<atleast min=\"3\">" + a + b + "</atleast>"), "min=\"3\"", 3},
      {"mef-bad-value", top("<cardinality min=\"1\" max=\"x\">" + a + b + "</cardinality>"), "max=\"x\"", 3},
      {"mef-bad-value", top("<constant value=\"maybe\"/>"), "maybe", 3},
      {"mef-bad-value", tree("<define-gate role=\"secret\" name=\"top\">" + a + "</define-gate>"), "secret",
       3},
      {"mef-bad-value",
       tree("<define-basic-event name=\"x\"><float value=\"1,5\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "1,5", 3},
      {"mef-bad-value",
       tree("<define-basic-event name=\"x\"><div><int value=\"1\"/><int "
            "value=\"0\"/></div></define-basic-event><define-gate name=\"g\"><basic-event "
            "name=\"x\"/></define-gate>"),
       "div", 3},
      {"mef-bad-name", tree("<define-gate name=\"a.b\">" + a + "</define-gate>"), "a.b", 3},
      {"mef-bad-name", tree("<define-gate name=\"&lol;\">" + a + "</define-gate>"), "&lol;", 3},
      {"mef-unsupported", "<opsa-mef>\n<define-substitution/></opsa-mef>", "substitution", 2},
      {"mef-unsupported", "<opsa-mef>\n<include file=\"/etc/passwd\"/></opsa-mef>", "include", 2},
      {"mef-unsupported",
       tree("<define-basic-event name=\"x\"><extern-function name=\"f\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "extern-function", 3},
      {"mef-cycle",
       tree("<define-gate name=\"p\"><gate name=\"q\"/></define-gate>\n<define-gate name=\"q\"><or>" + a +
            "<gate name=\"p\"/></or></define-gate>"),
       "p → q → p", 3},
      {"mef-cycle", tree(good + "\n<define-gate name=\"p\"><not><gate name=\"p\"/></not></define-gate>"),
       "p → p", 4},
      {"mef-cycle",
       tree("<define-parameter name=\"u\"><parameter name=\"v\"/></define-parameter><define-parameter "
            "name=\"v\"><parameter name=\"u\"/></define-parameter>"
            "<define-basic-event name=\"x\"><parameter name=\"u\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "u →", 3},
      {"mef-wrong-kind", top("<gate name=\"a\"/>"), "a", 3},
      {"mef-wrong-kind", top("<event name=\"a\" type=\"house-event\"/>"), "a", 3},
      {"unknown-reference", top("<and>" + a + "\n<basic-event name=\"zzz\"/></and>"), "zzz", 4},
      {"unknown-reference",
       tree("<define-basic-event name=\"x\"><parameter name=\"u\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "u", 3},
      {"duplicate-id", tree(good + "\n<define-gate name=\"top\">" + a + "</define-gate>"), "top", 4},
      {"duplicate-id", tree(good + "\n<define-house-event name=\"a\"/>"), "a", 0},
      {"duplicate-item", top("<atleast min=\"2\">" + a + a + b + "</atleast>"), "atleast", 3},
      {"mef-no-top", "<opsa-mef><model-data/></opsa-mef>", "", 1},
      {"mef-several-tops", tree(good + "\n<define-gate name=\"other\">" + a + "</define-gate>"), "top, other",
       4},
      {"mef-no-probability",
       tree(
           "<define-basic-event name=\"x\"/><define-gate name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "x", 3},
      {"mef-probability",
       tree("<define-basic-event name=\"x\"><float value=\"1.5\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "x = 1.5", 3},
      {"mef-probability",
       tree("<define-basic-event name=\"x\"><float value=\"-1e-9\"/></define-basic-event><define-gate "
            "name=\"g\"><basic-event name=\"x\"/></define-gate>"),
       "x = -1e-09", 3},
      {"mef-too-deep", tree(good + deep), "c", 0},
      // Nothing is passed over in silence where it stands a second time or has no place.
      {"mef-element", parts(members + "\n<distribution>" + half + half + "</distribution>" + factor), "float",
       5},
      {"mef-element",
       parts(members + once + "<factors><factor level=\"2\">" + half + half + "</factor></factors>"), "float",
       4},
      {"mef-element", parts(members + once + "<factor level=\"2\">" + half + half + "</factor>"), "float", 4},
      {"mef-element", parts(members + once + "\n<foo/>" + factor), "foo", 5},
      {"mef-element",
       parts(members + once + "<factors>\n<foo/><factor level=\"2\">" + half + "</factor></factors>"), "foo",
       5},
      {"mef-element", parts(members + once + factor + "\n<factor level=\"2\">" + half + "</factor>"),
       "factor", 5},
      {"duplicate-item", parts(members + once + factor + "\n" + factor), "<factors>", 5},
      {"duplicate-item", parts(members + once + once + factor), "<distribution>", 4},
      {"duplicate-item", parts(members + "\n" + members + once + factor), "<members>", 5},
      {"mef-element",
       tree("<define-house-event name=\"h\"><constant value=\"true\"/>\n<constant value=\"false\"/>"
            "</define-house-event><define-gate name=\"g\"><house-event name=\"h\"/></define-gate>"),
       "constant", 4},
      {"mef-element", top("<basic-event name=\"a\">\n<foo/></basic-event>"), "foo", 4},
      {"mef-element", law("<float value=\"0.1\"><float value=\"0.5\"/></float>"), "float", 3},
      {"mef-bad-value", law("<float value=\"++0.1\"/>"), "++0.1", 3},
      // Laws outside their domain, where the formula would give a number.
      {"mef-bad-value", law("<exponential>" + numbers({"-1", "-1"}) + "</exponential>"),
       "<exponential> λ = -1", 3},
      {"mef-bad-value", law("<exponential>" + numbers({"1", "-1"}) + "</exponential>"), "t = -1", 3},
      {"mef-bad-value", law("<GLM>" + numbers({"0.5", "0.001", "-0.002", "10"}) + "</GLM>"),
       "<GLM> μ = -0.002", 3},
      {"mef-bad-value", law("<GLM>" + numbers({"1.5", "0", "1", "10"}) + "</GLM>"), "γ = 1.5", 3},
      {"mef-bad-value", law("<Weibull>" + numbers({"0", "1", "0", "10"}) + "</Weibull>"), "<Weibull> α = 0",
       3},
      {"mef-bad-value", law("<Weibull>" + numbers({"-100", "2", "0", "10"}) + "</Weibull>"), "α = -100", 3},
      {"mef-bad-value", law("<Weibull>" + numbers({"100", "-2", "0", "10"}) + "</Weibull>"), "β = -2", 3},
      {"mef-bad-value", law("<periodic-test>" + numbers({"1e-3", "0", "1", "10"}) + "</periodic-test>"),
       "τ = 0", 3},
      {"mef-bad-value", law("<periodic-test>" + numbers({"1e-3", "-5", "1", "10"}) + "</periodic-test>"),
       "τ = -5", 3},
      {"mef-bad-value",
       law("<periodic-test>" + numbers({"1e-3", "1e-2", "0", "1", "10"}) + "</periodic-test>"), "τ = 0", 3},
      {"mef-bad-value", law("<periodic-test>" + numbers({"1e-3", "-1", "5", "1", "10"}) + "</periodic-test>"),
       "μ = -1", 3},
      {"mef-too-many-combinations", group("alpha-factor", many, factors), "grp", 4},
      {"mef-bad-value", group("gamma", two, "<factor><float value=\"0.1\"/></factor>"), "gamma", 4},
      {"wrong-count",
       group("beta-factor", "<basic-event name=\"m1\"/>", "<factor><float value=\"0.1\"/></factor>"), "1", 4},
      {"wrong-count",
       group("MGL", two,
             "<factor level=\"2\"><float value=\"0.1\"/></factor><factor level=\"3\"><float "
             "value=\"0.1\"/></factor>"),
       "2", 4},
      {"out-of-range",
       group("phi-factor", two,
             "<factor><float value=\"0.1\"/></factor><factor><float value=\"0.1\"/></factor>"),
       "0.2", 4},
      {"mef-probability", group("beta-factor", two, "<factor><float value=\"1.1\"/></factor>"), "grp", 4},
      {"wrong-count", top("<not>" + a + b + "</not>"), "2", 3},
      {"wrong-count", top("<xor>" + a + b + "<basic-event name=\"c\"/></xor>"), "3", 3},
      {"wrong-count", top("<and></and>"), "0", 3},
      {"wrong-count", top(""), "0", 3},
      {"wrong-count", top(a + b), "2", 3},
      {"wrong-count",
       tree("<define-basic-event name=\"x\"><exponential><float "
            "value=\"1\"/></exponential></define-basic-event><define-gate name=\"g\"><basic-event "
            "name=\"x\"/></define-gate>"),
       "1", 3},
      {"not-utf8", "<opsa-mef>\n\xFF</opsa-mef>", "255", 2},
      {"not-utf8", std::string("<opsa-mef>\0</opsa-mef>", 22), "0", 1},
      {"not-utf8", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><opsa-mef/>", "Shift_JIS", 1},
  };
}

TEST(OpenPsaReader, TellsWhatIsWrongAndWhere) {
  for (const Wrong& each : wrong_texts()) {
    const OpenPsaResult result = read(each.text);
    EXPECT_FALSE(result.tree) << each.code << "\n" << each.text.substr(0, 300);
    bool met = false;
    std::string all;
    for (const models::Diagnostic& d : result.diagnostics) {
      all += d.code + " " + d.found + " " + std::to_string(d.line) + "\n";
      met |= d.code == each.code && d.found.find(each.found) != std::string::npos &&
             (each.line == 0 || d.line == each.line) && d.column > 0 && d.file == "tree.xml";
    }
    EXPECT_TRUE(met) << each.code << " line " << each.line << " in\n"
                     << each.text.substr(0, 300) << "\ntold:\n"
                     << all;
  }
}

TEST(OpenPsaReader, EveryCodeIsTested) {
  std::vector<std::string> tested{"mef-passed-over"};  // a warning; below
  for (const Wrong& each : wrong_texts()) tested.emplace_back(each.code);
  for (const std::string_view code : codes::all) EXPECT_THAT(tested, testing::Contains(std::string(code)));
}

TEST(OpenPsaReader, PositionsAreThoseOfTheElement) {
  const OpenPsaResult result =
      read(tree("<define-gate name=\"top\">\n   <gate name=\"zzz\"/></define-gate>"));
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].line, 4U);
  EXPECT_EQ(result.diagnostics[0].column, 4U);
}

TEST(OpenPsaReader, EventTreesAreWarnedOf) {
  const OpenPsaResult result = read(
      "<opsa-mef><define-event-tree name=\"e\"/><define-fault-tree name=\"t\"><define-gate name=\"g\">"
      "<constant value=\"true\"/></define-gate></define-fault-tree></opsa-mef>");
  ASSERT_TRUE(result.tree);
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].code, "mef-passed-over");
  EXPECT_EQ(result.tree->tops, std::vector<Literal>{always});
}

TEST(OpenPsaReader, DocumentTypesWithoutDeclarationsAreHarmless) {
  EXPECT_TRUE(read("<!DOCTYPE opsa-mef SYSTEM \"mef.dtd\">\n" + tree(good)).tree);
}

TEST(OpenPsaReader, MemoryIsBounded) {
  const OpenPsaResult result = read(tree(good), {.memory = 1000});
  ASSERT_FALSE(result.tree);
  EXPECT_EQ(result.diagnostics[0].code, "too-large");
}

/// What is made of a short text may be long: combinations of a group, names of private events.
TEST(OpenPsaReader, MemoryOfWhatIsMadeIsBoundedToo) {
  std::string members;
  std::string factors;
  for (int i = 0; i < 18; ++i) {
    members += "<basic-event name=\"m" + std::to_string(i) + "\"/>";
    factors += "<factor><float value=\"0.5\"/></factor>";
  }
  const std::string group = tree(
      "<define-gate name=\"top\"><basic-event name=\"m0\"/></define-gate>\n<define-CCF-group name=\"grp\" "
      "model=\"alpha-factor\"><members>" +
      members + "</members><distribution><float value=\"0.1\"/></distribution><factors>" + factors +
      "</factors></define-CCF-group>");
  std::string events;
  std::string names;
  for (int i = 0; i < 200; ++i) {
    names += "<basic-event name=\"e" + std::to_string(i) + "\"/>";
    events +=
        "<define-basic-event name=\"e" + std::to_string(i) + "\"><float value=\"0.1\"/></define-basic-event>";
  }
  const std::string component = tree(
      "<define-gate name=\"top\"><gate name=\"g\"/></define-gate>\n<define-component "
      "role=\"private\" name=\"" +
      std::string(100'000, 'c') + "\"><define-gate role=\"public\" name=\"g\"><or>" + names +
      "</or></define-gate>" + events + "</define-component>");
  for (const std::string& text : {group, component}) {
    EXPECT_TRUE(read(text).tree);
    const OpenPsaResult result = read(text, {.memory = std::uint64_t{16} << 20U});
    ASSERT_FALSE(result.tree);
    EXPECT_EQ(result.diagnostics[0].code, "too-large");
    EXPECT_GE(result.diagnostics[0].line, 4U);
  }
}

TEST(OpenPsaReader, NestingOf100000LevelsIsNoProblem) {
  constexpr int levels = 100'000;
  std::string nested;
  for (int i = 0; i < levels; ++i) nested += "<not>";
  nested += a;
  for (int i = 0; i < levels; ++i) nested += "</not>";
  EXPECT_TRUE(read(top(nested)).tree);
  std::string chain = "<define-gate name=\"g0\">" + a + "</define-gate>";
  for (int i = 1; i < levels; ++i)
    chain += "<define-gate name=\"g" + std::to_string(i) + "\"><or>" + (i % 2 == 0 ? a : b) +
             "<gate name=\"g" + std::to_string(i - 1) + "\"/></or></define-gate>";
  EXPECT_TRUE(read(tree(chain)).tree);
  std::string expression;
  for (int i = 0; i < levels; ++i) expression += "<neg>";
  expression += "<float value=\"0.5\"/>";
  for (int i = 0; i < levels; ++i) expression += "</neg>";
  const auto result =
      read(tree("<define-basic-event name=\"x\">" + expression +
                "</define-basic-event><define-gate name=\"g\"><basic-event name=\"x\"/></define-gate>"));
  ASSERT_TRUE(result.tree);
  EXPECT_EQ(result.tree->probabilities, std::vector<double>{0.5});
  std::string cycle;
  for (int i = 0; i < levels; ++i)
    cycle += "<define-gate name=\"g" + std::to_string(i) + "\"><not><gate name=\"g" +
             std::to_string((i + 1) % levels) + "\"/></not></define-gate>";
  EXPECT_EQ(read(tree(cycle)).diagnostics.front().code, "mef-cycle");
}

TEST(OpenPsaReader, TruncatedTextsEndInDiagnosticsOrATree) {
  const std::string text = tree(good);
  for (std::size_t length = 0; length < text.size(); ++length) {
    const OpenPsaResult result = read(text.substr(0, length));
    EXPECT_EQ(result.tree.has_value(), !models::has_errors(result.diagnostics)) << length;
  }
}

TEST(OpenPsaReader, PublicAndPrivateNames) {
  const std::string text =
      "<opsa-mef><define-fault-tree name=\"t\">"
      "<define-gate name=\"top\"><and><gate name=\"left.inner.g\"/><gate name=\"t.right.g\"/><basic-event "
      "name=\"shared\"/></and></define-gate>"
      "<define-component name=\"left\" role=\"private\"><define-component name=\"inner\">"
      "<define-gate name=\"g\"><basic-event name=\"e\"/></define-gate><define-basic-event name=\"e\"><float "
      "value=\"0.5\"/></define-basic-event>"
      "</define-component></define-component>"
      "<define-component name=\"right\"><define-gate name=\"g\" role=\"private\"><basic-event "
      "name=\"e\"/></define-gate>"
      "<define-basic-event name=\"e\" role=\"private\"><float value=\"0.25\"/></define-basic-event>"
      "<define-basic-event name=\"shared\"><float value=\"0.1\"/></define-basic-event></define-component>"
      "</define-fault-tree></opsa-mef>";
  const OpenPsaResult result = read(text);
  ASSERT_TRUE(result.tree) << result.diagnostics.front().code << " " << result.diagnostics.front().found;
  EXPECT_EQ(result.tree->event_names, (std::vector<std::string>{"t.left.inner.e", "t.right.e", "shared"}));
  EXPECT_EQ(result.tree->probabilities, (std::vector<double>{0.5, 0.25, 0.1}));
}

TEST(OpenPsaReader, TopsCanBeChosen) {
  const std::string text = tree(good + "<define-gate name=\"other\">" + a + "</define-gate>");
  const OpenPsaResult result = read(text, {.tops = {"other", "top"}});
  ASSERT_TRUE(result.tree);
  EXPECT_EQ(result.tree->top_names, (std::vector<std::string>{"other", "top"}));
  EXPECT_EQ(read(text, {.tops = {"nothing"}}).diagnostics.front().code, "unknown-reference");
}

TEST(OpenPsaReader, SeveralTextsAreOneModel) {
  const std::string text = tree(good);
  const std::size_t cut = text.find("<model-data>");
  const std::string first = text.substr(0, cut) + "</opsa-mef>";
  const std::string second = "<opsa-mef>" + text.substr(cut);
  const XmlText both[] = {{"one.xml", first}, {"two.xml", second}};
  EXPECT_TRUE(read_open_psa(both).tree);
  EXPECT_FALSE(read(first).tree);
}

}  // namespace
}  // namespace hakyu::sim::exact
