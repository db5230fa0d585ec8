#include "models/import/matching/answers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "models/import/text.hpp"
#include "models/import/values.hpp"
#include "models/read/suggest.hpp"

namespace hakyu::models::matching {

namespace {

using import::Row;
using import::Table;

enum Column : std::size_t { decision, reason, by, on, resource, vulnerability, vendor, product, columns };

/// The headings in both languages, folded; tests hold them against what viz/sheets writes.
constexpr std::array<std::array<std::string_view, 2>, columns> headings{
    {{"decision", "判断"},
     {"reason", "理由"},
     {"decided by", "判断した人"},
     {"decided on", "判断した日"},
     {"resource id", "資源id"},
     {"vulnerability", "脆弱性"},
     {"vendor in the advisory", "アドバイザリのメーカー"},
     {"product in the advisory", "アドバイザリの製品"}}};

struct Word {
  std::string_view text;
  Verdict verdict;
  bool product;
};
constexpr std::array<Word, 12> words{{{"affected", Verdict::confirm, false},
                                      {"該当", Verdict::confirm, false},
                                      {"confirm", Verdict::confirm, false},
                                      {"not affected", Verdict::reject, false},
                                      {"非該当", Verdict::reject, false},
                                      {"該当しない", Verdict::reject, false},
                                      {"reject", Verdict::reject, false},
                                      {"the same product", Verdict::confirm, true},
                                      {"同じ製品", Verdict::confirm, true},
                                      {"another product", Verdict::reject, true},
                                      {"別の製品", Verdict::reject, true},
                                      {"別製品", Verdict::reject, true}}};

using Places = std::array<std::optional<std::size_t>, columns>;

/// Where the columns stand, if this row is the headings.
std::optional<Places> places_in(const Row& row) {
  Places places;
  for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
    const std::string text = import::fold(row.cells[cell].text);
    for (std::size_t column = 0; column < columns; ++column)
      if (!places[column] && (text == headings[column][0] || text == headings[column][1]))
        places[column] = cell;
  }
  const bool enough = places[decision] && places[reason] && places[by] && places[resource];
  return enough && places[vulnerability] ? std::optional(places) : std::nullopt;
}

/// What answers are held against.
struct AnswerContext {
  std::set<std::string_view> resources;
  Date today;
};

class AnswerReader {
 public:
  using Verdicts = std::map<std::string, Verdict>;  ///< by what was asked

  AnswerReader(const Table& table, const AnswerContext& context, Verdicts& verdicts, AnswersResult& result)
      : table_(table), context_(context), verdicts_(verdicts), result_(result) {}

  /// Whether the table has the headings.
  bool read() {
    auto row = table_.rows.begin();
    std::optional<Places> places;
    for (; row != table_.rows.end() && !places; ++row) {
      places = places_in(*row);
      headings_ = &*row;
    }
    if (!places) return false;
    places_ = *places;
    for (; row != table_.rows.end(); ++row) one(*row);
    return true;
  }

 private:
  void one(const Row& row) {
    const std::string word = text(row, decision);
    if (word.empty()) {
      if (!(text(row, reason) + text(row, by)).empty()) ++result_.unfinished;
      return;
    }
    const std::string folded = import::fold(word);
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const Word& each) { return each.text == folded; });
    if (found == words.end()) return add(row, decision, codes::no_decision, word);
    Decision made;
    made.verdict = found->verdict;
    made.resource = text(row, resource);
    made.reason = text(row, reason);
    made.by = text(row, by);
    const std::string subject = made.resource + " " + text(row, vulnerability);
    for (const Column column : {resource, reason, by})
      if (text(row, column).empty())
        return add(row, column, codes::unfounded, subject, text(*headings_, column));
    if (!context_.resources.contains(made.resource)) return unknown_resource(row, made.resource);
    if (found->product) {
      made.vendor = text(row, vendor);
      made.product = text(row, product);
      if (made.product.empty()) return add(row, decision, codes::no_product, subject);
    } else {
      made.vulnerability = text(row, vulnerability);
      if (made.vulnerability.empty())
        return add(row, vulnerability, codes::unfounded, subject, text(*headings_, vulnerability));
    }
    const std::string about = made.resource + " " + made.vulnerability + made.vendor + " " + made.product;
    const auto [before, fresh] = verdicts_.emplace(about, made.verdict);
    if (!fresh && before->second != made.verdict) return add(row, decision, codes::contradiction, subject);
    if (const auto date = date_of(row)) {
      made.date = *date;
      result_.decisions.push_back(std::move(made));
    }
  }

  void unknown_resource(const Row& row, const std::string& id) {
    add(row, resource, codes::no_resource, id);
    result_.diagnostics.back().suggestion =
        reading::nearest(id, {context_.resources.begin(), context_.resources.end()});
  }

  std::optional<Date> date_of(const Row& row) {
    const std::string written = text(row, on);
    if (written.empty()) return context_.today;
    const auto date = import::read_date(written, false);
    if (!date)
      add(row, on, codes::date, written, "2026-12-06");
    else if (date->date > context_.today)
      add(row, on, codes::future, import::iso_date(date->date), import::iso_date(context_.today));
    else
      return date->date;
    return std::nullopt;
  }

  /// Without the apostrophe by which our own sheets keep a text from being a formula.
  [[nodiscard]] std::string text(const Row& row, Column column) const {
    const auto place = places_[column];
    if (!place || *place >= row.cells.size()) return {};
    std::string written = import::trimmed(row.cells[*place].text);
    if (written.size() > 1 && written[0] == '\'') written.erase(0, 1);
    return written;
  }

  void add(const Row& row, Column column, std::string_view code, const std::string& found,
           std::string expected = {}) {
    const auto at = places_[column] ? static_cast<std::uint32_t>(*places_[column] + 1) : 0U;
    result_.diagnostics.push_back(
        import::about(table_, row.number, at, Severity::error, code, found, std::move(expected)));
  }

  const Table& table_;
  const AnswerContext& context_;
  Verdicts& verdicts_;
  AnswersResult& result_;
  const Row* headings_ = nullptr;
  Places places_;
};

}  // namespace

AnswersResult read_answers(const std::vector<import::Table>& tables, const std::vector<Resource>& resources,
                           Date today) {
  AnswerContext context{{}, today};
  for (const Resource& each : resources) context.resources.insert(each.id);
  AnswersResult result;
  bool any = false;
  AnswerReader::Verdicts verdicts;
  for (const Table& table : tables) any = AnswerReader(table, context, verdicts, result).read() || any;
  if (!any)
    result.diagnostics.push_back(import::about(tables.empty() ? Table{} : tables.front(), 0, 0,
                                               Severity::error, codes::no_answers, ""));
  if (has_errors(result.diagnostics)) result.decisions.clear();
  return result;
}

}  // namespace hakyu::models::matching
