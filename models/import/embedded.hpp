// Data files of this folder that are compiled into the library.
#pragma once

#include <string_view>

namespace hakyu::models::embedded {

/// models/import/mappings/vocabulary.json
[[nodiscard]] std::string_view import_vocabulary();
/// models/import/mappings/it-ledger.json
[[nodiscard]] std::string_view mapping_it_ledger();
/// models/import/mappings/me-ledger.json
[[nodiscard]] std::string_view mapping_me_ledger();
/// models/import/mappings/asset-tool.json
[[nodiscard]] std::string_view mapping_asset_tool();
/// models/import/matching/vendors.json
[[nodiscard]] std::string_view matching_vendors();

/// models/import/store/schema.sql
[[nodiscard]] std::string_view store_schema();

}  // namespace hakyu::models::embedded
