// From claims to matches: one for each resource and vulnerability.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "models/import/advisories/tools.hpp"
#include "models/import/matching/certainty.hpp"
#include "models/import/matching/matcher.hpp"

namespace hakyu::models::matching {

/// Brings the claims about one resource to one match for each vulnerability.
class Matcher::Resolver {
 public:
  Resolver(const Matcher& matcher, const MatchOptions& options) : matcher_(matcher), options_(options) {
    for (const Decision& each : matcher.decisions_) decisions_[each.resource].push_back(&each);
    of_identity_.resize(matcher.identities_.all().size());
    for (std::size_t i = 0; i < matcher.claims_.size(); ++i)
      of_identity_[matcher.claims_[i].identity].push_back(i);
  }

  std::vector<Match> resolve() {
    const Model& model = matcher_.model_;
    std::vector<std::vector<std::size_t>> identities(model.resources.size());
    for (std::size_t i = 0; i < of_identity_.size(); ++i)
      for (const std::size_t resource : matcher_.identities_.all()[i].resources)
        if (!of_identity_[i].empty()) identities[resource].push_back(i);
    std::vector<std::size_t> order(model.resources.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return model.resources[a].id < model.resources[b].id; });
    for (const std::size_t resource : order) one(resource, identities[resource]);
    return std::move(matches_);
  }

 private:
  using Claims = std::vector<std::size_t>;

  void one(std::size_t resource, const std::vector<std::size_t>& identities) {
    const auto found = decisions_.find(matcher_.model_.resources[resource].id);
    static const std::vector<const Decision*> none;
    const auto& decisions = found == decisions_.end() ? none : found->second;
    Claims claims;
    std::map<std::size_t, Match> rejected;  // by vulnerability
    for (const std::size_t identity : identities)
      for (const std::size_t c : of_identity_[identity]) {
        const Claim& claim = matcher_.claims_[c];
        if (const Decision* decision = rejection(claim, decisions))
          reject(resource, claim, *decision, rejected);
        else if (!denies(claim) || holds_here(resource, claim))
          claims.push_back(c);
      }
    const auto& texts = matcher_.texts_;
    std::sort(claims.begin(), claims.end(), [&](std::size_t a, std::size_t b) {
      const Claim& x = matcher_.claims_[a];
      const Claim& y = matcher_.claims_[b];
      if (x.vulnerability != y.vulnerability) return texts[x.vulnerability] < texts[y.vulnerability];
      return before(x, y);
    });
    const std::size_t first = matches_.size();
    for (std::size_t from = 0; from < claims.size();) {
      std::size_t to = from;
      while (to < claims.size() &&
             matcher_.claims_[claims[to]].vulnerability == matcher_.claims_[claims[from]].vulnerability)
        ++to;
      vulnerability(resource, knowing(std::span(claims).subspan(from, to - from)), decisions);
      from = to;
    }
    add_rejected(first, rejected);
    add_decided(resource, first, decisions);
  }

  /// What people took for another product stays to be seen: they may have been wrong.
  void reject(std::size_t resource, const Claim& claim, const Decision& decision,
              std::map<std::size_t, Match>& rejected) const {
    if (claim.excluded || denies(claim)) return;
    Match match = of(resource, claim);
    decide(match, decision);
    rejected.emplace(claim.vulnerability, std::move(match));
  }

  /// Where nothing else is said about the vulnerability.
  void add_rejected(std::size_t first, std::map<std::size_t, Match>& rejected) {
    std::set<Id> known;
    for (std::size_t i = first; i < matches_.size(); ++i) known.insert(matches_[i].vulnerability);
    for (auto& [vulnerability, match] : rejected)
      if (!known.contains(match.vulnerability)) matches_.push_back(std::move(match));
  }

  /// Without the claims of those who know nothing of versions, if another knows of them.
  [[nodiscard]] Claims knowing(std::span<const std::size_t> claims) const {
    Claims some;
    std::copy_if(claims.begin(), claims.end(), std::back_inserter(some),
                 [&](std::size_t c) { return !matcher_.pairings_[matcher_.claims_[c].pairing].any_version; });
    const bool same = std::any_of(some.begin(), some.end(), [&](std::size_t c) {
      return is_strong(matcher_.pairings_[matcher_.claims_[c].pairing].fit);
    });
    return same ? some : Claims(claims.begin(), claims.end());
  }

  /// What people said about the vulnerability itself is certain.
  static void decide(Match& match, const Decision& decision) {
    match.status =
        decision.verdict == Verdict::confirm ? FindingStatus::affected : FindingStatus::not_affected;
    match.method = Method::manual;
    match.confidence = 1.0;
    match.decision = std::make_shared<const Decision>(decision);
  }

  /// What people decided holds even if no advisory says it (any more).
  void add_decided(std::size_t resource, std::size_t first, const std::vector<const Decision*>& decisions) {
    const auto known = [&](const Id& vulnerability) {
      return std::any_of(matches_.begin() + static_cast<std::ptrdiff_t>(first), matches_.end(),
                         [&](const Match& each) { return each.vulnerability == vulnerability; });
    };
    for (const Decision* each : decisions) {
      if (each->vulnerability.empty() || known(each->vulnerability)) continue;
      Match match;
      match.resource = resource;
      match.vulnerability = each->vulnerability;
      decide(match, *each);
      matches_.push_back(std::move(match));
    }
    std::sort(matches_.begin() + static_cast<std::ptrdiff_t>(first), matches_.end(),
              [](const Match& a, const Match& b) { return a.vulnerability < b.vulnerability; });
  }

  /// Most serious first, then the surest, then in the order of their words, so that the order in which they
  /// came does not matter.
  [[nodiscard]] bool before(const Claim& a, const Claim& b) const {
    const auto rank = [](const Claim& claim) {
      if (claim.excluded) return 5;
      switch (claim.status) {
        case FindingStatus::affected:
          return 0;
        case FindingStatus::under_investigation:
          return 1;
        case FindingStatus::unknown:
          return 2;
        case FindingStatus::fixed:
          return 3;
        case FindingStatus::not_affected:
          return 4;
      }
      return 5;
    };
    const Pairing& p = matcher_.pairings_[a.pairing];
    const Pairing& q = matcher_.pairings_[b.pairing];
    const auto words = [&](const Claim& claim, const Pairing& pairing) {
      return std::tie(pairing.document, pairing.vendor, pairing.product, pairing.version,
                      matcher_.texts_[claim.justification]);
    };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (p.confidence != q.confidence) return p.confidence > q.confidence;
    return words(a, p) < words(b, q);
  }

  [[nodiscard]] bool is_about(const Decision& decision, const Pairing& pairing) const {
    if (decision.product.empty()) return false;
    const Vendors& vendors = matcher_.identities_.vendors();
    return vendors.id_of(decision.vendor) == vendors.id_of(pairing.vendor) &&
           product_key(product_words(decision.product, decision.vendor)) ==
               product_key(product_words(pairing.product, pairing.vendor)) &&
           same_edition(decision.product, pairing.product);
  }

  /// The decision that the resource is not the product of the claim; null if there is none.
  [[nodiscard]] const Decision* rejection(const Claim& claim,
                                          const std::vector<const Decision*>& decisions) const {
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const Decision* each) {
      return each->verdict == Verdict::reject && is_about(*each, matcher_.pairings_[claim.pairing]);
    });
    return found == decisions.end() ? nullptr : *found;
  }

  [[nodiscard]] static bool denies(const Claim& claim) {
    return !claim.excluded &&
           (claim.status == FindingStatus::fixed || claim.status == FindingStatus::not_affected);
  }

  /// Whether what the claim needs is there: only then may it take something away.
  [[nodiscard]] bool holds_here(std::size_t resource, const Claim& claim) const {
    if (!claim.context) return true;
    const auto& list = matcher_.contexts_[*claim.context];
    return std::any_of(list.begin(), list.end(), [&](const Needed& each) {
      return matcher_.identities_.has(resource, each.vendor_id, each.key, each.device, each.version);
    });
  }

  /// How a statement that a product is not affected stands against one that it is or may be.
  enum class Standing : std::uint8_t { weaker, contradicts, outranks };

  [[nodiscard]] Standing standing(const Claim& denial, const Claim& other) const {
    const Pairing& p = matcher_.pairings_[denial.pairing];
    const Pairing& q = matcher_.pairings_[other.pairing];
    if (p.confidence < q.confidence || !covers(p.identity, q.identity)) return Standing::weaker;
    if (const int later = compare_age(p, q); later != 0)
      return later > 0 ? Standing::outranks : Standing::weaker;
    const bool better_name = (is_strong(p.fit) && !is_strong(q.fit)) || p.edition < q.edition;
    // A denial is always about a version that is surely in its range.
    const bool surer_version = q.containment != Containment::inside;
    const bool exact_version = (p.single && !q.single) || (q.every && !p.every && p.document == q.document);
    return better_name || surer_version || exact_version ? Standing::outranks : Standing::contradicts;
  }

  /// Whether what is said about one identity of a resource is also about the other: about the parts of a
  /// device, or the same software in the same version. Two versions side by side are two things.
  [[nodiscard]] bool covers(std::size_t one, std::size_t other) const {
    const Identity& a = matcher_.identities_.all()[one];
    const Identity& b = matcher_.identities_.all()[other];
    if (one == other || a.device) return true;
    const bool same_name = begin_with(a.words, b.words) || begin_with(b.words, a.words);
    return same_name && (a.version == b.version || b.plain_version.empty());
  }

  /// Positive if the first advisory is the later one of the same publisher; 0 if that cannot be told.
  [[nodiscard]] static int compare_age(const Pairing& a, const Pairing& b) {
    const auto publisher = [](const Pairing& pairing) {
      // Of CSAF documents only: their publishers have an address of their own.
      const std::string_view key = pairing.document;
      return key.starts_with("http") ? key.substr(0, key.find(' ')) : std::string_view{};
    };
    if (publisher(a).empty() || publisher(a) != publisher(b)) return 0;
    const auto day = advisories::day_of(a.date), other = advisories::day_of(b.date);
    return day && other && *day != *other ? (*day > *other ? 1 : -1) : 0;
  }

  /// The claim that counts, and one that says the opposite.
  struct Outcome {
    const Claim* best = nullptr;
    const Claim* contrary = nullptr;
    bool contradiction = false;  ///< neither is the better one
  };

  /// `claims`: in the order of before().
  [[nodiscard]] Outcome outcome(std::span<const std::size_t> claims) const {
    const auto claim = [&](std::size_t c) { return &matcher_.claims_[c]; };
    std::vector<const Claim*> denials;
    for (const std::size_t c : claims)
      if (denies(*claim(c))) denials.push_back(claim(c));
    const Claim* const first = claim(claims.front());
    if (denials.empty() || denials.front() == first) return {first};
    Outcome contested;
    for (const std::size_t c : claims) {
      if (claim(c)->excluded || denies(*claim(c))) continue;
      Standing strongest = Standing::weaker;
      for (const Claim* each : denials) strongest = std::max(strongest, standing(*each, *claim(c)));
      if (strongest == Standing::weaker) return {claim(c), denials.front()};
      if (strongest == Standing::contradicts && contested.best == nullptr)
        contested = {claim(c), denials.front(), true};
    }
    return contested.best != nullptr ? contested : Outcome{denials.front(), first};
  }

  void vulnerability(std::size_t resource, std::span<const std::size_t> claims,
                     const std::vector<const Decision*>& decisions) {
    const auto [best, contrary, contradiction] = outcome(claims);
    Match match = of(resource, *best);
    if (contradiction && match.status == FindingStatus::affected) match.status = FindingStatus::unknown;
    if (contrary != nullptr) match.contrary = contrary->pairing;
    match.identified = identified(claims, decisions);
    decide(match, decisions);
    const bool wanted = !best->excluded || match.decision || options_.excluded;
    if (wanted) matches_.push_back(std::move(match));
  }

  /// Names that only resemble identify nothing, unless people said that the resource is the product.
  [[nodiscard]] std::vector<std::size_t> identified(std::span<const std::size_t> claims,
                                                    const std::vector<const Decision*>& decisions) const {
    std::vector<std::size_t> found;
    for (const std::size_t c : claims) {
      const Claim& claim = matcher_.claims_[c];
      const Pairing& pairing = matcher_.pairings_[claim.pairing];
      const bool same = is_strong(pairing.fit) ||
                        std::any_of(decisions.begin(), decisions.end(), [&](const Decision* each) {
                          return each->verdict == Verdict::confirm && is_about(*each, pairing);
                        });
      if (!claim.excluded && !denies(claim) && same) found.push_back(claim.pairing);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  [[nodiscard]] Match of(std::size_t resource, const Claim& claim) const {
    const Pairing& pairing = matcher_.pairings_[claim.pairing];
    Match match;
    match.resource = resource;
    match.vulnerability = matcher_.texts_[claim.vulnerability];
    match.status = claim.excluded ? FindingStatus::not_affected : claim.status;
    match.method = pairing.method;
    match.confidence = pairing.confidence;
    match.pairing = claim.pairing;
    match.justification = matcher_.texts_[claim.justification];
    if (claim.context) {
      const auto& list = matcher_.contexts_[*claim.context];
      match.unproven_context = std::none_of(list.begin(), list.end(), [&](const Needed& each) {
        return matcher_.identities_.has(resource, each.vendor_id, each.key, each.device);
      });
      if (match.unproven_context) match.confidence *= unproven_context_certainty;
    }
    return match;
  }

  /// What people said: about the vulnerability itself, else that the resource is the product.
  void decide(Match& match, const std::vector<const Decision*>& decisions) const {
    const Pairing& pairing = matcher_.pairings_[*match.pairing];
    for (const Decision* each : decisions) {
      const bool product = each->verdict == Verdict::confirm && is_about(*each, pairing);
      if (!product && each->vulnerability != match.vulnerability) continue;
      if (match.decision && product) continue;
      if (!product) {
        decide(match, *each);
        continue;
      }
      match.decision = std::make_shared<const Decision>(*each);
      match.method = Method::manual;
      // The product is certain now; what is left is whether its version is affected.
      match.confidence = match.confidence / certainty(pairing.fit);
      if (match.status == FindingStatus::unknown && pairing.containment <= Containment::probably_inside &&
          !is_strong(pairing.fit))
        match.status = FindingStatus::affected;
    }
  }

  const Matcher& matcher_;
  const MatchOptions& options_;
  std::unordered_map<std::string, std::vector<const Decision*>> decisions_;
  std::vector<Claims> of_identity_;
  std::vector<Match> matches_;
};

std::vector<Match> Matcher::matches(const MatchOptions& options) const {
  return Resolver(*this, options).resolve();
}

}  // namespace hakyu::models::matching
