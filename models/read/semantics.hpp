// What the objects of a model must satisfy together, over all files.
#pragma once

#include "models/model.hpp"
#include "models/read/context.hpp"

namespace hakyu::models::reading {

/// Reports unknown references, nodes that run on themselves, steps before the start and withdrawals of what
/// is not in force. Complexity: linear (expected).
void check_whole(Context& context, const Model& model);

}  // namespace hakyu::models::reading
