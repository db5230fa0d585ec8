// The shipped, editable table of documented defaults (semantics §11).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/law.hpp"
#include "models/text.hpp"
#include "models/units.hpp"

namespace hakyu::models {

/// One row: the value used where `field` is absent for things of `kind`.
struct DefaultRow {
  std::string field;  ///< e.g. "resource.time_to_failure", "failure.probability"
  std::string kind;   ///< resource kind, "<change>/<verified>", or "any"
  std::variant<Law, Estimate> value;
  std::string range;   ///< as shown to people, e.g. "0.003–0.03"
  std::string source;  ///< reference, or "assumption"
  bool assumption = true;
  Text note;
};

class Defaults {
 public:
  /// Table shipped with the program (models/defaults.json, compiled in).
  static const Defaults& shipped();

  /// Reads a table; problems are appended to `diagnostics`, rows that cannot be read are left out.
  static Defaults parse(std::string_view json, const std::string& file, Diagnostics& diagnostics);

  /// Row for `field` and `kind`, else the row of kind "any", else nullptr (the caller reports an error:
  /// a combination without a row is never a silent zero). Complexity: logarithmic.
  [[nodiscard]] const DefaultRow* find(std::string_view field, std::string_view kind) const;

  [[nodiscard]] const std::vector<DefaultRow>& rows() const { return rows_; }

 private:
  std::vector<DefaultRow> rows_;  ///< sorted by (field, kind)
};

}  // namespace hakyu::models
