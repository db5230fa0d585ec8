#include "viz/sheets/ledger.hpp"

#include <unordered_map>

#include "viz/chart/names.hpp"
#include "viz/json/gaps.hpp"
#include "viz/text/coverage.hpp"
#include "viz/text/gaps.hpp"

namespace hakyu::viz {

namespace {

using Cells = std::vector<SheetCell>;

double number(std::size_t n) { return static_cast<double>(n); }

/// Resources by id.
class Resources {
 public:
  explicit Resources(const models::Model& model) {
    for (const models::Resource& each : model.resources) by_id_.emplace(each.id, &each);
  }
  [[nodiscard]] const models::Resource& operator[](const models::Id& id) const { return *by_id_.at(id); }

 private:
  std::unordered_map<models::Id, const models::Resource*> by_id_;
};

/// What depends on it; blank where no dependency is stated, because it is not known.
Cells stake_cells(const sim::Stake& stake) {
  if (!stake.connected) return {"", "", ""};
  return {number(stake.services), stake.weight, number(stake.resources)};
}

void append(Cells& row, Cells more) {
  for (SheetCell& each : more) row.push_back(std::move(each));
}

Sheet field_sheet(const models::Coverage& coverage, const Words& w) {
  Sheet sheet{w(msgid("sheet", "Coverage")), "", {}, {}};
  sheet.title = coverage.as_of ? w.format("Reference date: {0}", w.date(*coverage.as_of))
                               : w("Reference date: not stated");
  sheet.columns = {{w(msgid("ledger", "field")), 24},
                   {w(msgid("ledger", "applies to")), 12},
                   {w(msgid("ledger", "stated")), 12},
                   {w(msgid("ledger", "missing")), 12}};
  for (const models::FieldCoverage& each : coverage.fields)
    sheet.rows.push_back({ledger_field_name(w, each.field), number(each.of),
                          number(each.of - each.missing.size()), number(each.missing.size())});
  return sheet;
}

Sheet system_sheet(const models::Coverage& coverage, const ModelNames& names) {
  const Words& w = names.words();
  Sheet sheet{w(msgid("sheet", "Systems")), w("What is missing, by system"), {}, {}};
  sheet.columns = {{w(msgid("ledger", "system")), 28}, {w(msgid("ledger", "resources")), 12}};
  for (const models::FieldCoverage& each : coverage.fields)
    sheet.columns.push_back({ledger_field_name(w, each.field), 14});
  for (const models::SystemCoverage& each : coverage.systems) {
    Cells row{each.system.empty() ? w(msgid("ledger", "(no system stated)")) : names.system_name(each.system),
              number(each.resources)};
    for (std::size_t f = 0; f < each.of.size(); ++f) row.emplace_back(number(each.of[f] - each.stated[f]));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet party_sheet(const Resources& resources, const ModelNames& names, const PartyGaps& party) {
  const Words& w = names.words();
  Sheet sheet{whom(names, party.party),
              w.format("Questions to {0}. Please answer in the last columns.", whom(names, party.party)),
              {{w("no."), 6},
               {w(msgid("ledger", "what")), 28},
               {w(msgid("ledger", "asset number")), 14},
               {w(msgid("ledger", "question")), 70},
               {w("answer"), 40},
               {w(msgid("ledger", "answered by")), 16},
               {w(msgid("ledger", "date")), 12}},
              {}};
  for (const sim::Gap* gap : party.gaps)
    sheet.rows.push_back({number(sheet.rows.size() + 1), names.node(gap->resource),
                          resources[gap->resource].asset_number, question(names, *gap), "", "", ""});
  return sheet;
}

}  // namespace

Sheet gap_sheet(const models::Model& model, const std::vector<sim::Gap>& gaps, const Words& words) {
  const ModelNames names(model, words);
  const Resources resources(model);
  Sheet sheet{words(msgid("sheet", "To find out")),
              "",
              {{words("no."), 6},
               {words(msgid("ledger", "kind")), 16},
               {"id", 20},
               {words(msgid("ledger", "what")), 28},
               {words(msgid("ledger", "asset number")), 14},
               {words(msgid("ledger", "system")), 18},
               {words(msgid("ledger", "missing")), 36},
               {words(msgid("ledger", "question")), 70},
               {words(msgid("ledger", "to ask")), 28},
               {words(msgid("ledger", "services that need it")), 12},
               {words(msgid("ledger", "their weight")), 12},
               {words(msgid("ledger", "resources that need it")), 12}},
              {}};
  for (const sim::Gap& gap : gaps) {
    const models::Resource& resource = resources[gap.resource];
    Cells row{number(sheet.rows.size() + 1),
              kind_name(words, gap.kind),
              gap.resource,
              names.node(gap.resource),
              resource.asset_number,
              names.system_name(resource.system),
              what(names, gap),
              question(names, gap),
              whom(names, gap.ask)};
    append(row, stake_cells(gap.stake));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

std::vector<Sheet> ledger_sheets(const models::Model& model, const models::Coverage& coverage,
                                 const std::vector<sim::Gap>& gaps, const Words& words) {
  const ModelNames names(model, words);
  const Resources resources(model);
  std::vector<Sheet> sheets{field_sheet(coverage, words), system_sheet(coverage, names),
                            gap_sheet(model, gaps, words)};
  for (const PartyGaps& each : by_party(gaps)) sheets.push_back(party_sheet(resources, names, each));
  return sheets;
}

}  // namespace hakyu::viz
