// Whatever the bytes: reading them as a fault tree ends, in a tree or in diagnostics with a position; and a
// tree survives being written and read again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/exact/open_psa.hpp"

namespace {

namespace exact = hakyu::sim::exact;

constexpr std::uint64_t memory = std::uint64_t{64} << 20U;

exact::OpenPsaResult read(const std::string& text) {
  const exact::XmlText one{"fuzz.xml", text};
  return exact::read_open_psa({&one, 1}, {.memory = memory});
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const exact::OpenPsaResult first = read(std::string(reinterpret_cast<const char*>(data), size));
  require(first.diagnostics.size() <= 1001);
  require(first.tree.has_value() == !hakyu::models::has_errors(first.diagnostics));
  for (const hakyu::models::Diagnostic& each : first.diagnostics)
    require(each.file == "fuzz.xml" && !each.code.empty());
  if (!first.tree) return 0;
  const exact::FaultTree& tree = *first.tree;
  require(tree.tops.size() == tree.top_names.size() && !tree.tops.empty());
  require(tree.probabilities.size() == tree.formula.events());
  require(tree.event_names.size() == tree.formula.events());
  for (const double p : tree.probabilities) require(p >= 0.0 && p <= 1.0);
  const exact::OpenPsaResult second = read(to_open_psa(tree, "again"));
  require(second.tree && second.tree->tops.size() == tree.tops.size());
  return 0;
}
