#include "viz/text/coverage.hpp"

#include <algorithm>
#include <array>

#include "viz/chart/names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

struct CoverageField {
  std::string_view field;
  Message message;
};

constexpr std::array coverage_fields{
    CoverageField{"asset_number", msgid("ledger", "asset number")},
    CoverageField{"owner", msgid("ledger", "owner")},
    CoverageField{"maintainer", msgid("ledger", "maintainer")},
    CoverageField{"location", msgid("ledger", "location")},
    CoverageField{"software.version", msgid("ledger", "software and version")},
    CoverageField{"support_ends", msgid("ledger", "end of support")},
    CoverageField{"last_confirmed", msgid("ledger", "last confirmed")},
};

constexpr std::size_t most_names = 5;
constexpr std::size_t most_systems = 40;  ///< a ledger may call anything a system

std::string list(const ModelNames& names, const std::vector<models::Id>& ids) {
  return first_few(names.words(), ids, most_names,
                   [&](const models::Id& id) { return printable(names.node(id)); });
}

std::string field_table(const models::Coverage& coverage, const ModelNames& names, const Words& words) {
  Table table({{words(msgid("ledger", "field")), Align::left},
               {words(msgid("ledger", "stated")), Align::right},
               {words(msgid("ledger", "missing for")), Align::left, 300}});
  for (const models::FieldCoverage& each : coverage.fields)
    table.add({ledger_field_name(words, each.field),
               words.format(msgid("ledger", "{0} of {1}"), each.of - each.missing.size(), each.of),
               list(names, each.missing)});
  return table.text();
}

// How much of each field the systems state.
std::string system_table(const models::Coverage& coverage, const ModelNames& names) {
  const Words& words = names.words();
  if (coverage.systems.size() < 2) return {};
  std::vector<Table::Column> columns{{words(msgid("ledger", "system")), Align::left, 24},
                                     {words(msgid("ledger", "resources")), Align::right}};
  for (const models::FieldCoverage& each : coverage.fields)
    columns.push_back({ledger_field_name(words, each.field), Align::right});
  Table table(std::move(columns));
  for (std::size_t i = 0; i < std::min(coverage.systems.size(), most_systems); ++i) {
    const models::SystemCoverage& each = coverage.systems[i];
    std::vector<std::string> cells{
        each.system.empty() ? words(msgid("ledger", "(no system stated)")) : names.system_name(each.system),
        std::to_string(each.resources)};
    for (std::size_t f = 0; f < coverage.fields.size(); ++f)
      cells.push_back(each.of[f] == 0 ? "–" : fmt::format("{}/{}", each.stated[f], each.of[f]));
    table.add(std::move(cells));
  }
  std::string text = "\n" + table.text();
  if (coverage.systems.size() > most_systems)
    text += "  " + words.format("… and {0} more systems", coverage.systems.size() - most_systems) + "\n";
  return text + "\n";
}

std::string ages_text(const models::Coverage& coverage, const Words& words) {
  if (!coverage.ages)
    return words("Neither a study nor --as-of DATE: what is old or out of support is not known.") + "\n";
  const models::EntryAges& ages = *coverage.ages;
  std::string text = words.format(
      "Last confirmed, at {0}: within half a year {1}, within a year {2}, within two years {3}, earlier {4}, "
      "not stated {5}",
      words.date(*coverage.as_of), ages.half_a_year, ages.year, ages.two_years, ages.older, ages.never);
  if (ages.later > 0) text += words.format("; {0} later than that day: is the date right?", ages.later);
  return text + "\n";
}

// A contract has an id and no name of its own: its document, else what it covers.
std::string contract_name(const ModelNames& names, const models::Contract& contract) {
  const Words& words = names.words();
  if (!contract.document.empty()) return printable(words(contract.document));
  if (contract.scope.empty()) return printable(contract.id);
  return words.format("contract for {0}",
                      first_few(words, contract.scope, most_names,
                                [&](const std::string& part) { return printable(names.part(part)); }));
}

// When contracts end, earliest first; an absent end is unknown, not endless.
std::string contracts_text(const models::Model& model, const models::Coverage& coverage,
                           const ModelNames& names) {
  const Words& words = names.words();
  if (model.contracts.empty()) return words("Contracts: none stated") + "\n";
  std::vector<const models::Contract*> ending;
  for (const models::Contract& each : model.contracts)
    if (each.ends) ending.push_back(&each);
  std::stable_sort(ending.begin(), ending.end(), [](const auto* a, const auto* b) {
    return std::chrono::sys_days(*a->ends) < std::chrono::sys_days(*b->ends);
  });
  std::string text = words.format("Contracts: {0}; end not stated: {1}", model.contracts.size(),
                                  model.contracts.size() - ending.size()) +
                     "\n";
  for (const models::Contract* each : ending) {
    std::string parties;
    for (const models::Id& id : each->parties)
      parties += (parties.empty() ? "" : words(msgid("list", ", "))) + printable(names.party(id));
    const bool over =
        coverage.as_of && std::chrono::sys_days(*each->ends) < std::chrono::sys_days(*coverage.as_of);
    text += "  " +
            (over ? words.format("{0}: ended on {1} ({2})", contract_name(names, *each),
                                 words.date(*each->ends), parties)
                  : words.format("{0}: ends on {1} ({2})", contract_name(names, *each),
                                 words.date(*each->ends), parties)) +
            "\n";
  }
  return text;
}

std::string responsibilities_text(const models::Model& model, const Words& words) {
  const auto unassigned =
      std::count_if(model.responsibilities.begin(), model.responsibilities.end(),
                    [](const models::Responsibility& each) { return each.roles.empty(); });
  if (model.responsibilities.empty()) return words("Responsibilities: none stated") + "\n";
  return words.format("Responsibilities: {0}; nobody named: {1}", model.responsibilities.size(), unassigned) +
         "\n";
}

std::string decision_line(const models::Decision& each, const ModelNames& names) {
  const Words& words = names.words();
  std::string line =
      "  " + words.format("plan “{0}”: by {1}", printable(names.plan(each.plan)),
                          each.by.empty() ? words(msgid("unknown")) : printable(words(each.by)));
  line += each.date ? words.format(", on {0}", words.date(*each.date)) : words(", date not stated");
  line += each.until ? words.format(", valid until {0}", words.date(*each.until)) : words(", no end stated");
  if (!each.default_if_expired.empty())
    line += words.format("; afterwards: {0}", printable(words(each.default_if_expired)));
  return line + "\n";
}

std::string decisions_text(const models::Model& model, const ModelNames& names) {
  const Words& words = names.words();
  if (model.decisions.empty()) return words("Decisions: none stated") + "\n";
  std::string text = words.count("{0} decision:", "{0} decisions:", model.decisions.size()) + "\n";
  for (const models::Decision& each : model.decisions) text += decision_line(each, names);
  return text;
}

}  // namespace

std::string ledger_field_name(const Words& words, const std::string& field) {
  const auto* found = std::find_if(coverage_fields.begin(), coverage_fields.end(),
                                   [&](const CoverageField& each) { return each.field == field; });
  return found == coverage_fields.end() ? field : words(found->message);
}

std::string coverage_text(const models::Model& model, const models::Coverage& coverage, const Words& words) {
  const ModelNames names(model, words);
  const std::string table = words.count("Ledger: {0} resource", "Ledger: {0} resources", coverage.resources) +
                            "\n" + field_table(coverage, names, words) + system_table(coverage, names);
  std::string text;
  const auto line = [&](Message what, const std::vector<models::Id>& ids) {
    if (!ids.empty()) text += words.format(what, ids.size(), list(names, ids)) + "\n";
  };
  line(msgid("Neither owner nor maintainer is known for {0}: {1}"), coverage.unowned);
  line(msgid("Not connected with anything: {0}: {1}"), coverage.unconnected);
  line(msgid("Support ended before the reference date: {0}: {1}"), coverage.support_ended);
  text += ages_text(coverage, words);
  if (!model.dependencies.empty())
    text += words.format(
                "Dependencies stated by one party about another: {0} confirmed by both sides, {1} by one "
                "side only, {2} unconfirmed",
                coverage.confirmed_by_both, coverage.confirmed_by_one, coverage.confirmed_by_none) +
            "\n";
  if (!model.findings.empty())
    text += words.format("Vulnerabilities found: {0} affected, {1} not yet clear", coverage.findings_open,
                         coverage.findings_unclear) +
            "\n";
  return table + on_screen(text + contracts_text(model, coverage, names) +
                           responsibilities_text(model, words) + decisions_text(model, names));
}

}  // namespace hakyu::viz
