// The shipped JSON Schema as a second, independent opinion on a file.
#pragma once

#include <memory>

#include "models/read/report.hpp"
#include "models/read/value.hpp"

namespace hakyu::models::reading {

/// Validates the sections of a file item by item. The other cores begin at once, while the reader goes
/// through the same values: it is half of the work on a large file. The tree must outlive the check and not
/// change.
class SchemaCheck {
 public:
  explicit SchemaCheck(const Value& root);
  SchemaCheck(const SchemaCheck&) = delete;
  SchemaCheck& operator=(const SchemaCheck&) = delete;
  ~SchemaCheck();

  /// Validates what is left and reports, in document order, what the schema forbids at places where the
  /// reader has reported nothing. Complexity: linear.
  void finish(Report& report);

 private:
  class Work;
  Value root_;
  std::unique_ptr<Work> work_;
};

}  // namespace hakyu::models::reading
