#include "models/import/matching/store_matches.hpp"

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

}  // namespace

void add_store(Matcher& matcher, const store::Store& store,
               const std::function<void(std::uint64_t names)>& progress) {
  Origins origins(store);
  std::uint64_t names = 0;
  store.brands([&](const store::Brand& brand) {
    if (progress && names++ % 1024 == 0) progress(names);
    const std::vector<NameFit> fits = matcher.identities().fits(brand.vendor, brand.name);
    if (fits.empty()) return;
    store.statements(brand.number, [&](const store::StoredProduct& stored,
                                       const std::vector<advisories::StatusRecord>& statuses) {
      matcher.add(stored.product, statuses, origins[stored.document], fits);
    });
  });
}

}  // namespace hakyu::models::matching
