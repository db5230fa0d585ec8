#include "viz/text/inventories.hpp"

#include <cstdint>
#include <set>

#include "viz/text/lists.hpp"
#include "viz/text/matches.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using models::matching::Inventory;

constexpr std::size_t most_strangers = 5;

std::string stranger(const Inventory& inventory, const Words& w) {
  if (inventory.subject.empty()) return w.format("{0} (names no subject)", document_name(inventory.document));
  return inventory.other_version ? w.format("{0} (the ledger has another version)", inventory.subject)
                                 : inventory.subject;
}

}  // namespace

std::string inventories_text(const std::vector<Inventory>& inventories, const Words& w) {
  std::set<std::size_t> resources;
  std::uint64_t linked = 0, parts = 0;
  std::vector<std::string> strangers;
  for (const Inventory& each : inventories) {
    resources.insert(each.resources.begin(), each.resources.end());
    if (each.resources.empty()) {
      strangers.push_back(stranger(each, w));
    } else {
      ++linked;
      parts += each.parts;
    }
  }
  std::string text;
  if (linked > 0)
    text += w.format(
                "SBOMs and scans: {0} of {1} belong to resources of the model ({2} resources, {3} pieces of "
                "software).",
                w.integer(static_cast<std::int64_t>(linked)),
                w.integer(static_cast<std::int64_t>(inventories.size())),
                w.integer(static_cast<std::int64_t>(resources.size())),
                w.integer(static_cast<std::int64_t>(parts))) +
            "\n";
  if (!strangers.empty())
    text += w.format(
                "No resource is the subject of these SBOMs or scans, so their parts were not matched: {0}. "
                "Write the host's address, or the product with its maker and version, into the ledger.",
                first_few(w, strangers, most_strangers, printable)) +
            "\n";
  return text.empty() ? text : "\n" + on_screen(text);
}

}  // namespace hakyu::viz
