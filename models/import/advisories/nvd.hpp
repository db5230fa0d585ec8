// The NVD CVE API 2.0 as a stream. Internal to models/import.
#pragma once

#include <functional>
#include <string>

#include "models/import/advisories/chunks.hpp"
#include "models/import/advisories/record.hpp"

namespace hakyu::models::advisories {

/// Reads answers of the NVD CVE API 2.0 of any size, one CVE after the other; each goes to `take` as soon as
/// it is read. Memory: one CVE (at most 64 MiB). If has_errors of what is returned, what was taken is not to
/// be kept. Complexity: linear.
[[nodiscard]] Diagnostics stream_nvd(const std::string& file, const Chunks& chunks,
                                     const std::function<void(Advisory&&)>& take);

}  // namespace hakyu::models::advisories
