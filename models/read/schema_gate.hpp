// The shipped JSON Schema as a second, independent opinion on a file.
#pragma once

#include "models/read/report.hpp"
#include "models/read/value.hpp"

namespace hakyu::models::reading {

/// Validates the sections of a file item by item and reports what the schema forbids at places where the
/// reader has reported nothing. Complexity: linear.
void check_schema(const Value& root, Report& report);

}  // namespace hakyu::models::reading
