// Catalogues as comma-separated values. Internal to advisories/.
#pragma once

#include "models/import/advisories/record.hpp"

namespace hakyu::models::advisories {

struct KevRow {
  std::string id;
  std::string title;
  std::string added;
  std::string ransomware;       ///< "Known" or "Unknown"; only the first is a statement
  std::string vendor, product;  ///< whose versions the catalogue does not name
};

[[nodiscard]] Advisory kev_catalogue();
/// Whether the row has a number and a date that exist.
[[nodiscard]] bool add_kev(const KevRow& row, Advisory& advisory);
[[nodiscard]] Reading read_kev_csv(const std::string& file, std::string_view bytes);

}  // namespace hakyu::models::advisories
