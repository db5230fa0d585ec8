// hakyu import csaf|jvn|nvd|…: advisories, catalogues and scans into the store.
#pragma once

#include "cli/import.hpp"

namespace hakyu::cli {

/// Imports options.files as options.kind, or as what they look like if that is "advisories".
Exit import_advisories(const Program& program, const ImportOptions& options);

}  // namespace hakyu::cli
