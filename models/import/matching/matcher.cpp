#include "models/import/matching/matcher.hpp"

#include <algorithm>

#include "models/import/matching/certainty.hpp"
#include "models/import/matching/characters.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

using advisories::ProductRecord;
using advisories::StatusRecord;

/// Maker and product in one CPE and the other; versions are compared apart from it.
struct CpeVerdict {
  bool same = false;
  bool disjoint = false;  ///< same product, but another edition, platform …
  bool narrower = false;  ///< an edition, platform … that the resource does not state
  bool other_part = false;
};

CpeVerdict compare_products(const Cpe& criteria, const Cpe& asset) {
  CpeVerdict verdict;
  for (const CpeAttribute each : {CpeAttribute::vendor, CpeAttribute::product}) {
    // ANY in the ledger or in the advisory would match everything.
    if (!criteria[each].is_text() || !asset[each].is_text()) return verdict;
    const Relation relation = compare(criteria[each], asset[each]);
    if (relation != Relation::equal && relation != Relation::superset) return verdict;
  }
  verdict.same = true;
  verdict.other_part = compare(criteria[CpeAttribute::part], asset[CpeAttribute::part]) == Relation::disjoint;
  for (std::size_t i = static_cast<std::size_t>(CpeAttribute::edition); i < cpe_attributes; ++i) {
    const Relation relation = compare(criteria.values[i], asset.values[i]);
    verdict.disjoint = verdict.disjoint || relation == Relation::disjoint;
    verdict.narrower = verdict.narrower || relation == Relation::subset || relation == Relation::undefined;
  }
  return verdict;
}

bool same_package(const Purl& a, const Purl& b) {
  return a.type == b.type && a.space == b.space && a.name == b.name;
}

/// Distributions count the same package each for itself.
bool of_other_distribution(const Purl& a, const Purl& b) {
  const auto x = a.qualifiers.find("distro"), y = b.qualifiers.find("distro");
  return x != a.qualifiers.end() && y != b.qualifiers.end() && x->second != y->second;
}

Scheme scheme_of_package(const Purl& purl) {
  if (purl.type == "deb") return Scheme::deb;
  if (purl.type == "rpm") return Scheme::rpm;
  for (const char* each : {"npm", "cargo", "golang", "swift", "hex", "pub"})
    if (purl.type == each) return Scheme::semver;
  return Scheme::generic;
}

/// A model number with `*` and `?` (CSAF), `\` before literal ones.
bool model_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, from = 0;
  while (t < text.size()) {
    const bool literal = p + 1 < pattern.size() && pattern[p] == '\\';
    if (p < pattern.size() && !literal && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && !literal && pattern[p] == '?') {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p + (literal ? 1 : 0)] == text[t]) {
      p += literal ? 2 : 1;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool is_model(const ProductRecord& product, const Identity& identity) {
  if (!identity.device) return false;
  const std::string model = import::compact(identity.product);
  return std::any_of(
      product.model_numbers.begin(), product.model_numbers.end(), [&](const std::string& each) {
        const std::string pattern = import::compact(each);
        // A pattern without a single character would be every model.
        return pattern.find_first_not_of("*?") != std::string::npos && model_matches(pattern, model);
      });
}

/// The CPE of a product that states its version, if nothing else does.
std::optional<Cpe> versioned_cpe(const ProductRecord& product) {
  const auto cpe = product.cpes.size() == 1 ? read_cpe(product.cpes[0]) : std::nullopt;
  const CpeValue version = cpe ? (*cpe)[CpeAttribute::version] : CpeValue{};
  const bool plain = product.version.empty() || product.version == version.plain();
  return plain && version.is_text() ? cpe : std::nullopt;
}

/// Whether all bounds of an interval can hold at once.
bool can_hold(const Interval& interval, Scheme scheme) {
  const auto is_lower = [](const Bound& b) {
    return b.comparator == Comparator::greater || b.comparator == Comparator::greater_equal;
  };
  const auto is_upper = [](const Bound& b) {
    return b.comparator == Comparator::less || b.comparator == Comparator::less_equal;
  };
  return std::none_of(interval.begin(), interval.end(), [&](const Bound& low) {
    return is_lower(low) && std::any_of(interval.begin(), interval.end(), [&](const Bound& high) {
             return is_upper(high) && compare(scheme, low.version, high.version) == Order::greater;
           });
  });
}

/// What is written; a range whose end lies before its beginning is a mistake, not a range without versions.
VersionRange stated_range(const ProductRecord& product) {
  VersionRange range = read_range(product.version, product.vendor + " " + product.name);
  const bool sound = std::all_of(range.alternatives.begin(), range.alternatives.end(),
                                 [&](const Interval& each) { return can_hold(each, range.scheme); });
  if (sound) return range;
  range.alternatives.clear();
  range.understood = false;
  range.confidence = 0.0;
  return range;
}

/// The versions a product record speaks of.
VersionRange range_of(const ProductRecord& product) {
  const auto cpe = versioned_cpe(product);
  if (!cpe) return stated_range(product);
  const CpeValue& version = (*cpe)[CpeAttribute::version];
  const CpeValue& update = (*cpe)[CpeAttribute::update];
  VersionRange range;
  range.understood = true;
  range.confidence = 1.0;
  range.original = version.plain() + (update.is_text() ? " " + update.plain() : "");
  range.alternatives = {{{Comparator::equal, range.original}}};
  return range;
}

/// "2019 CU13" is an update of "2019", as is "2.0-sp1" of "2.0"; "2.0.1" is another version.
bool is_update_of(std::string_view base, std::string_view version) {
  const std::string start = import::fold(base), all = import::fold(version);
  return !start.empty() && all.size() > start.size() + 1 && all.starts_with(start) &&
         std::string_view(" -_:").find(all[start.size()]) != std::string_view::npos &&
         is_letter(all[start.size() + 1]);
}

/// A version of a CPE with any update is every update of it (NISTIR 7696 §6: ANY is a superset).
Containment with_updates(Containment found, const ProductRecord& product, const Identity& identity, Fit fit) {
  if (found == Containment::inside) return found;
  const auto cpe = versioned_cpe(product);
  if (!cpe || !(*cpe)[CpeAttribute::update].is_any()) return found;
  if (!is_update_of((*cpe)[CpeAttribute::version].plain(), identity.plain_version)) return found;
  return fit == Fit::cpe ? Containment::inside : Containment::probably_inside;
}

/// Whether a range is nothing but single versions.
bool is_list(const VersionRange& range) {
  return std::all_of(range.alternatives.begin(), range.alternatives.end(), [](const Interval& interval) {
    return interval.size() == 1 && interval[0].comparator == Comparator::equal;
  });
}

bool every_version(const VersionRange& range) {
  return std::any_of(range.alternatives.begin(), range.alternatives.end(),
                     [](const Interval& interval) { return interval.empty(); });
}

Method method_of(Fit fit, Containment containment, const VersionRange& range) {
  if (fit == Fit::renamed || fit >= Fit::resembling) return Method::alias;
  if (containment == Containment::cannot_exclude) return Method::vendor_product;
  const bool identifier = fit == Fit::cpe || fit == Fit::package || fit == Fit::model;
  if (identifier && containment == Containment::inside && is_list(range)) return Method::exact;
  return every_version(range) && !identifier ? Method::vendor_product : Method::range;
}

/// Who says nothing for certain about a product, and nothing about its versions, does not mean every version.
void leave_open(Pairing& pairing) {
  pairing.any_version = true;
  pairing.containment = Containment::cannot_exclude;
  pairing.confidence = certainty(pairing.fit) * certainty(pairing.containment);
}

}  // namespace

Matcher::Matcher(const Model& model, const Identities& identities, const std::vector<Decision>& decisions)
    : model_(model), identities_(identities), decisions_(in_force(decisions)) {}

std::optional<Pairing> Matcher::pair(const ProductRecord& product, const NameFit& name,
                                     VersionRange& range) const {
  const Identity& identity = identities_.all()[name.identity];
  Pairing pairing;
  pairing.identity = name.identity;
  std::optional<Fit> fit;
  bool disjoint = false, narrower = false, other_distribution = false;
  for (const std::string& text : product.cpes) {
    const auto criteria = identity.cpe ? read_cpe(text) : std::nullopt;
    const CpeVerdict verdict = criteria ? compare_products(*criteria, *identity.cpe) : CpeVerdict{};
    if (!verdict.same) continue;
    fit = Fit::cpe;
    disjoint = verdict.disjoint;
    narrower = verdict.narrower;
    pairing.other_part = verdict.other_part;
    if (!disjoint && !pairing.other_part) break;
  }
  for (const std::string& text : product.purls) {
    const bool wanted = identity.purl && (!fit || fit == Fit::package);
    const auto purl = wanted ? read_purl(text) : std::nullopt;
    if (!purl || !same_package(*purl, *identity.purl)) continue;
    other_distribution = (!fit || other_distribution) && of_other_distribution(*purl, *identity.purl);
    fit = Fit::package;
    if (range.scheme == Scheme::generic && !range.prose) range.scheme = scheme_of_package(*purl);
  }
  if (!fit && is_model(product, identity)) fit = Fit::model;
  if (!fit) fit = name.fit;
  if (!fit) return std::nullopt;
  pairing.fit = *fit;
  // "IntelliSpace Portal 8.0.x" in every version is every 8.0.x.
  if (!name.version.empty() && every_version(range)) range = read_range(name.version);
  pairing.containment = contains(range, identity.plain_version);
  pairing.containment =
      disjoint ? Containment::outside : with_updates(pairing.containment, product, identity, *fit);
  if (other_distribution) pairing.containment = Containment::cannot_exclude;
  pairing.edition = std::max(compare_editions(product.name, identity.product),
                             narrower ? Edition::narrower : Edition::same);
  pairing.every = every_version(range);
  pairing.single = range.understood && is_list(range);
  pairing.method = method_of(*fit, pairing.containment, range);
  pairing.confidence = certainty(*fit) * certainty(pairing.containment) *
                       (range.understood ? range.confidence : 1.0) *
                       (pairing.other_part ? other_part_certainty : 1.0);
  return pairing;
}

void Matcher::add(const ProductRecord& product, const std::vector<StatusRecord>& statuses,
                  const Origin& origin, const std::vector<NameFit>& fits) {
  if (statuses.empty() || fits.empty()) return;
  const VersionRange stated = range_of(product);
  for (const NameFit& fit : fits) {
    VersionRange range = stated;
    std::optional<Pairing> pairing = pair(product, fit, range);
    if (!pairing) continue;
    pairing->vendor = product.vendor;
    pairing->product = product.name;
    pairing->version = product.version.empty() ? stated.original : product.version;
    pairing->document = origin.document;
    pairing->date = origin.date;
    pairing->product_id = product.id;
    if (pairing->version.empty() && statuses.front().meaning == FindingStatus::unknown) {
      if (!listed(*pairing, statuses)) continue;
      leave_open(*pairing);
    }
    std::optional<std::size_t> place;
    for (const StatusRecord& status : statuses) claim(*pairing, range, place, status);
  }
}

bool Matcher::listed(const Pairing& pairing, const std::vector<StatusRecord>& statuses) {
  const Identity& identity = identities_.all()[pairing.identity];
  const std::vector<std::string> words = product_words(pairing.product, pairing.vendor);
  if (is_strong(pairing.fit) || pairing.fit == Fit::part) return true;
  // "Exchange Server" of "Exchange Server 2016"; but "Windows" alone would give every PC all of Windows.
  if (words.size() > 1 && begin_with(identity.words, words)) return true;
  Resembling& product = left_out_[{pairing.vendor, pairing.product, pairing.document}];
  for (const StatusRecord& each : statuses) product.vulnerabilities.insert(number_of(each.vulnerability));
  product.resources.insert(identity.resources.begin(), identity.resources.end());
  return false;
}

std::vector<LeftOut> Matcher::left_out() const {
  std::set<std::size_t> said;
  for (const Claim& each : claims_) said.insert(each.vulnerability);
  std::vector<LeftOut> all;
  for (const auto& [key, each] : left_out_) {
    const auto& [vendor, product, document] = key;
    const auto silent = std::count_if(each.vulnerabilities.begin(), each.vulnerabilities.end(),
                                      [&](std::size_t v) { return !said.contains(v); });
    if (silent > 0)
      all.push_back({vendor, product, document, static_cast<std::size_t>(silent), each.resources.size()});
  }
  return all;
}

void Matcher::claim(const Pairing& pairing, const VersionRange& range, std::optional<std::size_t>& place,
                    const StatusRecord& status) {
  if (status.status == "recommended") return;
  if (!range.scopes.empty() &&
      !std::binary_search(range.scopes.begin(), range.scopes.end(), status.vulnerability))
    return;
  const bool denies = status.meaning == FindingStatus::not_affected || status.meaning == FindingStatus::fixed;
  // The first or the last affected version says nothing about those between.
  const bool end_only = status.status == "first_affected" || status.status == "last_affected";
  Pairing used = pairing;
  if (end_only && used.containment == Containment::outside) {
    used.containment = Containment::cannot_exclude;
    used.confidence = certainty(used.fit) * certainty(used.containment);
  }
  const bool sure = used.containment == Containment::inside;
  const bool observed = identities_.all()[used.identity].observed;
  const bool may_exclude = may_deny(used.fit) && !observed && used.edition != Edition::other;
  if (denies && (!sure || !may_exclude || used.edition != Edition::same)) return;
  Claim claim;
  claim.vulnerability = number_of(status.vulnerability);
  claim.identity = used.identity;
  claim.status = status.meaning;
  claim.justification = number_of(status.justification);
  claim.excluded = used.containment == Containment::outside;
  // A resemblance excludes nothing either: it may be another product, as another edition is.
  if (claim.excluded && !may_exclude) return;
  if (claim.status == FindingStatus::affected &&
      (used.containment == Containment::cannot_exclude || !is_strong(used.fit) || observed))
    claim.status = FindingStatus::unknown;
  if (!status.context.empty()) claim.context = context_of(status.context);
  if (end_only || !place) {
    claim.pairing = pairings_.size();
    pairings_.push_back(std::move(used));
    if (!end_only) place = claim.pairing;
  } else {
    claim.pairing = *place;
  }
  claims_.push_back(claim);
}

void Matcher::add(const advisories::Advisory& advisory) {
  std::unordered_map<std::string, std::vector<StatusRecord>> of_product;
  for (const StatusRecord& status : advisory.statuses) of_product[status.product].push_back(status);
  for (const ProductRecord& product : advisory.products) {
    const auto found = of_product.find(product.id);
    if (found == of_product.end()) continue;
    std::vector<NameFit> fits = identities_.fits(product.vendor, product.name);
    add_identified(fits, identities_.named_by(product.cpes, product.purls));
    add(product, found->second, {advisory.document, advisory.date}, fits);
  }
}

std::size_t Matcher::number_of(const std::string& text) {
  const auto [at, fresh] = number_of_text_.emplace(text, texts_.size());
  if (fresh) texts_.push_back(text);
  return at->second;
}

std::size_t Matcher::context_of(const std::vector<std::string>& cpes) {
  std::string key;
  for (const std::string& each : cpes) key += each + "\n";
  const auto [at, fresh] = number_of_context_.emplace(std::move(key), contexts_.size());
  if (!fresh) return at->second;
  auto& list = contexts_.emplace_back();
  for (const std::string& each : cpes) {
    const auto cpe = read_cpe(each);
    if (!cpe) continue;
    const std::string vendor = (*cpe)[CpeAttribute::vendor].plain();
    list.push_back(
        {identities_.vendors().id_of(vendor),
         product_key(identities_.vendors().words_of((*cpe)[CpeAttribute::product].plain(), vendor)),
         (*cpe)[CpeAttribute::part].text == "h", (*cpe)[CpeAttribute::version].plain()});
  }
  return at->second;
}

}  // namespace hakyu::models::matching
