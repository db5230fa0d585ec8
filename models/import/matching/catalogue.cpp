#include "models/import/matching/catalogue.hpp"

#include <algorithm>

#include "models/import/advisories/tools.hpp"

namespace hakyu::models::matching {

namespace {

/// The last day of the year in the number of a CVE: it may have been published until then.
std::optional<Date> end_of_year(const Vulnerability& v) {
  std::optional<Date> found;
  const auto take = [&](const std::string& id) {
    if (!found && id.starts_with("CVE-")) found = advisories::day_of(id.substr(4, 4) + "-12-31");
  };
  take(v.id);
  for (const std::string& alias : v.aliases) take(alias);
  return found;
}

}  // namespace

Catalogue known_exploited_catalogue(const store::Store& store) {
  const auto document = store.document(std::string("CISA KEV"));
  if (!document) return {};
  return {document->key + " " + document->date, advisories::day_of(document->date)};
}

std::optional<Date> unlisted_until(const Catalogue& catalogue, const Vulnerability& vulnerability) {
  const std::optional<Date> end = end_of_year(vulnerability);
  if (!catalogue.date || !end || vulnerability.known_exploited) return std::nullopt;
  return vulnerability.published.value_or(*end) <= *catalogue.date ? catalogue.date : std::nullopt;
}

}  // namespace hakyu::models::matching
