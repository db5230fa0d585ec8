// KEV and EPSS as CSV.
#include "models/import/advisories/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models::advisories {

namespace {

using Row = std::vector<std::string>;

/// RFC 4180 rows; `line` is that of the row's beginning.
class Rows {
 public:
  explicit Rows(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::size_t offset() const { return start_; }
  [[nodiscard]] bool broken() const { return broken_; }
  [[nodiscard]] bool finished() const { return at_ >= bytes_.size(); }

  bool next(Row& row) {
    row.assign(1, {});
    start_ = at_;
    if (at_ >= bytes_.size()) return false;
    bool quoted = false;
    for (; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (quoted && c == '"' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"') {
        row.back() += c;
        ++at_;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        row.emplace_back();
      } else if (!quoted && c == '\n') {
        ++at_;
        break;
      } else if (quoted || c != '\r') {
        row.back() += c;
      }
    }
    broken_ = quoted;
    return true;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  bool broken_ = false;
};

std::size_t column(const Row& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

std::string cell(const Row& row, std::size_t i) { return i < row.size() ? row[i] : std::string{}; }

/// "2022-02-04" out of "#model_version:…,score_date:2022-02-04T00:00:00+0000"; "" if it is not there.
std::string score_date(const Row& row) {
  constexpr std::string_view key = "score_date:";
  for (const std::string& each : row)
    if (each.starts_with(key)) return each.substr(key.size(), 10);
  return {};
}

/// What is wrong with a score of the EPSS; "" if nothing is, `value` is then the score.
std::string_view wrong_score(const std::string& text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || end != text.data() + text.size() || std::isnan(value))
    return codes::not_a_number;
  return error == std::errc{} && value >= 0.0 && value <= 1.0 ? "" : models::codes::out_of_range;
}

Reading epss_rows(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_text(file, bytes, reading::document_limit, diagnostics)) return {{}, std::move(diagnostics)};
  Rows rows(bytes);
  Row row;
  std::string source = "EPSS", day;
  bool any = rows.next(row);
  if (any && row[0].starts_with("#")) {
    day = score_date(row);
    source += " " + day;
    any = rows.next(row);
  }
  if (!any || cell(row, 0) != "cve" || cell(row, 1) != "epss")
    return {{}, {problem_at(file, bytes, rows.offset(), codes::not_an_advisory, cell(row, 0), "cve,epss")}};
  Advisory advisory;
  advisory.document = "EPSS";
  advisory.format = "EPSS";
  advisory.revision = day;
  advisory.date = day;
  while (rows.next(row)) {
    if (row.size() == 1 && row[0].empty()) continue;
    double value = -1.0;
    const bool nameless = row[0].empty();
    const std::string_view wrong = nameless ? codes::bad_row : wrong_score(cell(row, 1), value);
    if (!wrong.empty()) {
      diagnostics.push_back(
          problem_at(file, bytes, rows.offset(), wrong, cell(row, 1), nameless ? "CVE-…" : "0-1"));
      break;
    }
    Vulnerability record;
    record.id = row[0];
    record.epss = value;
    record.annotation.source = source;
    advisory.vulnerabilities.push_back(std::move(record));
  }
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

/// What a row of KEV names: the text, and if it lists several ("FortiOS and FortiProxy", "A, B, and C"),
/// each.
std::vector<std::string> products_of(const std::string& text) {
  std::vector<std::string> all;
  if (!text.empty()) all.push_back(text);
  std::string rest = text;
  for (auto at = rest.find(" and "); at != std::string::npos; at = rest.find(" and "))
    rest.replace(at, 5, ",");
  if (rest.find(',') == std::string::npos) return all;
  std::istringstream parts(rest);
  for (std::string part; std::getline(parts, part, ',');)
    if (part = trimmed(part); !part.empty()) all.push_back(part);
  return all;
}

}  // namespace

Advisory kev_catalogue() {
  Advisory advisory;
  advisory.document = "CISA KEV";
  advisory.format = "KEV";
  return advisory;
}

bool add_kev(const KevRow& row, Advisory& advisory) {
  Vulnerability record;
  record.id = row.id;
  record.title.en = trimmed(row.title);
  record.known_exploited = true;
  record.known_exploited_since = day_of(row.added);
  if (row.ransomware == "Known") record.ransomware = true;
  record.annotation.source = "CISA KEV";
  if (record.id.empty() || !record.known_exploited_since) return false;
  for (std::string& name : products_of(trimmed(row.product))) {
    const std::string place = std::to_string(advisory.products.size() + 1);
    advisory.products.push_back({place, trimmed(row.vendor), std::move(name), {}, {}, {}, {}});
    advisory.statuses.push_back({record.id, place, "known_exploited", FindingStatus::unknown, {}, {}});
  }
  advisory.vulnerabilities.push_back(std::move(record));
  advisory.revision = std::max(advisory.revision, row.added);
  advisory.date = advisory.revision;
  return true;
}

Reading read_kev_csv(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_text(file, bytes, reading::document_limit, diagnostics)) return {{}, std::move(diagnostics)};
  Rows rows(bytes);
  Row header;
  if (!rows.next(header) || column(header, "cveID") == header.size() ||
      column(header, "dateAdded") == header.size())
    return {{}, {problem_at(file, bytes, 0, codes::not_an_advisory, cell(header, 0), "cveID, dateAdded")}};
  Advisory advisory = kev_catalogue();
  const std::size_t id = column(header, "cveID");
  const std::size_t title = column(header, "vulnerabilityName");
  const std::size_t added = column(header, "dateAdded");
  const std::size_t ransomware = column(header, "knownRansomwareCampaignUse");
  const std::size_t vendor = column(header, "vendorProject");
  const std::size_t product = column(header, "product");
  for (Row row; rows.next(row);) {
    if (row.size() == 1 && row[0].empty()) continue;
    const bool whole = !rows.broken() && row.size() >= header.size();
    if (whole && add_kev({cell(row, id), cell(row, title), cell(row, added), cell(row, ransomware),
                          cell(row, vendor), cell(row, product)},
                         advisory))
      continue;
    diagnostics.push_back(!whole && rows.finished() ? cut_off(file, bytes)
                                                    : problem_at(file, bytes, rows.offset(), codes::bad_row,
                                                                 cell(row, 0), "CVE-…, 2024-02-09"));
    break;
  }
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

Reading read_epss(const std::string& file, std::string_view bytes) { return epss_rows(file, bytes); }

}  // namespace hakyu::models::advisories
