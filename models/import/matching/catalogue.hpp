// CISA's catalogue of known exploited vulnerabilities in the store, and up to when it tells what is not in
// it.
#pragma once

#include <optional>
#include <string>

#include "models/import/store/store.hpp"
#include "models/vulnerability.hpp"

namespace hakyu::models::matching {

struct Catalogue {
  std::string document;      ///< "CISA KEV 2026-11-20"; empty: there is none in the store
  std::optional<Date> date;  ///< until when it knows
};

[[nodiscard]] Catalogue known_exploited_catalogue(const store::Store& store);

/// The day until which the catalogue tells that the vulnerability is not listed. None if it is listed, if it
/// is no CVE, or if it may have been published since: by its date, or where no source gives one by the year
/// in its number.
[[nodiscard]] std::optional<Date> unlisted_until(const Catalogue& catalogue,
                                                 const Vulnerability& vulnerability);

}  // namespace hakyu::models::matching
