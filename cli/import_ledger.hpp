// hakyu import ledger
#pragma once

#include "cli/import.hpp"

namespace hakyu::cli {

Exit import_ledger(const Program& program, const ImportOptions& options);

}  // namespace hakyu::cli
