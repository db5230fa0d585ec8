// Whatever the bytes: reading an advisory, a feed, an SBOM or a scan ends, in content or in diagnostics and
// never in both, and twice in the same. Every kind is tried on what looks like it and, chosen by the length,
// on what does not.
#include <cstdint>
#include <cstdlib>

#include "models/import/advisories/kinds.hpp"

namespace {

using namespace hakyu::models;

void read_as(const advisories::Kind& kind, std::string_view bytes) {
  const advisories::Reading first = kind.read("fuzz", bytes), second = kind.read("fuzz", bytes);
  if (has_errors(first.diagnostics) && !first.advisories.empty()) std::abort();
  if (first.advisories.size() != second.advisories.size()) std::abort();
  for (std::size_t i = 0; i < first.advisories.size(); ++i)
    if (first.advisories[i].document != second.advisories[i].document ||
        first.advisories[i].remediations.size() != second.advisories[i].remediations.size())
      std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto* kind = advisories::kind_named(advisories::recognised(bytes))) read_as(*kind, bytes);
  read_as(advisories::kinds()[size % advisories::kinds().size()], bytes);
  return 0;
}
