// Results reach their file completely or not at all.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

namespace fs = std::filesystem;
using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::read_file;
using hakyu::test::scenario;

std::vector<std::string> impact_into(const std::string& file) {
  return {"impact", scenario("clinic"), "--down", "vpn-router", "--json", file};
}

std::size_t entries(const Folder& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), {}));
}

TEST(Output, FileHasTheSameBytesAsStandardOutput) {
  const Folder folder;
  const Finished direct = hakyu(impact_into("-"));
  const Finished into = hakyu(impact_into(folder.at("result.json")));
  EXPECT_EQ(into.status, 0) << into.err;
  EXPECT_EQ(into.out, "");
  EXPECT_NE(into.err.find("result.json"), std::string::npos) << "does not say where";
  EXPECT_EQ(read_file(folder.at("result.json")), direct.out);
  EXPECT_FALSE(nlohmann::json::parse(direct.out, nullptr, false).is_discarded());
  EXPECT_EQ(entries(folder), 1U) << "something was left beside the file";
}

TEST(Output, FullDiskLeavesTheOldFile) {
  const Folder folder;
  const std::string file = folder.write("result.json", "old");
  const Finished done = hakyu(impact_into(file), {.file_size = 300});
  EXPECT_EQ(done.status, 3) << done.err;
  EXPECT_NE(done.err.find("result.json"), std::string::npos) << done.err;
  EXPECT_EQ(read_file(file), "old");
  EXPECT_EQ(entries(folder), 1U) << "the part that was written was left there";
}

TEST(Output, FullDeviceIsReported) {
  EXPECT_EQ(hakyu(impact_into("-"), {.standard_output = "/dev/full"}).status, 3);
  EXPECT_EQ(hakyu({"check", scenario("clinic")}, {.standard_output = "/dev/full"}).status, 3);
  const Finished done = hakyu(impact_into("/dev/full"));
  EXPECT_EQ(done.status, 3);
  EXPECT_TRUE(fs::is_character_file("/dev/full")) << "the device was replaced by a file";
}

TEST(Output, ADeviceIsWrittenToAndNotReadAsAnEarlierImport) {
  const Folder folder;
  const std::string ledger = folder.write("l.csv", "管理番号,機器名,機器種別\nSV-1,検査サーバ,サーバ\n");
  const auto import_into = [&](const std::string& device) {
    return hakyu({"import", "ledger", ledger, "--mapping", "it-ledger", "-o", device});
  };
  EXPECT_EQ(import_into("/dev/full").status, 3);
  EXPECT_EQ(import_into("/dev/null").status, 0);
  EXPECT_FALSE(fs::exists("/dev/null.imported"));
}

TEST(Output, FolderThatIsNotThereIsReported) {
  const Finished done = hakyu(impact_into("/nonexistent-folder/result.json"));
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.err.find("The folder “/nonexistent-folder” does not exist"), std::string::npos) << done.err;
}

TEST(Output, APlaceWhereNothingCanBeWrittenIsRefusedBeforeTheSimulation) {
  const Folder folder;
  for (const std::string& place : {folder.path().string(), folder.at("no/report.html")}) {
    const Finished done =
        hakyu({"report", scenario("general-hospital"), "--replications", "100000000", "-o", place});
    EXPECT_EQ(done.status, 2) << done.err;
    EXPECT_NE(done.err.find(folder.path().string()), std::string::npos) << done.err;
  }
}

TEST(Output, WhatACommandReadsIsNotOverwritten) {
  const Folder folder;
  const std::string folder_path = folder.path().string();
  const std::string model = folder.write("m.json", read_file(fs::path(scenario("clinic")) / "clinic.json"));
  const std::string list = folder.write("l.csv", "id\n"), tree = folder.write("t.xml", "<opsa-mef/>");
  const std::string store = folder.write("v.sqlite", "a store");
  const std::vector<std::pair<std::string, std::vector<std::string>>> calls{
      {model, {"report", model, "-o", model}},
      {model, {"check", model, "--csv", model}},
      {model, {"check", folder_path, "--xlsx", model}},
      {model, {"impact", model, "--down", "vpn-router", "--json", model}},
      {model, {"simulate", model, "--json", folder_path + "/./m.json"}},
      {model, {"rank", model, "--json", model}},
      {model, {"graph", model, "-o", folder.at("m.dot")}},
      {model, {"availability", model, "--json", model}},
      {tree, {"availability", "--mef", tree, "--to-mef", tree}},
      {model, {"start-order", model, "--json", model}},
      {store, {"match", model, "--store", store, "--csv", store}},
      {list, {"match", model, "--store", store, "--answers", list, "--csv", list}},
      {store, {"draft", model, "--store", store, "--xlsx", store}},
      {list, {"import", "ledger", list, "--guess", "-o", list}}};
  fs::create_symlink("m.json", folder.at("m.dot"));
  for (const auto& [input, call] : calls) {
    const std::string before = read_file(input);
    const Finished done = hakyu(call);
    EXPECT_EQ(done.status, 2) << call.front() << done.err;
    EXPECT_NE(done.err.find("would be overwritten"), std::string::npos) << call.front() << done.err;
    EXPECT_EQ(read_file(input), before) << call.front();
  }
}

TEST(Output, NamesMayBeJapaneseAndHaveBlanks) {
  const Folder folder;
  EXPECT_EQ(hakyu(impact_into(folder.at("結果 1.json"))).status, 0);
  EXPECT_TRUE(fs::exists(folder.at("結果 1.json")));
}

TEST(Output, PermissionsAndLinksAreKept) {
  const Folder folder;
  const std::string file = folder.write("real.json", "old");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real.json", folder.path() / "link.json");
  EXPECT_EQ(hakyu(impact_into(folder.at("link.json"))).status, 0);
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link.json"));
  EXPECT_NE(read_file(file), "old");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Output, NewFilesAreReadableAsTheUserWants) {
  const Folder folder;
  const mode_t before = ::umask(022);
  EXPECT_EQ(hakyu(impact_into(folder.at("new.json"))).status, 0);
  ::umask(before);
  EXPECT_EQ(fs::status(folder.at("new.json")).permissions(), fs::perms(0644));
}

TEST(Output, QuietSaysNothing) {
  const Folder folder;
  auto arguments = impact_into(folder.at("new.json"));
  arguments.emplace_back("--quiet");
  EXPECT_EQ(hakyu(arguments).err, "");
}

TEST(Output, NoProgressLineWhereThereIsNoTerminal) {
  const Finished done =
      hakyu({"simulate", scenario("clinic"), "--plan", "sunday-all", "--replications", "2000"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.err.find('\r'), std::string::npos) << done.err;
  EXPECT_EQ(done.out.find('\x1b'), std::string::npos);
}

}  // namespace
