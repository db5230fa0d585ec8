#include "models/import/matching/store_matches.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace hakyu::models::matching {

namespace {

/// What is needed of documents; a document speaks of many products.
class Origins {
 public:
  explicit Origins(const store::Store& store) : store_(store) {}
  const Origin& operator[](std::int64_t number) {
    const auto [at, fresh] = origins_.try_emplace(number);
    if (fresh)
      if (const auto document = store_.document(number)) at->second = {document->key, document->date};
    return at->second;
  }

 private:
  const store::Store& store_;
  std::unordered_map<std::int64_t, Origin> origins_;
};

using Named = std::unordered_map<std::int64_t, std::set<std::size_t>>;

/// Identities whose CPE or purl a product of a brand has, by brand: advisories may call it otherwise than
/// ledgers.
Named named_by_identifiers(const Identities& identities, const store::Store& store) {
  Named named;
  if (!identities.have_identifiers()) return named;
  store.identifiers([&](std::int64_t brand, const auto& cpes, const auto& purls) {
    const std::vector<std::size_t> found = identities.named_by(cpes, purls);
    if (!found.empty()) named[brand].insert(found.begin(), found.end());
  });
  return named;
}

}  // namespace

void add_store(Matcher& matcher, const store::Store& store,
               const std::function<void(std::uint64_t names)>& progress) {
  Origins origins(store);
  const Named named = named_by_identifiers(matcher.identities(), store);
  std::uint64_t names = 0;
  store.brands([&](const store::Brand& brand) {
    if (progress && names++ % 1024 == 0) progress(names);
    std::vector<NameFit> fits = matcher.identities().fits(brand.vendor, brand.name);
    if (const auto found = named.find(brand.number); found != named.end())
      add_identified(fits, {found->second.begin(), found->second.end()});
    if (fits.empty()) return;
    store.statements(brand.number, [&](const store::StoredProduct& stored,
                                       const std::vector<advisories::StatusRecord>& statuses) {
      matcher.add(stored.product, statuses, origins[stored.document], fits);
    });
  });
}

}  // namespace hakyu::models::matching
