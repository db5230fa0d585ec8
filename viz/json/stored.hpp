// What documents about the store have in common.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "models/import/store/store.hpp"

namespace hakyu::viz {

/// A value, or null for what is not known.
template <class T>
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

/// Which document says so, and which file it came with: {key, label, revision, date, file, sha256, imported}.
[[nodiscard]] inline nlohmann::ordered_json document_object(const models::store::StoredDocument& document) {
  return {{"key", document.key},
          {"label", document.label},
          {"revision", document.revision},
          {"date", document.date},
          {"file", document.file.name},
          {"sha256", document.file.sha256},
          {"imported", document.file.imported}};
}

}  // namespace hakyu::viz
