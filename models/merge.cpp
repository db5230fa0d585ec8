// What several sources say about one vulnerability.
#include <algorithm>
#include <map>
#include <set>

#include "models/merge.hpp"

namespace hakyu::models {

namespace {

using Strings = std::vector<std::string>;

Strings united(const Strings& a, const Strings& b) {
  std::set<std::string> all(a.begin(), a.end());
  all.insert(b.begin(), b.end());
  return {all.begin(), all.end()};
}

/// The shorter of two texts that both say something, then the first in byte order: a rule without favourites.
std::string chosen(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  return std::pair(a.size(), a) <= std::pair(b.size(), b) ? a : b;
}

Text chosen(const Text& a, const Text& b) {
  return {chosen(a.plain, b.plain), chosen(a.ja, b.ja), chosen(a.en, b.en)};
}

template <class T>
std::optional<T> smaller(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b ? std::min(*a, *b) : (a ? a : b);
}

/// Yes if either says so: one source's silence is no denial.
std::optional<bool> either(const std::optional<bool>& a, const std::optional<bool>& b) {
  if (!a || !b) return a ? a : b;
  return *a || *b;
}

Strings sources(const std::string& text) {
  Strings all;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find("; ", from), text.size());
    all.push_back(text.substr(from, to - from));
    from = to + 2;
  }
  return all;
}

/// The day of the scores, "" if the file did not say.
std::string epss_source(const Vulnerability& v) {
  for (const std::string& each : sources(v.annotation.source))
    if (each.starts_with("EPSS")) return each;
  return {};
}

void merge_epss(const Vulnerability& a, const Vulnerability& b, Vulnerability& into) {
  const std::string old = a.epss ? epss_source(a) : "";
  const std::string other = b.epss ? epss_source(b) : "";
  const bool second = std::pair(other, b.epss) > std::pair(old, a.epss);
  into.epss = second ? b.epss : a.epss;
  Strings all = united(sources(a.annotation.source), sources(b.annotation.source));
  const std::string& kept = second ? other : old;
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const std::string& s) { return s.starts_with("EPSS") && s != kept; }),
            all.end());
  into.annotation.source.clear();
  for (const std::string& each : all)
    into.annotation.source += (into.annotation.source.empty() ? "" : "; ") + each;
}

}  // namespace

Vulnerability merged(const Vulnerability& a, const Vulnerability& b) {
  Vulnerability result;
  result.id = a.id;
  result.aliases = united(a.aliases, b.aliases);
  result.title = chosen(a.title, b.title);
  result.description = chosen(a.description, b.description);
  result.published = smaller(a.published, b.published);
  result.cvss = united(a.cvss, b.cvss);
  result.known_exploited = either(a.known_exploited, b.known_exploited);
  result.known_exploited_since = smaller(a.known_exploited_since, b.known_exploited_since);
  result.ransomware = either(a.ransomware, b.ransomware);
  merge_epss(a, b, result);
  return result;
}

std::vector<Vulnerability> merged(const std::vector<Vulnerability>& all) {
  std::map<Id, Vulnerability> by_id;
  for (const Vulnerability& each : all) {
    const auto at = by_id.find(each.id);
    // With itself too, so that lists are sorted however often something was said.
    Vulnerability joined = merged(at == by_id.end() ? each : at->second, each);
    by_id.insert_or_assign(joined.id, std::move(joined));
  }
  std::vector<Vulnerability> result;
  result.reserve(by_id.size());
  for (auto& [id, each] : by_id) result.push_back(std::move(each));
  return result;
}

}  // namespace hakyu::models
