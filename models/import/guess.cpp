// Proposes a mapping from what the headings say and what stands below them.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/import/codes.hpp"
#include "models/import/header.hpp"
#include "models/import/ledger.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"

namespace hakyu::models::import {

namespace {

/// How many of the first cells below a heading speak for a field.
struct Contents {
  std::size_t cells = 0, addresses = 0, dates = 0, yes_no = 0, kinds = 0, states = 0;
};

Contents look(const Table& table, std::size_t below, std::size_t column) {
  static const Mapping none;
  Contents seen;
  for (std::size_t i = below; i < table.rows.size() && seen.cells < 200; ++i) {
    if (column >= table.rows[i].cells.size()) continue;
    const std::string& text = table.rows[i].cells[column].text;
    if (says_nothing(text) || says_same(text)) continue;
    ++seen.cells;
    const Addresses read = read_addresses(text);
    seen.addresses += !read.list.empty() && read.others.empty() ? 1U : 0U;
    seen.dates += read_date(text, false) ? 1U : 0U;
    seen.yes_no += read_yes_no(text) ? 1U : 0U;
    const auto kind = read_word(none, Field::kind, text), state = read_word(none, Field::usable, text);
    seen.kinds += kind && kind->exact ? 1U : 0U;
    seen.states += state && state->exact ? 1U : 0U;
  }
  return seen;
}

/// Share of the cells that look like the field's values; negative if the field's values look like anything.
double share(const Contents& seen, Field field) {
  if (seen.cells == 0) return -1.0;
  const auto of = [&](std::size_t n) { return static_cast<double>(n) / static_cast<double>(seen.cells); };
  if (field == Field::address) return of(seen.addresses);
  if (field == Field::kind) return of(seen.kinds);
  if (field == Field::usable) return of(seen.states);
  if (field == Field::remote || field == Field::medical_device) return of(seen.yes_no);
  if (field == Field::support_ends || field == Field::contract_ends || field == Field::last_confirmed)
    return of(seen.dates);
  return -1.0;
}

/// "社内ＯＳ区分", "OS・バージョン": the letters are a word of their own, not part of BIOS or EOSL.
bool speaks_of_system(const std::string& heading) {
  const auto letter = [&](std::size_t i) {
    return i < heading.size() && heading[i] >= 'a' && heading[i] <= 'z';
  };
  for (std::size_t at = heading.find("os"); at != std::string::npos; at = heading.find("os", at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + 2)) return true;
  return false;
}

/// The support of a system ends; that says nothing of which system it is.
bool is_date(Field field) {
  return field == Field::support_ends || field == Field::contract_ends || field == Field::last_confirmed;
}

void by_heading(Guess& guess, const std::map<std::string, Field>& known) {
  const std::string heading = compact(guess.heading);
  const auto take = [&](Field field, double confidence, Ground ground, const std::string& word) {
    guess.field = field;
    guess.confidence = confidence;
    guess.ground = ground;
    guess.because_of = word;
  };
  if (!guess.connections && Vocabulary::shipped().row_numbers.contains(heading))
    return take(Field::asset_number, 0.5, Ground::row_number, heading);
  if (const auto found = known.find(heading); found != known.end())
    return take(found->second, 0.95, Ground::heading, found->first);
  std::size_t longest = 3;
  for (const auto& [word, field] : known)
    if (word.size() > longest && heading.find(word) != std::string::npos) {
      longest = word.size();
      take(field, 0.7, Ground::part_of_heading, word);
    }
  if (!guess.connections && !is_date(guess.field) && speaks_of_system(heading))
    take(Field::os, 0.7, Ground::part_of_heading, "os");
}

void by_contents(Guess& guess, const Contents& seen) {
  if (guess.field == Field::ignore)
    for (const Field field : {Field::address, Field::kind, Field::usable})
      if (share(seen, field) >= 0.8 && seen.cells >= 3) {
        guess.field = field;
        guess.confidence = 0.5;
        guess.ground = Ground::contents;
        break;
      }
  const double fits = share(seen, guess.field);
  if (fits < 0.0) return;
  guess.fitting = fits;
  guess.cells = seen.cells;
  const double change = fits >= 0.8 ? 0.04 : fits < 0.3 ? -0.35 : 0.0;
  guess.confidence = std::clamp(guess.confidence + change, 0.0, 0.99);
}

/// A heading with two meanings takes the second where another column has the first; a person has to look.
void settle_meanings(std::vector<Guess>& row) {
  const auto& beside = Vocabulary::shipped().beside;
  for (Guess& each : row) {
    const auto second = beside.find(compact(each.heading));
    if (second == beside.end()) continue;
    each.confidence = 0.6;
    const auto means = [&](const Guess& other, Field field) {
      return other.field == field && !beside.contains(compact(other.heading));
    };
    const auto first =
        std::find_if(row.begin(), row.end(), [&](const Guess& g) { return means(g, each.field); });
    if (first == row.end()) continue;
    const bool taken =
        std::any_of(row.begin(), row.end(), [&](const Guess& g) { return means(g, second->second); });
    each.field = taken ? Field::ignore : second->second;
    each.ground = Ground::beside;
    each.because_of = first->heading;
  }
}

/// "OSバージョン" is the version of what another column names; alone it names the system, too.
void settle_system(std::vector<Guess>& row) {
  if (std::any_of(row.begin(), row.end(), [](const Guess& g) { return g.field == Field::os; })) return;
  for (Guess& each : row)
    if (each.field == Field::version && speaks_of_system(compact(each.heading))) {
      each.field = Field::os;
      each.confidence = 0.7;
    }
}

/// Several columns for a field that can have one: the surest has it, the first of equals; a person decides
/// about the others.
void one_column_each(std::vector<Guess>& row) {
  for (Guess& each : row) {
    if (each.field == Field::ignore || (may_repeat(each.field) && each.confidence >= 0.65)) continue;
    const Guess* best = &each;
    for (const Guess& other : row)
      if (other.field == each.field &&
          (other.confidence > best->confidence || (other.confidence == best->confidence && &other < best)))
        best = &other;
    if (best == &each) continue;
    each.field = Field::ignore;
    each.confidence = 0.0;
    if (each.ground != Ground::row_number) each.ground = Ground::taken;
    each.because_of = best->heading;
    each.fitting.reset();
  }
}

std::vector<Guess> guesses(const Table& table, const Header& header, bool connections) {
  const Vocabulary& words = Vocabulary::shipped();
  std::vector<Guess> all;
  const std::vector<Cell>& headings = table.rows[header.row].cells;
  for (std::size_t c = 0; c < headings.size(); ++c) {
    Guess guess;
    guess.file = table.file;
    guess.sheet = table.sheet;
    guess.heading = one_line(headings[c].text);
    guess.connections = connections;
    if (guess.heading.empty() || headings[c].merged) continue;
    by_heading(guess, connections ? words.connections : words.headings);
    if (!connections) by_contents(guess, look(table, header.below, c));
    all.push_back(std::move(guess));
  }
  if (!connections) settle_meanings(all);
  if (!connections) settle_system(all);
  one_column_each(all);
  return all;
}

/// The columns of a list of connections; none if the table is not one.
std::vector<Guess> connection_guesses(const Table& table) {
  const auto header = find_header(table, Vocabulary::shipped().connections, 0, 1);
  const auto devices = find_header(table, Vocabulary::shipped().headings, 0, 1);
  if (!header || (devices && devices->matched > header->matched)) return {};
  std::vector<Guess> all = guesses(table, *header, true);
  for (const Field end : {Field::from, Field::to})
    if (std::none_of(all.begin(), all.end(), [&](const Guess& g) { return g.field == end; })) return {};
  return all;
}

/// The columns of a ledger; none if the table is not one.
std::vector<Guess> device_guesses(const Table& table) {
  const auto header = find_header(table, Vocabulary::shipped().headings, 0, 1);
  return header ? guesses(table, *header, false) : std::vector<Guess>();
}

bool wanted(const Table& table, const std::string& sheet) {
  return sheet.empty() || table.sheet.empty() || table.sheet == sheet;
}

}  // namespace

bool looks_like_connections(const Table& table) { return !connection_guesses(table).empty(); }

GuessResult guess_mapping(const std::vector<Table>& tables, const std::string& sheet) {
  GuessResult result;
  nlohmann::ordered_json columns = nlohmann::ordered_json::object(), connections = columns;
  for (const Table& table : tables) {
    std::vector<Guess> all = connection_guesses(table);
    if (all.empty() && wanted(table, sheet)) all = device_guesses(table);
    if (all.empty() && wanted(table, sheet))
      result.diagnostics.push_back(about(table, 0, 0, Severity::warning, codes::no_headings, "",
                                         "管理番号, 機器名, … / 接続元, 接続先, …"));
    for (Guess& guess : all) {
      auto& section = guess.connections ? connections : columns;
      if (!section.contains(guess.heading) || section[guess.heading] == field_name(Field::ignore))
        section[guess.heading] = field_name(guess.field);
      result.columns.push_back(std::move(guess));
    }
  }
  nlohmann::ordered_json mapping{{"format", "hakyu-mapping/1"}, {"columns", columns}};
  if (!connections.empty()) mapping["connections"] = connections;
  result.mapping = mapping.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return result;
}

}  // namespace hakyu::models::import
