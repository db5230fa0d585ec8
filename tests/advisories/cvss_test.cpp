// CVSS: every published vector file that is at hand, and vectors with known scores.
#include "models/import/scores/cvss.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

namespace {

using namespace hakyu::models::scores;
namespace fs = std::filesystem;

const fs::path data = fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data" / "cvss";

CvssScores scores_of(const std::string& text) {
  const auto parsed = parse_cvss(text);
  if (const auto* error = std::get_if<CvssError>(&parsed)) {
    ADD_FAILURE() << text << " at " << error->offset << ": " << error->found << " / " << error->expected;
    return {-1.0, {}, {}};
  }
  return score(std::get<CvssVector>(parsed));
}

std::vector<std::optional<double>> numbers(const std::string& text) {
  std::vector<std::optional<double>> all;
  static const std::regex number(R"((None|-?[0-9.]+))");
  for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at)
    all.push_back((*at)[1] == "None" ? std::nullopt : std::optional(std::stod((*at)[1])));
  return all;
}

/// How many lines were compared.
std::size_t compare(const std::string& file) {
  std::ifstream in(data / file);
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    const auto dash = line.find(" - ");
    if (dash == std::string::npos) continue;
    const auto expected = numbers(line.substr(dash + 3));
    const CvssScores found = scores_of(line.substr(0, dash));
    EXPECT_DOUBLE_EQ(found.base, *expected.at(0)) << file << ": " << line;
    if (expected.size() == 3) {
      EXPECT_EQ(found.temporal, expected[1]) << file << ": " << line;
      EXPECT_EQ(found.environmental, expected[2]) << file << ": " << line;
    }
    ++count;
  }
  return count;
}

TEST(CvssFiles, EveryLineHasItsScore) {
  if (!fs::exists(data)) GTEST_SKIP() << "no sample files here";
  std::size_t all = 0;
  for (const auto& entry : fs::directory_iterator(data)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("vectors_")) continue;
    const std::size_t lines = compare(name);
    EXPECT_GT(lines, 0U) << name;
    all += lines;
  }
  EXPECT_GT(all, 4000U);
}

TEST(CvssFiles, HighestVectorOfEachMacroVector) {
  if (!fs::exists(data)) GTEST_SKIP() << "no sample files here";
  std::ifstream in(data / "macro-scores");
  const std::regex form(R"('vector': '([^']+)', 'score': ([0-9.]+))");
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, form)) continue;
    EXPECT_DOUBLE_EQ(scores_of(match[1]).base, std::stod(match[2])) << line;
    ++count;
  }
  EXPECT_EQ(count, 270U);
}

TEST(Cvss, KnownScores) {
  EXPECT_DOUBLE_EQ(scores_of("AV:N/AC:L/Au:N/C:C/I:C/A:C").base, 10.0);
  EXPECT_DOUBLE_EQ(scores_of("(AV:N/AC:L/Au:N/C:P/I:P/A:P)").base, 7.5);
  EXPECT_DOUBLE_EQ(scores_of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H").base, 9.8);
  EXPECT_DOUBLE_EQ(scores_of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H").base, 10.0);
  EXPECT_DOUBLE_EQ(scores_of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N").base, 9.3);
  // Harm to people exists only as a modified metric and must raise the score.
  EXPECT_DOUBLE_EQ(
      scores_of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/MSI:S/MSA:S").base, 10.0);
}

TEST(Cvss, OrderIsFreeAndCanonicalTextIsStable) {
  const auto parsed = std::get<CvssVector>(parse_cvss("CVSS:3.0/S:U/E:X/A:N/AV:N/I:L/C:L/UI:N/PR:H/AC:L"));
  EXPECT_EQ(to_string(parsed), "CVSS:3.0/AV:N/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:N");
  const auto again = std::get<CvssVector>(parse_cvss(to_string(parsed)));
  EXPECT_EQ(to_string(again), to_string(parsed));
}

struct Bad {
  const char* text;
  CvssError::Kind kind;
  std::size_t offset;
};

TEST(Cvss, ErrorsNameTheirPlace) {
  using Kind = CvssError::Kind;
  const Bad all[] = {
      {"", Kind::missing, 0},
      {"CVSS:5.0/AV:N", Kind::prefix, 0},
      {"CVSS:3.1/AV:N/AC:Q/PR:N/UI:N/S:U/C:H/I:H/A:H", Kind::value, 17},
      {"CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", Kind::duplicate, 14},
      {"CVSS:3.1/AV:N/Au:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", Kind::metric, 14},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", Kind::missing, 40},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", Kind::syntax, 44},
      {"CVSS:3.1/AV:N//AC:L", Kind::syntax, 14},
      {"CVSS:3.1/AV", Kind::syntax, 9},
      {"AV:N/AC:L/Au:N/C:P/I:P/A:H", Kind::value, 25},
  };
  for (const Bad& bad : all) {
    const auto parsed = parse_cvss(bad.text);
    const auto* error = std::get_if<CvssError>(&parsed);
    ASSERT_NE(error, nullptr) << bad.text;
    EXPECT_EQ(error->kind, bad.kind) << bad.text;
    EXPECT_EQ(error->offset, bad.offset) << bad.text;
  }
  const std::string huge(10'000'000, 'A');
  EXPECT_LE(std::get<CvssError>(parse_cvss(huge)).found.size(), 40U);
}

TEST(Cvss, SeverityNames) {
  EXPECT_EQ(severity(0.0), CvssSeverity::none);
  EXPECT_EQ(severity(3.9), CvssSeverity::low);
  EXPECT_EQ(severity(4.0), CvssSeverity::medium);
  EXPECT_EQ(severity(8.9), CvssSeverity::high);
  EXPECT_EQ(severity(9.0), CvssSeverity::critical);
}

}  // namespace
