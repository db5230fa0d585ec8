// Decision tables: every published row, and what remains possible while something is unknown.
#include "models/import/scores/decisions.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "models/diagnostic.hpp"

namespace {

using namespace hakyu::models::scores;
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// Splits a line of the published tables, whose values hold no commas and no quotes.
Words cells(const std::string& line) {
  Words all(1);
  for (const char c : line) {
    if (c == ',')
      all.emplace_back();
    else if (c != '\r')
      all.back() += c;
  }
  return all;
}

struct Published {
  const char* id;
  const char* file;
  std::size_t rows;
};

TEST(Decisions, EveryPublishedRow) {
  const fs::path folder = fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data" / "ssvc";
  if (!fs::exists(folder)) GTEST_SKIP() << "no sample files here";
  for (const Published& published :
       {Published{"ssvc-deployer", "deployer_patch_application_priority_1_0_0.csv", 72},
        Published{"ssvc-human-impact", "human_impact_1_0_0.csv", 16},
        Published{"cisa-bod-26-04", "cisa_bod_26_04_1_0_0.csv", 16}}) {
    const DecisionTable& table = decision_table(published.id);
    std::ifstream in(folder / published.file);
    std::string line;
    std::getline(in, line);
    std::size_t rows = 0;
    while (std::getline(in, line)) {
      const Words row = cells(line);
      const Answers answers(row.begin() + 1, row.end() - 1);
      EXPECT_EQ(possible_outcomes(table, answers), Words{row.back()}) << published.file << ": " << line;
      ++rows;
    }
    EXPECT_EQ(rows, published.rows);
    EXPECT_EQ(table.cells.size(), published.rows);
  }
}

TEST(Decisions, UnknownStaysUnknown) {
  const DecisionTable& table = decision_table("ssvc-deployer");
  EXPECT_EQ(possible_outcomes(table, {"active", "open", "yes", std::nullopt}),
            (Words{"out-of-cycle", "immediate"}));
  EXPECT_EQ(possible_outcomes(table, Answers(4)).size(), 4U);
  EXPECT_EQ(possible_outcomes(decision_table("cisa-bod-26-04"), {std::nullopt, "yes", "yes", "total"}),
            (Words{"3 days", "3 days & forensic investigation"}));
}

TEST(Decisions, TheTableDecidesNotTheProse) {
  const DecisionTable& table = decision_table("ssvc-human-impact");
  EXPECT_EQ(possible_outcomes(table, {"marginal", "degraded"}), Words{"low"});
  EXPECT_EQ(possible_outcomes(table, {"critical", "degraded"}), Words{"medium"});
  EXPECT_EQ(possible_outcomes(table, {"critical", "mef failure"}), Words{"high"});
}

TEST(Decisions, WrongAnswersAreRefused) {
  const DecisionTable& table = decision_table("ssvc-deployer");
  EXPECT_THROW((void)possible_outcomes(table, {"active"}), hakyu::models::Error);
  EXPECT_THROW((void)possible_outcomes(table, {"Active", "open", "yes", "low"}), hakyu::models::Error);
  EXPECT_THROW((void)decision_table("nothing"), hakyu::models::Error);
}

}  // namespace
