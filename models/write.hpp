// Model → model files.
#pragma once

#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/read/read.hpp"

namespace hakyu::models {

/// Writes every object back into the file it came from (authorship is a property of the file), in canonical
/// form: fields in the order of the reference, absent fields absent. read(write(m)).model == m.
///
/// Two things are merged when they are read and have no place of their own any more: holidays, which are bare
/// dates (all are written to the first file), and the threat's goals and dwell time (written to the file
/// whose threat came first). What they mean is the same; who wrote them is then only known for the first
/// file.
[[nodiscard]] std::vector<Document> write(const Model& model);

}  // namespace hakyu::models
