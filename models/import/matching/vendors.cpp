// Which names mean the same maker, and what the table of makers knows of their products.
#include <algorithm>
#include <array>

#include "models/import/embedded.hpp"
#include "models/import/matching/characters.hpp"
#include "models/import/matching/names.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

/// Ends of the names of branches and daughters that sell or make the maker's products.
constexpr std::array<std::string_view, 21> branch_words{"プラットフォームズ",
                                                        "コミュニケーションズ",
                                                        "ネットワークス",
                                                        "システムズ",
                                                        "ソリューションズ",
                                                        "テクノロジーズ",
                                                        "ヘルスケア",
                                                        "メディカル",
                                                        "マーケティング",
                                                        "フィールディング",
                                                        "サービス",
                                                        "platforms",
                                                        "communications",
                                                        "networks",
                                                        "systems",
                                                        "solutions",
                                                        "technologies",
                                                        "healthcare",
                                                        "medical",
                                                        "marketing",
                                                        "software"};

/// The key of the maker whose branch this is; empty if it is none.
std::string without_branch(const std::string& key) {
  static const std::vector<std::string> ends = [] {
    std::vector<std::string> keys;
    for (const std::string_view word : branch_words) keys.push_back(vendor_key(word));
    return keys;
  }();
  for (const std::string& end : ends)
    if (key.size() > end.size() + 1 && key.ends_with(end)) return key.substr(0, key.size() - end.size());
  return {};
}

}  // namespace

std::string Vendors::id_of(std::string_view name) const {
  std::string key = vendor_key(name);
  for (std::string stem = key; !stem.empty(); stem = without_branch(stem))
    if (const auto found = id_of_key_.find(stem); found != id_of_key_.end()) return found->second;
  return key;
}

std::vector<std::string> Vendors::words_of(std::string_view product, std::string_view vendor) const {
  std::vector<std::string> words = product_words(product, vendor);
  const std::string maker = id_of(vendor);
  const auto named = maker_before(words);
  if (named && named->id == maker)
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(named->words));
  return written_out(words, maker);
}

std::vector<std::string> Vendors::related(const std::string& id) const {
  std::set<std::string> seen{id};
  std::vector<std::string> open{id};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    for (const Succession& each : successions_) {
      if (each.from == at && seen.insert(each.to).second) open.push_back(each.to);
      if (each.to == at && seen.insert(each.from).second) open.push_back(each.from);
    }
  }
  seen.erase(id);
  return {seen.begin(), seen.end()};
}

void Vendors::name(const std::string& id, const std::vector<std::string>& names) {
  for (const std::string& each : names)
    if (std::string key = vendor_key(each); !key.empty()) id_of_key_.emplace(std::move(key), id);
}

void Vendors::add(const std::vector<std::string>& names) {
  std::string id;
  for (const std::string& each : names)
    if (const auto found = id_of_key_.find(vendor_key(each)); id.empty() && found != id_of_key_.end())
      id = found->second;
  if (id.empty() && !names.empty()) id = vendor_key(names.back());
  if (!id.empty()) name(id, names);
}

std::optional<ImpliedMaker> Vendors::maker_before(const std::vector<std::string>& words) const {
  std::string key;
  for (std::size_t n = 0; n + 1 < words.size() && n < 3; ++n) {
    key += words[n];
    if (const auto found = id_of_key_.find(key); found != id_of_key_.end())
      return ImpliedMaker{found->second, n + 1, 0};
  }
  return std::nullopt;
}

std::optional<ImpliedMaker> Vendors::maker_in(const std::vector<std::string>& words) const {
  if (auto named = maker_before(words)) return named;
  std::optional<ImpliedMaker> longest;
  for (const auto& [name, id] : products_)
    if (begin_with(words, name) && (!longest || longest->name < name.size()))
      longest = ImpliedMaker{id, 0, name.size()};
  return longest;
}

std::string Vendors::spaced(const std::string& name) const {
  std::string folded = import::fold(name);
  std::string text = folded.size() == name.size() ? name : folded;
  const auto space = [&](const std::vector<std::string>& product) {
    if (product.size() != 1 || product[0].size() < 4) return;
    const std::string& word = product[0];
    const std::size_t at = folded.find(word), end = at + word.size();
    if (at == std::string::npos || (at > 0 && folded[at - 1] != ' ')) return;
    if (end >= folded.size() || !is_digit(folded[end])) return;
    folded.insert(end, 1, ' ');
    text.insert(end, 1, ' ');
  };
  for (const auto& [words, id] : products_) space(words);
  for (const Whole& each : wholes_) space(each.words);
  return text;
}

std::vector<std::string> Vendors::written_out(const std::vector<std::string>& words,
                                              const std::string& maker) const {
  std::vector<std::string> all;
  for (const std::string& word : words) {
    const auto digits = std::find_if(word.begin(), word.end(), is_digit);
    const std::string letters(word.begin(), digits);
    auto found = words_.find({maker, letters});
    const bool own = found != words_.end() && !maker.empty();
    if (!own) found = words_.find({"", letters});
    if (found == words_.end()) {
      all.push_back(word);
      continue;
    }
    const std::vector<std::string> number =
        digits == word.end() ? std::vector<std::string>{} : product_words({digits, word.end()}, {});
    // "win7x" is no Windows, but whatever follows a maker's own letters is the model.
    const bool plain = std::all_of(number.begin(), number.end(), [](const std::string& each) {
      return std::all_of(each.begin() + (each[0] == 'r' ? 1 : 0), each.end(), is_digit);
    });
    if (!own && !plain) {
      all.push_back(word);
      continue;
    }
    all.insert(all.end(), found->second.begin(), found->second.end());
    all.insert(all.end(), number.begin(), number.end());
  }
  return all;
}

Vendors::Parts Vendors::parts_by(const std::string& maker, const std::vector<std::string>& name) const {
  Parts found;
  for (const Whole& each : wholes_) {
    // "ASA5506" is the ASA 5506.
    const bool glued = each.words.size() == 1 && !name.empty() && name[0].starts_with(each.words[0]) &&
                       name[0].size() > each.words[0].size() && is_digit(name[0][each.words[0].size()]);
    if (each.maker == maker && (glued || begin_with(name, each.words)))
      for (const std::string& part : each.parts) found.emplace_back(maker, part);
  }
  return found;
}

std::vector<std::pair<std::string, std::string>> Vendors::parts_of(
    const std::string& maker, const std::vector<std::string>& words) const {
  if (Parts found = parts_by(maker, words); !found.empty()) return found;
  const auto implied = maker_in(words);
  if (!implied) return {};
  return parts_by(implied->id, {words.begin() + static_cast<std::ptrdiff_t>(implied->words), words.end()});
}

void Vendors::product(const std::string& id, const std::vector<std::string>& names) {
  for (const std::string& each : names) products_.emplace_back(product_words(each, {}), id);
}

void Vendors::parts(const std::string& id, const std::vector<std::string>& names,
                    const std::vector<std::string>& parts) {
  for (const std::string& each : names) wholes_.push_back({id, product_words(each, {}), parts});
}

void Vendors::word(const std::string& maker, const std::string& word, const std::string& means) {
  words_[{maker, import::fold(word)}] = product_words(means, {});
}

void Vendors::add(Succession succession) { successions_.push_back(std::move(succession)); }

const Vendors& Vendors::shipped() {
  static const Vendors vendors = read_vendors("vendors.json", embedded::matching_vendors(), {}).vendors;
  return vendors;
}

}  // namespace hakyu::models::matching
