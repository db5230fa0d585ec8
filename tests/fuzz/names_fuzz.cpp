// Whatever the text: names of products (CPE, purl), versions and texts about versions are read or refused,
// and what is read obeys the laws that matching rests on; so do vectors of CVSS. The first line is one text,
// the rest another.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "models/import/matching/cpe.hpp"
#include "models/import/matching/purl.hpp"
#include "models/import/matching/range.hpp"
#include "models/import/matching/spelling.hpp"
#include "models/import/matching/version.hpp"
#include "models/import/scores/cvss.hpp"
#include "models/import/text.hpp"

namespace {

using namespace hakyu::models::matching;

void demand(bool holds) {
  if (!holds) std::abort();
}

Relation turned(Relation relation) {
  if (relation == Relation::subset) return Relation::superset;
  return relation == Relation::superset ? Relation::subset : relation;
}

void cpe_laws(std::string_view a, std::string_view b) {
  const auto first = read_cpe(a), second = read_cpe(b);
  if (!first) return;
  demand(read_cpe(to_string(*first)) == first);
  const Relation itself = compare(*first, *first);
  demand(itself == Relation::equal || itself == Relation::undefined);
  if (!second) return;
  const Relation there = compare(*first, *second), back = compare(*second, *first);
  if (there != Relation::undefined && back != Relation::undefined) demand(back == turned(there));
}

void purl_laws(std::string_view text) {
  if (const auto purl = read_purl(text)) demand(read_purl(to_string(*purl)) == purl);
}

Order turned(Order order) {
  if (order == Order::less) return Order::greater;
  return order == Order::greater ? Order::less : order;
}

void version_laws(std::string_view a, std::string_view b) {
  for (const Scheme scheme : {Scheme::generic, Scheme::semver, Scheme::rpm, Scheme::deb}) {
    demand(compare(scheme, b, a) == turned(compare(scheme, a, b)));
    const Order itself = compare(scheme, a, a);
    demand(itself == Order::equal || itself == Order::unknown);
  }
}

/// What is one version stays it, and a version says nothing more than itself.
void cell_laws(std::string_view cell) {
  const std::string version = plain_version(cell);
  demand(plain_version(version) == version);
  demand(!adds_to(cell, cell));
}

/// What is not understood excludes nothing.
void range_laws(std::string_view text, std::string_view version) {
  const VersionRange range = read_range(text);
  demand(range.original == text);
  demand(range.understood || range.alternatives.empty());
  const Containment where = contains(range, version);
  if (!range.understood) demand(where == Containment::cannot_exclude);
  if (version.empty()) demand(where != Containment::outside);
}

/// A name with a version behind it has both, as parts of what was written or of its half-width form (which
/// may be longer: "㈁" is "(ᄂ)").
void spelling_laws(std::string_view text) {
  const auto found = trailing_version(text);
  if (!found) return;
  const auto begins_and_ends = [&](std::string_view whole) {
    return whole.starts_with(found->name) && whole.ends_with(found->version) &&
           found->name.size() + found->version.size() <= whole.size();
  };
  demand(!found->name.empty() && !found->version.empty());
  demand(begins_and_ends(hakyu::models::import::trimmed(text)) ||
         begins_and_ends(hakyu::models::import::fold(text)));
  demand(found->dotted == (found->version.find('.') != std::string::npos));
}

/// The canonical text of a vector is read as the same, and its score is one.
void cvss_laws(std::string_view text) {
  namespace scores = hakyu::models::scores;
  const auto read = scores::parse_cvss(text);
  const auto* vector = std::get_if<scores::CvssVector>(&read);
  if (vector == nullptr) return;
  const double base = scores::score(*vector).base;
  demand(base >= 0.0 && base <= 10.0);
  const auto again = scores::parse_cvss(scores::to_string(*vector));
  demand(std::holds_alternative<scores::CvssVector>(again));
  demand(scores::score(std::get<scores::CvssVector>(again)).base == base);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view a = text.substr(0, line), b = text.substr(std::min(line + 1, text.size()));
  cpe_laws(a, b);
  purl_laws(a);
  version_laws(a, b);
  cell_laws(a);
  range_laws(a, b);
  spelling_laws(a);
  cvss_laws(a);
  return 0;
}
