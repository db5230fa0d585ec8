// Texts about versions → ranges.
#include <algorithm>

#include "models/import/matching/characters.hpp"
#include "models/import/matching/names.hpp"
#include "models/import/matching/range.hpp"
#include "models/import/matching/range_words.hpp"
#include "models/import/matching/vers.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

using Kind = RangeWord::Kind;

constexpr std::size_t longest_range = 2000;

/// How sure a reading is: of a form made for programs, of a form with a mistake that has one meaning, of
/// prose, and of prose with words left over.
constexpr double sure = 1.0, repaired = 0.8, clear_prose = 0.9, qualified_prose = 0.7;

/// Words that may stand before a version and change nothing about it; platforms narrow a product down. All
/// others might say which side of the version is meant ("until 7.2", "fixed in 7.2").
constexpr std::string_view harmless_words[] = {"core",    "例",     "windows", "linux", "macos",   "android",
                                               "ios",     "unix",   "aix",     "hpux",  "solaris", "emc",
                                               "celerra", "netapp", "storage", "vmware"};

/// Whether all words of the qualifier are harmless, or of the product's name.
bool is_harmless(std::string_view qualifier, std::string_view product) {
  const std::vector<std::string> own = product_words(product, {});
  const std::vector<std::string> words = product_words(qualifier, {});
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(own.begin(), own.end(), word) != own.end() ||
           std::find(std::begin(harmless_words), std::end(harmless_words), word) != std::end(harmless_words);
  });
}

class Grammar {
 public:
  explicit Grammar(std::vector<RangeWord> words) : words_(std::move(words)) {}

  /// Nothing is left that was not understood.
  bool parse(VersionRange& range, std::string_view product) {
    take_scopes(range);
    take_qualifier(range);
    if (words_.empty() || !is_harmless(range.qualifier, product)) return false;
    // "All versions < V4.33": the bound says which.
    if (words_.size() > 1 && words_[0].kind == Kind::all && words_[1].kind == Kind::bound_before) ++at_;
    while (at_ < words_.size()) {
      if (!item()) return false;
      if (at_ == words_.size()) break;
      if (peek() == Kind::list || peek() == Kind::alternative) {
        commas_ = commas_ || peek() == Kind::list;
        ++at_;
        // ", and"
        if (peek() == Kind::list) ++at_;
        if (at_ == words_.size()) return false;
      } else if (lower_open() && (peek() == Kind::version || peek() == Kind::bound_before)) {
        continue;  // "2.1.0以上 2.1.3以下", "> 1 < 2": one after the other
      } else {
        return false;
      }
    }
    // "1.0、1.1 および 1.2 以前": does the bound speak of the last or of all?
    if (commas_ && bare_before_upper_) return false;
    range.alternatives = intervals_of(bounds_);
    if (every_) range.alternatives = {Interval{}};
    return !range.alternatives.empty();
  }

 private:
  [[nodiscard]] Kind peek(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() ? words_[at_ + ahead].kind : Kind::other;
  }

  void take_scopes(VersionRange& range) {
    for (const RangeWord& word : words_)
      if (word.kind == Kind::scope) range.scopes.push_back(word.text);
    std::sort(range.scopes.begin(), range.scopes.end());
    range.scopes.erase(std::unique(range.scopes.begin(), range.scopes.end()), range.scopes.end());
    std::erase_if(words_, [](const RangeWord& word) { return word.kind == Kind::scope; });
  }

  void take_qualifier(VersionRange& range) {
    const auto has_letter = [](const std::string& text) {
      return std::any_of(text.begin(), text.end(),
                         [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; });
    };
    while (!words_.empty() && words_.front().kind == Kind::other && has_letter(words_.front().text)) {
      range.qualifier += (range.qualifier.empty() ? "" : " ") + words_.front().text;
      words_.erase(words_.begin());
    }
  }

  static bool is_upper(Comparator comparator) {
    return comparator == Comparator::less || comparator == Comparator::less_equal;
  }

  void add(Comparator comparator, std::string version) {
    bounds_.push_back({comparator, std::move(version)});
  }

  bool item() {
    if (peek() == Kind::all) return ++at_, every_ = true;
    if (peek() == Kind::bound_before) {
      if (peek(1) != Kind::version) return false;
      const Comparator comparator = words_[at_].comparator;
      std::string version = words_[at_ + 1].text;
      at_ += 2;
      // "from 7.0 to 7.2"
      if (comparator == Comparator::greater_equal && peek() == Kind::from)
        return ++at_, from(std::move(version));
      add(comparator, std::move(version));
      return true;
    }
    return peek() == Kind::version && version_first();
  }

  /// What follows a version says what it stands for.
  bool version_first() {
    std::string version = words_[at_++].text;
    switch (peek()) {
      case Kind::from:
        ++at_;
        return from(std::move(version));
      case Kind::bound_behind:
      case Kind::upper_behind: {
        const Comparator comparator = words_[at_++].comparator;
        if (is_upper(comparator) && !lower_open()) {
          bare_before_upper_ = bare_before_upper_ || bare_;
          // "4.3.3 未満の 4.x"
          if (peek() == Kind::version && peek(1) == Kind::series) {
            add(Comparator::greater_equal, words_[at_].text);
            at_ += 2;
          }
        }
        add(comparator, std::move(version));
        return true;
      }
      case Kind::bound_before: {
        // "0 < 9.8.12": from the first to before the second.
        const Comparator comparator = words_[at_].comparator;
        if (!is_upper(comparator) || peek(1) != Kind::version) return false;
        add(Comparator::greater_equal, std::move(version));
        return true;
      }
      case Kind::series:
        return ++at_, series(std::move(version));
      case Kind::all:
        return series(std::move(version));
      case Kind::only:
        ++at_;
        break;
      default:
        break;
    }
    bare_ = true;
    add(Comparator::equal, std::move(version));
    return true;
  }

  [[nodiscard]] bool lower_open() const {
    return !bounds_.empty() && (bounds_.back().comparator == Comparator::greater ||
                                bounds_.back().comparator == Comparator::greater_equal);
  }

  /// "A から B まで", "A から B より前", "A から".
  bool from(std::string version) {
    add(Comparator::greater_equal, std::move(version));
    if (peek() != Kind::version)
      return at_ == words_.size() || peek() == Kind::list || peek() == Kind::alternative;
    std::string end = words_[at_++].text;
    Comparator comparator = Comparator::less_equal;
    if (peek() == Kind::bound_behind || peek() == Kind::upper_behind) comparator = words_[at_++].comparator;
    if (!is_upper(comparator) || peek() == Kind::series) return false;
    add(comparator, std::move(end));
    return true;
  }

  /// "4.2 系", "4.2 系のすべてのバージョン", "4.x 系の 4.3.3 未満".
  bool series(std::string version) {
    if (peek() == Kind::series) ++at_;  // "4.x 系"
    if (peek() == Kind::all) ++at_;
    if (peek() == Kind::version) {
      const bool bounded = peek(1) == Kind::bound_behind || peek(1) == Kind::upper_behind;
      if (!bounded || !is_upper(words_[at_ + 1].comparator)) return false;
      add(Comparator::greater_equal, std::move(version));
      return true;
    }
    add(Comparator::series, std::move(version));
    bare_ = true;
    return true;
  }

  std::vector<RangeWord> words_;
  std::size_t at_ = 0;
  std::vector<Bound> bounds_;
  bool every_ = false, commas_ = false, bare_ = false, bare_before_upper_ = false;
};

Scheme scheme_of(std::string_view type) {
  for (const std::string_view each : {"npm", "semver", "cargo", "golang", "hex", "nginx"})
    if (type == each) return Scheme::semver;
  if (type == "deb") return Scheme::deb;
  return type == "rpm" ? Scheme::rpm : Scheme::generic;
}

/// One constraint of VERS.
bool read_constraint(std::string_view text, std::vector<Bound>& list) {
  constexpr std::pair<std::string_view, Comparator> signs[] = {
      {"!=", Comparator::not_equal}, {"<=", Comparator::less_equal}, {">=", Comparator::greater_equal},
      {"<", Comparator::less},       {">", Comparator::greater},     {"=", Comparator::equal},
      {"", Comparator::equal}};
  for (const auto& [sign, comparator] : signs) {
    if (!text.starts_with(sign)) continue;
    std::string version = percent_decoded(text.substr(sign.size()));
    if (version.empty() || version.find_first_of("<>=!*") != std::string::npos) return false;
    list.push_back({comparator, std::move(version)});
    return true;
  }
  return false;
}

/// "vers:type/constraint|constraint" behind "vers:".
bool read_vers(std::string_view text, VersionRange& range) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  std::string list(text.substr(slash + 1));
  std::erase(list, ' ');
  range.scheme = scheme_of(text.substr(0, slash));
  range.confidence = sure;
  if (list == "*") {
    range.alternatives = {Interval{}};
    return true;
  }
  std::vector<Bound> bounds;
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t to = std::min(list.find('|', from), list.size());
    if (!read_constraint(std::string_view(list).substr(from, to - from), bounds)) return false;
    from = to + 1;
  }
  // "all" is for "*" only; with a bound it is a mistake whose meaning is plain (formats.md §1.2).
  if (text.starts_with("all/")) range.confidence = repaired;
  range.alternatives = intervals_of(bounds);
  return true;
}

}  // namespace

VersionRange read_range(std::string_view text, std::string_view product) {
  VersionRange range;
  range.original = text;
  if (text.size() > longest_range) return range;
  const std::string folded = import::fold(text);
  if (folded.starts_with("vers:")) {
    // Versions of packages may tell capitals apart, so the original is read.
    const std::string original = import::trimmed(text);
    range.understood = read_vers(std::string_view(original).substr(5), range);
  } else {
    range.prose = true;
    range.understood = Grammar(words_of(folded)).parse(range, product);
    range.confidence = range.qualifier.empty() ? clear_prose : qualified_prose;
  }
  if (!range.understood) {
    range.alternatives.clear();
    range.confidence = 0.0;
  }
  return range;
}

}  // namespace hakyu::models::matching
