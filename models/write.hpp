// Model → model files.
#pragma once

#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/read/read.hpp"

namespace hakyu::models {

/// Writes every object back into the file it came from (authorship is a property of the file), in canonical
/// form: fields in the order of the reference, absent fields absent. read(write(m)).model == m.
[[nodiscard]] std::vector<Document> write(const Model& model);

}  // namespace hakyu::models
