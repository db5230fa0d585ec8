#include "models/import/matching/identities.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "models/import/matching/certainty.hpp"
#include "models/import/matching/range.hpp"
#include "models/import/matching/spelling.hpp"
#include "models/import/matching/version.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

constexpr char separator = '\n';

/// Whether a piece of software is the device's own, so that its version is the device's: "firmware 2.1", or
/// what has the name of the device, whose product_key is `own`.
bool is_own_firmware(const Software& software, const std::string& own, const std::string& maker) {
  if (!software.cpe.empty() || !software.purl.empty()) return false;
  if (!own.empty() && software.vendor.empty() && product_key(product_words(software.name, maker)) == own)
    return true;
  const std::string name = import::compact(software.name);
  for (const std::string_view word :
       {"firmware", "ファームウェア", "ファームウエア", "ファーム", "本体", "本体ソフトウェア",
        "システムソフトウェア", "systemsoftware", "組込みソフトウェア"})
    if (name == word) return true;
  return false;
}

/// The names by which a package goes in feeds: "log4j-core", "org.apache:log4j-core", "@scope/name".
std::vector<std::string> package_names(const Purl& purl) {
  std::vector<std::string> names{purl.name};
  if (purl.space.empty()) return names;
  names.push_back(purl.space + (purl.type == "maven" ? ":" : "/") + purl.name);
  return names;
}

Identity identity_of(const Software& software) {
  Identity identity;
  identity.vendor = software.vendor;
  identity.product = software.name;
  identity.version = software.version;
  identity.cpe = read_cpe(software.cpe);
  identity.purl = read_purl(software.purl);
  return identity;
}

/// Fills in what the ledger leaves to the CPE or purl.
void complete(Identity& identity) {
  if (identity.cpe) {
    const Cpe& cpe = *identity.cpe;
    const CpeValue& version = cpe[CpeAttribute::version];
    const CpeValue& update = cpe[CpeAttribute::update];
    if (identity.version.empty() && version.is_text())
      identity.version = version.plain() + (update.is_text() ? " " + update.plain() : "");
    if (identity.vendor.empty()) identity.vendor = cpe[CpeAttribute::vendor].plain();
    if (identity.product.empty()) identity.product = cpe[CpeAttribute::product].plain();
  }
  if (identity.purl && identity.version.empty()) identity.version = identity.purl->version;
}

/// Purls carry the epoch of rpm apart from the version.
std::string version_to_compare(const Identity& identity) {
  std::string version = identity.guessed ? std::string() : plain_version(identity.version);
  if (version.empty() || !identity.purl || version.find(':') != std::string::npos) return version;
  const auto epoch = identity.purl->qualifiers.find("epoch");
  return epoch == identity.purl->qualifiers.end() ? version : epoch->second + ":" + version;
}

}  // namespace

std::optional<Identity> Identities::with_version_split(const Identity& identity) const {
  if (identity.cpe || identity.purl || (!identity.device && !identity.version.empty())) return std::nullopt;
  const auto parts = trailing_version(identity.product);
  // Model names end with whole numbers more often than with versions.
  if (!parts || (identity.device && !parts->dotted)) return std::nullopt;
  const std::vector<std::string> words = vendors_.words_of(identity.product, identity.vendor);
  const auto known = vendors_.maker_in(words);
  // "Windows 11" is a name, "PostgreSQL 14" a name and a version.
  if (known && known->name == words.size()) return std::nullopt;
  Identity split = identity;
  split.product = parts->name;
  if (!split.version.empty()) return split;
  split.version = parts->version;
  // "Office 365" and "Achieva 1.5" are names.
  split.guessed = identity.device || (!parts->dotted && !(known && known->name > 0));
  return split;
}

Identities::Identities(const Model& model, const Vendors& vendors, const std::vector<FoundSoftware>& found)
    : vendors_(vendors) {
  std::unordered_map<std::size_t, std::vector<const FoundSoftware*>> found_in;
  for (const FoundSoftware& each : found) found_in[each.resource].push_back(&each);
  for (std::size_t i = 0; i < model.resources.size(); ++i) {
    const Resource& resource = model.resources[i];
    if (resource.usable == Usable::retired) continue;
    Identity device;
    device.vendor = resource.maker;
    device.product = vendors_.spaced(resource.model);
    device.device = true;
    add_software(resource, i, device);
    if (!device.product.empty()) add_device(resource, i, device);
    if (const auto more = found_in.find(i); more != found_in.end())
      for (const FoundSoftware* each : more->second) add_found(*each);
  }
  index();
}

void Identities::add_software(const Resource& resource, std::size_t i, Identity& device) {
  const std::string own = product_key(product_words(resource.model, resource.maker));
  for (const Software& software : resource.software) {
    if (is_own_firmware(software, own, resource.maker)) {
      device.version = software.version;
      continue;
    }
    Identity each = identity_of(software);
    each.product = vendors_.spaced(software.name);
    if (vendor_key(software.vendor).empty()) each.carrier = resource.maker;
    if (auto split = with_version_split(each)) {
      add_parts(resource, i, *split);
      add(*std::move(split), i);
    } else {
      add_parts(resource, i, each);
    }
    add(std::move(each), i);
  }
}

void Identities::add_found(const FoundSoftware& found) {
  Identity each = identity_of(found.software);
  each.source = found.subject;
  each.observed = found.observed;
  add(std::move(each), found.resource);
}

void Identities::add_device(const Resource& resource, std::size_t i, const Identity& device) {
  add_parts(resource, i, device);
  if (auto split = with_version_split(device)) add(*std::move(split), i);
  add(device, i);
}

void Identities::add_parts(const Resource& resource, std::size_t i, const Identity& whole) {
  const std::vector<std::string> words = vendors_.words_of(whole.product, whole.vendor);
  for (const auto& [maker, name] : vendors_.parts_of(vendors_.id_of(whole.vendor), words)) {
    const std::string key = product_key(product_words(name, maker));
    const bool named = std::any_of(resource.software.begin(), resource.software.end(),
                                   [&, &maker = maker](const Software& each) {
                                     return product_key(product_words(each.name, maker)).starts_with(key);
                                   });
    if (named) continue;
    Identity part;
    part.vendor = maker;
    part.product = name;
    part.version = whole.version;
    part.guessed = whole.guessed;
    part.whole = whole.product;
    part.carrier = whole.vendor;
    add(std::move(part), i);
  }
}

void Identities::add(Identity identity, std::size_t resource) {
  complete(identity);
  if (identity.product.empty() && !identity.purl) return;
  if (auto told = by_its_name(identity)) put(*std::move(told), resource);
  put(std::move(identity), resource);
}

std::optional<Identity> Identities::by_its_name(const Identity& identity) const {
  const std::string stated = vendors_.id_of(identity.vendor);
  if (stated.empty() || identity.cpe || identity.purl) return std::nullopt;
  const auto told = vendors_.maker_in(vendors_.words_of(identity.product, identity.vendor));
  if (!told || told->id == stated) return std::nullopt;
  Identity other = identity;
  other.doubted = true;
  return other;
}

void Identities::put(Identity identity, std::size_t resource) {
  std::string key = identity.vendor + separator + identity.product + separator + identity.version +
                    separator + (identity.cpe ? to_string(*identity.cpe) : "") + separator +
                    (identity.purl ? to_string(*identity.purl) : "") + separator +
                    (identity.device ? "d" : "") + (identity.guessed ? "g" : "") +
                    (identity.doubted ? "m" : "") + separator + identity.carrier + separator +
                    identity.whole + separator + identity.source + (identity.observed ? "o" : "");
  const auto [at, fresh] = place_.emplace(std::move(key), all_.size());
  if (fresh) {
    if (!identity.doubted) identity.vendor_id = vendors_.id_of(identity.vendor);
    // A component's name carries its group ("org.apache.logging.log4j/log4j-core"), which no advisory writes.
    const bool package = identity.purl && identity.vendor.empty() && !identity.source.empty();
    identity.words = vendors_.words_of(package ? identity.purl->name : identity.product, identity.vendor);
    if (identity.vendor_id.empty()) imply_maker(identity);
    identity.plain_version = version_to_compare(identity);
    identity.key = product_key(identity.words);
    all_.push_back(std::move(identity));
  }
  std::vector<std::size_t>& resources = all_[at->second].resources;
  if (resources.empty() || resources.back() != resource) resources.push_back(resource);
}

void Identities::imply_maker(Identity& identity) const {
  if (const auto implied = vendors_.maker_in(identity.words)) {
    identity.implied_id = implied->id;
    identity.words.erase(identity.words.begin(),
                         identity.words.begin() + static_cast<std::ptrdiff_t>(implied->words));
  } else {
    identity.implied_id = vendors_.id_of(identity.carrier);
  }
}

namespace {
/// Vendor and product as the dictionary writes them.
std::string cpe_key(const Cpe& cpe) {
  return import::fold(cpe[CpeAttribute::vendor].plain()) + ':' +
         import::fold(cpe[CpeAttribute::product].plain());
}
}  // namespace

void Identities::index() {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Identity& each = all_[i];
    if (each.cpe) of_cpe_[cpe_key(*each.cpe)].push_back(i);
    if (each.purl)
      for (const std::string& name : package_names(*each.purl)) of_package_[import::fold(name)].push_back(i);
    if (each.vendor_id.empty()) {
      if (!each.doubted) without_vendor_[each.key].push_back(i);
      if (each.implied_id.empty()) continue;
      of_implied_[each.implied_id].push_back(i);
      for (const std::string& other : vendors_.related(each.implied_id))
        of_related_vendor_[other].push_back(i);
      continue;
    }
    of_vendor_[each.vendor_id].push_back(i);
    if (each.whole.empty()) with_vendor_[each.key].push_back(i);
    for (const std::string& other : vendors_.related(each.vendor_id)) of_related_vendor_[other].push_back(i);
    // A CPE may name the maker in another way than the ledger.
    if (!each.cpe) continue;
    const std::string id = vendors_.id_of((*each.cpe)[CpeAttribute::vendor].plain());
    if (!id.empty() && id != each.vendor_id) of_vendor_[id].push_back(i);
  }
}

/// The name of an advisory's product, in the forms in which identities are looked for.
class Identities::Wanted {
 public:
  Wanted(const Identities& all, std::string_view vendor, std::string_view product)
      : all_(all.all_), id_(all.vendors_.id_of(vendor)), vendor_(vendor) {
    words_ = all.vendors_.words_of(product, vendor);
    const auto told = all.vendors_.maker_in(words_);
    // An advisory that names no maker (older ones of Microsoft) is read like a ledger that names none.
    if (told && id_.empty()) {
      id_ = told->id;
      words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(told->words));
    }
    key_ = product_key(words_);
    tells_ = told || tells_product(words_);
    if (const auto named = version_in_product(product)) {
      version_ = named->version;
      base_ = product_key(all.vendors_.words_of(named->name, vendor));
    }
  }

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] bool tells() const { return tells_; }

  /// How the names fit, if the makers do by `same`, the fit of equal names.
  [[nodiscard]] std::optional<NameFit> fit(std::size_t i, Fit same) const {
    const Identity& identity = all_[i];
    if (identity.doubted) same = Fit::other_maker;
    const bool whole = identity.whole.empty();
    if (identity.key == key_ || same_cpe(identity)) return NameFit{i, whole ? same : Fit::part};
    if (!whole) return std::nullopt;
    if (!version_.empty() && identity.key == base_) return NameFit{i, same, version_};
    if (names_resemble(identity.words, words_)) return NameFit{i, Fit::resembling};
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool same_cpe(const Identity& identity) const {
    return identity.cpe &&
           product_key(product_words((*identity.cpe)[CpeAttribute::product].plain(), vendor_)) == key_;
  }

  const std::vector<Identity>& all_;
  std::string id_;
  std::string_view vendor_;
  std::vector<std::string> words_;
  std::string key_, base_, version_;
  bool tells_ = false;
};

std::vector<NameFit> Identities::fits(std::string_view vendor, std::string_view product) const {
  const Wanted wanted(*this, vendor, product);
  std::vector<NameFit> result;
  const auto each = [](const auto& table, const std::string& key, const auto& take) {
    const auto found = table.find(key);
    if (found == table.end()) return;
    for (const std::size_t i : found->second) take(i);
  };
  const auto take = [&](Fit same) {
    return [&, same](std::size_t i) {
      if (auto fit = wanted.fit(i, same)) result.push_back(*std::move(fit));
    };
  };
  each(of_vendor_, wanted.id(), take(Fit::name));
  // A model number may tell what the name does not.
  each(of_vendor_, wanted.id(), [&](std::size_t i) {
    if (all_[i].device) result.push_back({i, std::nullopt});
  });
  each(of_related_vendor_, wanted.id(), take(Fit::renamed));
  each(of_implied_, wanted.id(), take(Fit::implied));
  // Short names like "agent" are too common to be told without a maker.
  if (wanted.key().size() >= 6 || wanted.tells()) each(without_vendor_, wanted.key(), take(Fit::no_vendor));
  if (wanted.tells()) each(with_vendor_, wanted.key(), take(Fit::other_maker));
  each(of_package_, import::fold(product), [&](std::size_t i) { result.push_back({i, std::nullopt}); });
  std::sort(result.begin(), result.end(), [](const NameFit& a, const NameFit& b) {
    return std::tuple(a.identity, !a.fit, a.fit) < std::tuple(b.identity, !b.fit, b.fit);
  });
  const auto last = std::unique(result.begin(), result.end(),
                                [](const NameFit& a, const NameFit& b) { return a.identity == b.identity; });
  result.erase(last, result.end());
  return result;
}

void add_identified(std::vector<NameFit>& fits, const std::vector<std::size_t>& identities) {
  const std::size_t by_name = fits.size();
  for (const std::size_t identity : identities)
    if (std::none_of(fits.begin(), fits.begin() + static_cast<std::ptrdiff_t>(by_name),
                     [=](const NameFit& each) { return each.identity == identity; }))
      fits.push_back({identity, std::nullopt});
}

std::vector<std::size_t> Identities::named_by(const std::vector<std::string>& cpes,
                                              const std::vector<std::string>& purls) const {
  std::set<std::size_t> found;
  const auto add = [&](const auto& table, const std::string& key) {
    if (const auto at = table.find(key); at != table.end())
      found.insert(at->second.begin(), at->second.end());
  };
  for (const std::string& text : cpes)
    if (const auto cpe = read_cpe(text)) add(of_cpe_, cpe_key(*cpe));
  for (const std::string& text : purls)
    if (const auto purl = read_purl(text))
      for (const std::string& name : package_names(*purl)) add(of_package_, import::fold(name));
  return {found.begin(), found.end()};
}

bool Identities::identifies(std::size_t resource, std::string_view vendor, std::string_view product) const {
  const std::vector<NameFit> found = fits(vendor, product);
  return std::any_of(found.begin(), found.end(), [&](const NameFit& each) {
    const std::vector<std::size_t>& resources = all_[each.identity].resources;
    return each.fit && is_strong(*each.fit) &&
           std::binary_search(resources.begin(), resources.end(), resource);
  });
}

bool Identities::has(std::size_t resource, const std::string& vendor_id, const std::string& key, bool device,
                     std::string_view versions) const {
  const auto found = of_vendor_.find(vendor_id);
  if (found == of_vendor_.end()) return false;
  const VersionRange range = read_range(versions);
  return std::any_of(found->second.begin(), found->second.end(), [&](std::size_t i) {
    const std::vector<std::size_t>& resources = all_[i].resources;
    return all_[i].key == key && (all_[i].device || !device) &&
           (versions.empty() || contains(range, all_[i].plain_version) == Containment::inside) &&
           std::binary_search(resources.begin(), resources.end(), resource);
  });
}

}  // namespace hakyu::models::matching
