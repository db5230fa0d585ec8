#include "models/import/matching/cpe.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>

namespace hakyu::models::matching {
namespace {

std::string formatted(std::string_view text) {
  const auto cpe = read_cpe(text);
  return cpe ? to_string(*cpe) : "–";
}

TEST(Cpe, UriAndFormattedStringAreTheSameName) {
  // Examples of NISTIR 7695 §6.1.2, §6.1.3 and §6.2.
  EXPECT_EQ(formatted("cpe:/a:microsoft:internet_explorer:8.0.6001:beta"),
            R"(cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*)");
  EXPECT_EQ(formatted("cpe:/a:microsoft:internet_explorer:8.%2a:sp%3f"),
            R"(cpe:2.3:a:microsoft:internet_explorer:8.\*:sp\?:*:*:*:*:*:*)");
  EXPECT_EQ(formatted("cpe:/a:microsoft:internet_explorer:8.%02:sp%01"),
            R"(cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*)");
  EXPECT_EQ(formatted("cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~"),
            R"(cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:x64:*)");
  EXPECT_EQ(formatted("cpe:/a:hp:openview_network_manager:7.51:-:~~~linux~~"),
            R"(cpe:2.3:a:hp:openview_network_manager:7.51:-:*:*:*:linux:*:*)");
  EXPECT_EQ(formatted("cpe:/a:foo%5cbar:big%24money_2010%07:::~~special~ipod_touch~80gb~"), "–")
      << "%07 is no character";
  EXPECT_EQ(formatted("cpe:/a:foo~bar:big%7emoney_2010"),
            R"(cpe:2.3:a:foo\~bar:big\~money_2010:*:*:*:*:*:*:*:*)");
  EXPECT_EQ(formatted(R"(cpe:2.3:a:foo\\bar:big\$money_2010:*:*:*:*:special:ipod_touch:80gb:*)"),
            R"(cpe:2.3:a:foo\\bar:big\$money_2010:*:*:*:*:special:ipod_touch:80gb:*)");
}

TEST(Cpe, ReadsWhatCataloguesReallyWrite) {
  EXPECT_EQ(formatted("cpe:2.3::microsoft"), "cpe:2.3:*:microsoft:*:*:*:*:*:*:*:*:*");
  EXPECT_EQ(formatted("cpe:/:microsoft"), formatted("cpe:2.3::microsoft"));
  EXPECT_EQ(formatted("cpe:2.3:o:mitsubishielectric:melsec_iq-fx5u-32mr%2Fds_firmware:*:*:*:*:*:*:*:*"),
            formatted("cpe:/o:mitsubishielectric:melsec_iq-fx5u-32mr%2Fds_firmware"));
  const auto cisco = read_cpe(R"(cpe:2.3:a:cisco:finesse:12.5\(1\):su1:*:*:*:*:*:*)");
  ASSERT_TRUE(cisco);
  EXPECT_EQ((*cisco)[CpeAttribute::version].plain(), "12.5(1)");
  EXPECT_EQ((*cisco)[CpeAttribute::update].plain(), "su1");
  EXPECT_EQ(formatted("CPE:2.3:A:Microsoft:Windows_10:1809"),
            "cpe:2.3:a:microsoft:windows_10:1809:*:*:*:*:*:*:*");
}

TEST(Cpe, RefusesWhatIsNoName) {
  for (const char* bad :
       {"", "cpe:", "cpe:2.3", "cpe:2.2:a:x:y", "pkg:npm/x", "cpe:/x:a:b", "cpe:2.3:b:x:y",
        "cpe:2.3:a:x:y:1:2:3:4:5:6:7:8:9", "cpe:/a:1:2:3:4:5:6:7", "cpe:2.3:a:x:a*b", "cpe:2.3:a:x:a?b",
        "cpe:2.3:a:x:**", "cpe:2.3:a:x:y\\", "cpe:/a:x:%zz", "cpe:/a:x:y%1"})
    EXPECT_FALSE(read_cpe(bad)) << bad;
  EXPECT_FALSE(read_cpe("cpe:2.3:a:" + std::string(2000, 'x')));
}

TEST(Cpe, ALiteralDashIsNotNotApplicable) {
  const auto literal = read_cpe(R"(cpe:2.3:a:x:y:\-)");
  ASSERT_TRUE(literal);
  EXPECT_TRUE((*literal)[CpeAttribute::version].is_text());
  EXPECT_EQ(read_cpe(to_string(*literal)), literal);
  EXPECT_EQ((*read_cpe("cpe:2.3:a:x:y:-"))[CpeAttribute::version].kind, CpeValue::Kind::not_applicable);
}

Relation related(const char* a, const char* b) {
  const auto x = read_cpe(a);
  const auto y = read_cpe(b);
  EXPECT_TRUE(x && y) << a << " " << b;
  return compare(*x, *y);
}

TEST(Cpe, ExamplesOfTheMatchingSpecification) {
  // NISTIR 7696 §6.1.2, table 6-3 and the examples of §7.
  EXPECT_EQ(related("cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:sp2",
                    "cpe:2.3:a:microsoft:internet_explorer:*:beta"),
            Relation::subset);
  EXPECT_EQ(related("cpe:2.3:a:adobe:*:9.*:*:palmos", "cpe:2.3:a:*:reader:9.3.2:-:-"), Relation::disjoint);
  EXPECT_EQ(related("cpe:2.3:a:adobe:reader:9.*:-:-", "cpe:2.3:a:adobe:reader:8.3.2:-:-"),
            Relation::disjoint);
  EXPECT_EQ(related("cpe:2.3:o:microsoft:windows_?:*:*:*:en-us:home*:-:x64:-",
                    "cpe:2.3:o:microsoft:windows_7:6.1:sp1:*:en-us:home_basic:-:x32:*"),
            Relation::disjoint);
  EXPECT_EQ(related("cpe:2.3:o:microsoft:windows_?:*", "cpe:2.3:o:microsoft:windows_7:6.1"),
            Relation::superset);
  EXPECT_EQ(related("cpe:2.3:a:x:y:8.*", "cpe:2.3:a:x:y:8.*"), Relation::equal);
  EXPECT_EQ(related("cpe:2.3:a:x:y:8.1", "cpe:2.3:a:x:y:8.*"), Relation::undefined);
  EXPECT_EQ(related("cpe:2.3:a:x:y:1:*", "cpe:2.3:a:x:y:*:2"), Relation::undefined) << "they overlap";
}

/// The relation of two values from the sets they stand for, over all texts of a small alphabet: another way
/// than the library's, and slow.
Relation by_enumeration(const std::string& source, const std::string& target,
                        const std::vector<std::string>& texts) {
  const auto set = [&](const std::string& value) {
    std::string pattern;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] == '\\') {
        pattern += "\\" + std::string(1, value[++i]);
      } else if (value[i] == '*') {
        pattern += ".*";
      } else if (value[i] == '?') {
        pattern += ".?";
      } else {
        pattern += value[i] == '.' ? "\\." : std::string(1, value[i]);
      }
    }
    const std::regex regex(pattern);
    std::vector<bool> in(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) in[i] = std::regex_match(texts[i], regex);
    return in;
  };
  const auto a = set(source);
  const auto b = set(target);
  bool a_in_b = true, b_in_a = true, meet = false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    a_in_b = a_in_b && (!a[i] || b[i]);
    b_in_a = b_in_a && (!b[i] || a[i]);
    meet = meet || (a[i] && b[i]);
  }
  if (a_in_b && b_in_a) return Relation::equal;
  if (b_in_a) return Relation::superset;
  if (a_in_b) return Relation::subset;
  return meet ? Relation::undefined : Relation::disjoint;
}

TEST(Cpe, ComparesLikeTheSetsThatValuesStandFor) {
  std::vector<std::string> texts{""};
  for (std::size_t from = 0; texts.size() < 1000; ++from)
    for (const char c : {'a', 'b', '*', '.'}) texts.push_back(texts[from] + c);
  std::mt19937 random(7);
  const auto pick = [&](const std::vector<std::string>& list) { return list[random() % list.size()]; };
  std::size_t wild = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string core;
    for (auto n = 1 + random() % 2; n > 0; --n) core += pick({"a", "b", R"(\*)", "."});
    const std::string source = pick({"", "", "*", "?", "??"}) + core + pick({"", "", "*", "?", "??"});
    std::string target;
    for (auto n = 1 + random() % 4; n > 0; --n) target += pick({"a", "b", R"(\*)", "."});
    const Relation got =
        compare(CpeValue{CpeValue::Kind::text, source}, CpeValue{CpeValue::Kind::text, target});
    const Relation want = by_enumeration(source, target, texts);
    ASSERT_EQ(got, want) << source << " " << target;
    wild += got == Relation::superset ? 1U : 0U;
  }
  EXPECT_GT(wild, 25U);
}

TEST(Cpe, EveryPairOfKindsAsTable62Says) {
  using Kind = CpeValue::Kind;
  const CpeValue any{}, na{Kind::not_applicable, {}}, i{Kind::text, "8.0"}, k{Kind::text, "9.0"},
      wild{Kind::text, "8.*"}, other_wild{Kind::text, "9.*"};
  struct Row {
    const CpeValue &source, &target;
    Relation relation;
  };
  const Row rows[] = {{any, any, Relation::equal},    {any, na, Relation::superset},
                      {any, i, Relation::superset},   {any, wild, Relation::undefined},
                      {na, any, Relation::subset},    {na, na, Relation::equal},
                      {na, i, Relation::disjoint},    {na, wild, Relation::undefined},
                      {i, i, Relation::equal},        {i, k, Relation::disjoint},
                      {i, wild, Relation::undefined}, {i, na, Relation::disjoint},
                      {i, any, Relation::subset},     {wild, i, Relation::superset},
                      {wild, k, Relation::disjoint},  {wild, any, Relation::subset},
                      {wild, na, Relation::disjoint}, {wild, other_wild, Relation::undefined}};
  for (const Row& row : rows)
    EXPECT_EQ(compare(row.source, row.target), row.relation) << row.source.text << " " << row.target.text;
}

}  // namespace
}  // namespace hakyu::models::matching
