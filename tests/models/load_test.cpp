#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

namespace fs = std::filesystem;

class Load : public testing::Test {
 protected:
  Load() : folder_(fs::temp_directory_path() / ("hakyu-load-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "model" / "sub");
  }
  ~Load() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  std::vector<std::string> names(const std::vector<Document>& documents) const {
    std::vector<std::string> out;
    for (const Document& d : documents) out.push_back(fs::relative(d.name, folder_).generic_string());
    return out;
  }

  fs::path folder_;
  Diagnostics diagnostics_;
};

TEST_F(Load, TakesAllJsonFilesBelowAFolderInOrder) {
  put("model/b.json", "B");
  put("model/a.json", "A");
  put("model/sub/c.json", "C");
  put("model/readme.md", "x");
  const auto documents = load({folder_ / "model"}, diagnostics_);
  EXPECT_EQ(names(documents), (std::vector<std::string>{"model/a.json", "model/b.json", "model/sub/c.json"}));
  EXPECT_EQ(documents.at(0).text, "A");
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Load, ReadsAFileOnceHoweverOftenItIsNamed) {
  put("model/a.json", "A");
  EXPECT_EQ(load({folder_ / "model", folder_ / "model/a.json"}, diagnostics_).size(), 1U);
}

TEST_F(Load, SaysWhatIsNotThere) {
  EXPECT_TRUE(load({folder_ / "nothing.json"}, diagnostics_).empty());
  ASSERT_EQ(diagnostics_.size(), 1U);
  EXPECT_EQ(diagnostics_[0].code, codes::not_found);
  diagnostics_.clear();
  EXPECT_TRUE(load({folder_ / "model"}, diagnostics_).empty());
  EXPECT_EQ(diagnostics_.at(0).code, codes::no_files);
  EXPECT_EQ(diagnostics_.at(0).severity, Severity::error);
}

TEST_F(Load, AFolderInsideThatCannotBeOpenedMayHoldAPartOfTheModel) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is closed to root";
  put("model/a.json", "A");
  fs::permissions(folder_ / "model/sub", fs::perms::none);
  const auto documents = load({folder_ / "model"}, diagnostics_);
  fs::permissions(folder_ / "model/sub", fs::perms::owner_all);
  ASSERT_EQ(diagnostics_.size(), 1U);
  EXPECT_EQ(diagnostics_[0].code, codes::cannot_read);
  EXPECT_EQ(fs::path(diagnostics_[0].file).filename(), "sub");
}

TEST_F(Load, SaysOfATableHowItIsRead) {
  fs::create_directory(folder_ / "ledgers");
  put("ledgers/台帳 2026.XLSX", "PK");
  for (const fs::path& path : {folder_ / "ledgers", folder_ / "ledgers/台帳 2026.XLSX"}) {
    diagnostics_.clear();
    EXPECT_TRUE(load({path}, diagnostics_).empty());
    ASSERT_EQ(diagnostics_.size(), 1U);
    EXPECT_EQ(diagnostics_[0].code, codes::table_file);
    EXPECT_TRUE(diagnostics_[0].found.ends_with("台帳 2026.XLSX")) << diagnostics_[0].found;
    EXPECT_EQ(diagnostics_[0].expected, "hakyu import ledger");
  }
  put("ledgers/model.json", "{}");
  diagnostics_.clear();
  EXPECT_EQ(load({folder_ / "ledgers"}, diagnostics_).size(), 1U) << "a ledger may lie beside the model";
  EXPECT_TRUE(diagnostics_.empty());
}

TEST_F(Load, SaysOfAMappingHowItIsUsed) {
  fs::create_directory(folder_ / "hospital");
  put("hospital/map.json", R"({"format": "hakyu-mapping/1", "columns": {}})");
  for (const fs::path& path : {folder_ / "hospital", folder_ / "hospital/map.json"}) {
    diagnostics_.clear();
    EXPECT_TRUE(load({path}, diagnostics_).empty());
    ASSERT_EQ(diagnostics_.size(), 1U);
    EXPECT_EQ(diagnostics_[0].code, codes::mapping_file);
    EXPECT_EQ(diagnostics_[0].severity, Severity::error);
  }
  put("hospital/model.json", "{}");
  diagnostics_.clear();
  EXPECT_EQ(load({folder_ / "hospital"}, diagnostics_).size(), 1U);
  ASSERT_EQ(diagnostics_.size(), 1U);
  EXPECT_EQ(diagnostics_[0].severity, Severity::warning) << "a mapping may lie beside the model";
}

TEST_F(Load, AModelMayLieWhereNamesAreJapaneseAndHaveBlanks) {
  fs::create_directory(folder_ / "病院 モデル");
  put("病院 モデル/診療所 1.json", "A");
  EXPECT_EQ(names(load({folder_ / "病院 モデル"}, diagnostics_)),
            (std::vector<std::string>{"病院 モデル/診療所 1.json"}));
}

TEST_F(Load, FollowsNoLinkOutOfTheFolder) {
  put("secret.json", "S");
  put("model/a.json", "A");
  fs::create_symlink(folder_ / "secret.json", folder_ / "model/link.json");
  fs::create_symlink(folder_ / "model/a.json", folder_ / "model/b.json");
  fs::create_directory_symlink(folder_, folder_ / "model/loop");
  EXPECT_EQ(names(load({folder_ / "model"}, diagnostics_)), (std::vector<std::string>{"model/a.json"}));
  ASSERT_EQ(diagnostics_.size(), 1U) << describe_all(diagnostics_);
  EXPECT_EQ(diagnostics_[0].code, codes::outside_folder);
  EXPECT_EQ(diagnostics_[0].severity, Severity::warning);
}

TEST_F(Load, StopsReadingAtTheLimit) {
  if (!fs::exists("/dev/zero")) GTEST_SKIP();
  EXPECT_TRUE(load({"/dev/zero"}, diagnostics_).empty());
  EXPECT_EQ(diagnostics_.at(0).code, codes::too_large);
}

}  // namespace
}  // namespace hakyu::models
