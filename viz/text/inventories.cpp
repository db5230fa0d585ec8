#include "viz/text/inventories.hpp"

#include <cstdint>
#include <set>

#include "viz/chart/names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/matches.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using models::matching::Inventory;

constexpr std::size_t most_strangers = 5, most_linked = 5, most_resources = 3;

std::string stranger(const Inventory& inventory, const Words& w) {
  if (inventory.subject.empty()) return w.format("{0} (names no subject)", document_name(inventory.document));
  return inventory.other_version ? w.format("{0} (the ledger has another version)", inventory.subject)
                                 : inventory.subject;
}

/// "Acme Pump 1.4 – pump-1, pump-2".
std::string link(const models::Model& model, const Inventory& inventory, const ModelNames& names) {
  return printable(inventory.subject) + " – " +
         first_few(names.words(), inventory.resources, most_resources,
                   [&](std::size_t r) { return printable(names.node(model.resources[r].id)); });
}

}  // namespace

std::string inventories_text(const models::Model& model, const std::vector<Inventory>& inventories,
                             const Words& w) {
  const ModelNames names(model, w);
  std::set<std::size_t> resources;
  std::uint64_t linked = 0, parts = 0;
  std::vector<std::string> strangers, links;
  for (const Inventory& each : inventories) {
    resources.insert(each.resources.begin(), each.resources.end());
    if (each.resources.empty()) {
      strangers.push_back(stranger(each, w));
    } else {
      ++linked;
      if (links.size() < most_linked) links.push_back(link(model, each, names));
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
  for (const std::string& each : links) text += "- " + each + "\n";
  if (linked > links.size())
    text += w.format("… and {0} more; --json names all.", linked - links.size()) + "\n";
  if (!strangers.empty())
    text += w.format(
                "No resource is the subject of these SBOMs or scans, so their parts were not matched: {0}. "
                "Write the host's address, or the product with its maker and version, into the ledger.",
                first_few(w, strangers, most_strangers, printable)) +
            "\n";
  return text.empty() ? text : "\n" + on_screen(text);
}

}  // namespace hakyu::viz
