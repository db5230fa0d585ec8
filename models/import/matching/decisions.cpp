#include "models/import/matching/decisions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/import/matching/answers.hpp"
#include "models/import/matching/editions.hpp"
#include "models/import/matching/names.hpp"
#include "models/import/matching/words.hpp"
#include "models/import/values.hpp"

namespace hakyu::models::matching {

namespace {

using advisories::Json;
using advisories::problem;
using advisories::text_of;

constexpr const char* format_1 = "hakyu-decisions/1";

class DecisionReader {
 public:
  DecisionReader(const std::string& file, std::optional<Date> today, DecisionsResult& result)
      : file_(file), today_(today), result_(result) {}

  void read(const Json& json, const std::string& pointer) {
    pointer_ = pointer;
    Decision decision;
    const std::string word = needed(json, "decision");
    if (word != "confirm" && word != "reject")
      return add("/decision", models::codes::unknown_word, word, "confirm | reject");
    decision.verdict = word == "confirm" ? Verdict::confirm : Verdict::reject;
    decision.resource = needed(json, "resource");
    decision.vulnerability = text_of(json, "vulnerability");
    decision.vendor = text_of(json, "vendor");
    decision.product = text_of(json, "product");
    if (decision.vulnerability.empty() == decision.product.empty())
      add("", models::codes::missing_key, "", "vulnerability | vendor, product");
    decision.reason = needed(json, "reason");
    decision.by = needed(json, "by");
    const std::string date = needed(json, "date");
    if (const auto day = advisories::day_of(date))
      decision.date = *day;
    else if (!date.empty())
      add("/date", models::codes::bad_date, date, "2026-12-06");
    // A month is left for clocks that are behind.
    if (today_ &&
        std::chrono::sys_days(decision.date) > std::chrono::sys_days(*today_) + std::chrono::days(31))
      add("/date", codes::future, import::iso_date(decision.date), import::iso_date(*today_));
    for (const auto& [key, value] : json.items())
      if (std::find(std::begin(keys), std::end(keys), key) == std::end(keys))
        add("/" + key, models::codes::unknown_key, key,
            "decision | resource | vulnerability | vendor | product | …");
    result_.decisions.push_back(std::move(decision));
  }

 private:
  static constexpr const char* keys[] = {"decision", "resource", "vulnerability", "vendor", "product",
                                         "reason",   "by",       "date"};

  std::string needed(const Json& json, const char* key) {
    std::string text = text_of(json, key);
    if (text.empty()) add("", models::codes::missing_key, "", key);
    return text;
  }

  void add(const std::string& below, std::string_view code, const std::string& found, std::string expected) {
    result_.diagnostics.push_back(problem(file_, pointer_ + below, code, found, std::move(expected)));
  }

  const std::string& file_;
  std::optional<Date> today_;
  DecisionsResult& result_;
  std::string pointer_;
};

}  // namespace

bool same_subject(const Decision& a, const Decision& b) {
  const auto product = [](const Decision& d) { return product_key(product_words(d.product, d.vendor)); };
  return a.resource == b.resource && a.vulnerability == b.vulnerability &&
         vendor_key(a.vendor) == vendor_key(b.vendor) && product(a) == product(b) &&
         same_edition(a.product, b.product);
}

std::vector<Decision> in_force(const std::vector<Decision>& all) {
  std::vector<Decision> result;
  for (const Decision& each : all) {
    const auto old = std::find_if(result.begin(), result.end(),
                                  [&](const Decision& other) { return same_subject(each, other); });
    if (old == result.end())
      result.push_back(each);
    else if (old->date <= each.date)
      *old = each;
  }
  return result;
}

DecisionsResult read_decisions(const std::string& file, std::string_view bytes, std::optional<Date> today) {
  DecisionsResult result;
  const auto json = advisories::parse_json(file, bytes, result.diagnostics);
  if (!json) return result;
  const std::string format = text_of(*json, "format");
  if (format != format_1) {
    result.diagnostics.push_back(
        problem(file, "/format", models::codes::unsupported_format, format, format_1));
    return result;
  }
  const Json& list = advisories::list_of(*json, "decisions");
  DecisionReader reader(file, today, result);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string pointer = "/decisions/" + std::to_string(i);
    if (list[i].is_object())
      reader.read(list[i], pointer);
    else
      result.diagnostics.push_back(
          problem(file, pointer, models::codes::wrong_type, list[i].type_name(), "{…}"));
  }
  if (has_errors(result.diagnostics)) result.decisions.clear();
  return result;
}

std::string write_decisions(const std::vector<Decision>& decisions) {
  using Ordered = nlohmann::ordered_json;
  Ordered list = Ordered::array();
  for (const Decision& each : decisions) {
    Ordered json;
    json["decision"] = name(each.verdict);
    json["resource"] = each.resource;
    if (!each.vulnerability.empty()) json["vulnerability"] = each.vulnerability;
    if (!each.vendor.empty()) json["vendor"] = each.vendor;
    if (!each.product.empty()) json["product"] = each.product;
    json["reason"] = each.reason;
    json["by"] = each.by;
    json["date"] = import::iso_date(each.date);
    list.push_back(std::move(json));
  }
  const Ordered root{{"format", format_1}, {"decisions", std::move(list)}};
  return root.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

}  // namespace hakyu::models::matching
