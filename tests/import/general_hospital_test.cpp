// The ledger of the shipped hospital, imported from nothing, says the same as its model files – as far as a
// ledger can say it (scenarios/general-hospital/README.md lists what it cannot).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "models/import/codes.hpp"
#include "models/import/ledger.hpp"
#include "models/read/read.hpp"
#include "models/write.hpp"

namespace hakyu::models::import {
namespace {

namespace fs = std::filesystem;

const fs::path scenario = fs::path(HAKYU_SOURCE_DIR) / "scenarios/general-hospital";

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

Model model_files() {
  Diagnostics found;
  ReadResult read = models::read(load({scenario.string()}, found));
  EXPECT_FALSE(has_errors(found) || has_errors(read.diagnostics));
  return std::move(read.model);
}

LedgerResult imported(const std::vector<std::string>& files) {
  std::vector<Table> tables;
  for (const std::string& file : files) {
    TableResult read = read_tables(file, bytes_of(scenario / "ledger" / file));
    EXPECT_TRUE(read.diagnostics.empty()) << file;
    for (Table& table : read.tables) tables.push_back(std::move(table));
  }
  const MappingResult mapping = read_mapping("mapping", bytes_of(scenario / "ledger/mapping.jsonc"));
  EXPECT_TRUE(mapping.diagnostics.empty());
  LedgerResult result = make_ledger(tables, mapping.mapping, "", "ledger.json");
  EXPECT_FALSE(has_errors(models::read(write(result.model)).diagnostics)) << "what is imported is a model";
  return result;
}

/// What a ledger can say about a resource, as comparable texts.
std::map<std::string, std::string> said(const Resource& r) {
  const auto date = [](const std::optional<Date>& day) {
    return day ? std::to_string(std::chrono::sys_days(*day).time_since_epoch().count()) : std::string();
  };
  std::string software, lines;
  for (const Software& each : r.software) software += each.name + " " + each.version + "; ";
  for (const RemoteMaintenance& each : r.remote_maintenance) lines += each.party + " via " + each.via + "; ";
  return {{"kind", std::to_string(static_cast<int>(r.kind))},
          {"name", r.name.in(Language::ja)},
          {"asset_number", r.asset_number},
          {"system", r.system},
          {"zone", r.zone},
          {"maker", r.maker},
          {"model", r.model},
          {"location", r.location.in(Language::ja)},
          {"department", r.department.in(Language::ja)},
          {"users", r.users.in(Language::ja)},
          {"quantity", r.quantity ? std::to_string(*r.quantity) : ""},
          {"owner", r.owner},
          {"maintainer", r.maintainer},
          {"procurement", std::to_string(static_cast<int>(r.procurement))},
          {"runs_on", r.runs_on},
          {"software", software},
          {"lines", lines},
          {"support_ends", date(r.support_ends)},
          {"last_confirmed", date(r.last_confirmed)}};
}

std::map<Id, std::map<std::string, std::string>> said(const Model& model) {
  std::map<Id, std::map<std::string, std::string>> all;
  for (const Resource& each : model.resources)
    if (each.usable != Usable::retired) all[each.id] = said(each);
  return all;
}

/// Who needs whom, between resources.
std::set<std::pair<Id, Id>> needs(const Model& model) {
  std::set<Id> resources;
  for (const Resource& each : model.resources) resources.insert(each.id);
  std::set<std::pair<Id, Id>> all;
  const auto add = [&](const Id& from, const Requirement& requirement) {
    for (const Id& to : requirement.of)
      if (resources.count(from) > 0 && resources.count(to) > 0) all.emplace(from, to);
  };
  for (const Resource& each : model.resources)
    for (const Requirement& requirement : each.requirements) add(each.id, requirement);
  for (const Dependency& each : model.dependencies) add(each.from, each.requirement);
  return all;
}

void expect_the_model(const LedgerResult& ledger) {
  const Model model = model_files();
  const auto wanted = said(model), got = said(ledger.model);
  EXPECT_EQ(got.size(), wanted.size());
  for (const auto& [id, fields] : wanted) {
    ASSERT_TRUE(got.count(id) > 0) << id;
    EXPECT_EQ(got.at(id), fields) << id;
  }
  EXPECT_EQ(needs(ledger.model), needs(model));
  std::map<Id, std::string> parties;
  for (const Party& each : model.parties) parties[each.id] = each.name.in(Language::ja);
  for (const Party& each : ledger.model.parties) {
    if (each.id != "hospital") {
      EXPECT_EQ(each.name.plain, parties[each.id]);
    }
    EXPECT_TRUE(parties.count(each.id) > 0) << each.id;
  }
  std::size_t both = 0, confirmed = 0;
  for (const Dependency& each : model.dependencies) both += each.confirmed_by.size();
  for (const Dependency& each : ledger.model.dependencies) confirmed += each.confirmed_by.size();
  EXPECT_EQ(confirmed, both);
}

TEST(GeneralHospital, ItsWorkbookGivesItsResources) { expect_the_model(imported({"ledger.xlsx"})); }

TEST(GeneralHospital, ItsCsvGivesItsResources) {
  const LedgerResult result = imported({"ledger-cp932.csv", "connections-cp932.csv"});
  EXPECT_EQ(result.sheets.at(0).encoding, "CP932");
  expect_the_model(result);
}

TEST(GeneralHospital, ItsLedgerLeavesNothingUnread) {
  for (const Diagnostic& each : imported({"ledger.xlsx"}).diagnostics)
    ADD_FAILURE() << each.code << " " << each.pointer << " " << each.found;
}

TEST(GeneralHospital, ADisposedDeviceStaysRetired) {
  for (const Resource& each : imported({"ledger.xlsx"}).model.resources)
    EXPECT_EQ(each.usable == Usable::retired, each.id == "old-lis") << each.id;
}

}  // namespace
}  // namespace hakyu::models::import
