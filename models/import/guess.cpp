// Proposes a mapping from what the headings say and what stands below them.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

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

void by_heading(Guess& guess) {
  const std::string heading = compact(guess.heading);
  const auto& known = Vocabulary::shipped().headings;
  if (const auto found = known.find(heading); found != known.end()) {
    guess.field = found->second;
    guess.confidence = 0.95;
    guess.evidence = "= " + found->first;
    return;
  }
  std::size_t longest = 3;
  for (const auto& [word, field] : known)
    if (word.size() > longest && heading.find(word) != std::string::npos) {
      longest = word.size();
      guess.field = field;
      guess.confidence = 0.7;
      guess.evidence = "⊃ " + word;
    }
}

void by_contents(Guess& guess, const Contents& seen) {
  if (guess.field == Field::ignore)
    for (const Field field : {Field::address, Field::kind, Field::usable})
      if (share(seen, field) >= 0.8 && seen.cells >= 3) {
        guess.field = field;
        guess.confidence = 0.5;
        break;
      }
  const double fits = share(seen, guess.field);
  if (fits < 0.0) return;
  guess.evidence += (guess.evidence.empty() ? "" : ", ") + std::to_string(std::lround(fits * 100.0)) +
                    " % / " + std::to_string(seen.cells);
  guess.confidence = std::clamp(guess.confidence + (fits >= 0.8  ? 0.04
                                                    : fits < 0.3 ? -0.35
                                                                 : 0.0),
                                0.0, 0.99);
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
    each.evidence = "≠ " + first->heading;
  }
}

/// Two columns for one field: the first keeps it; a person decides about the second.
void drop_doubtful_repetitions(std::vector<Guess>& row) {
  std::set<Field> taken;
  for (Guess& each : row)
    if (each.field != Field::ignore && !taken.insert(each.field).second && each.confidence < 0.9)
      each.field = Field::ignore;
}

std::vector<Guess> guesses(const Table& table, const Header& header) {
  std::vector<Guess> all;
  const std::vector<Cell>& headings = table.rows[header.row].cells;
  for (std::size_t c = 0; c < headings.size(); ++c) {
    Guess guess{table.file, table.sheet, one_line(headings[c].text), Field::ignore, 0.0, {}};
    if (guess.heading.empty() || headings[c].merged) continue;
    by_heading(guess);
    by_contents(guess, look(table, header.below, c));
    all.push_back(std::move(guess));
  }
  settle_meanings(all);
  drop_doubtful_repetitions(all);
  return all;
}

}  // namespace

GuessResult guess_mapping(const std::vector<Table>& tables, const std::string& sheet) {
  GuessResult result;
  nlohmann::ordered_json columns = nlohmann::ordered_json::object();
  for (const Table& table : tables) {
    if (!sheet.empty() && !table.sheet.empty() && table.sheet != sheet) continue;
    const auto header = find_header(table, Vocabulary::shipped().headings, 0, 1);
    if (!header) {
      result.diagnostics.push_back(
          about(table, 0, 0, Severity::warning, codes::header, "", "管理番号, 機器名, …"));
      continue;
    }
    for (Guess& guess : guesses(table, *header)) {
      if (!columns.contains(guess.heading)) columns[guess.heading] = field_name(guess.field);
      result.columns.push_back(std::move(guess));
    }
  }
  const nlohmann::ordered_json mapping{{"format", "hakyu-mapping/1"}, {"columns", columns}};
  result.mapping = mapping.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return result;
}

}  // namespace hakyu::models::import
