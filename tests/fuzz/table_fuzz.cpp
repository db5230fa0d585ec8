// Whatever the bytes: reading a ledger ends, in tables or in diagnostics; and what is imported of it is a
// model that can be read. Workbooks and CSV take the same way in: the first bytes decide.
#include <cstdint>
#include <cstdlib>

#include "models/import/ledger.hpp"
#include "models/read/read.hpp"
#include "models/write.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hakyu::models;
  using namespace hakyu::models::import;
  static const Mapping mapping = read_mapping("it-ledger", shipped_mapping("it-ledger").value()).mapping;
  TableLimits limits;
  limits.bytes = 4U << 20U;
  limits.cells = 100'000;
  const TableResult read = read_tables("fuzz", {reinterpret_cast<const char*>(data), size}, {}, limits);
  if (has_errors(read.diagnostics) != read.tables.empty()) std::abort();
  if (read.tables.empty()) return 0;
  const LedgerResult ledger = make_ledger(read.tables, mapping, "", "fuzz.json");
  (void)guess_mapping(read.tables, "");
  if (has_errors(ledger.diagnostics)) return 0;
  if (has_errors(hakyu::models::read(write(ledger.model)).diagnostics)) std::abort();
  return 0;
}
