#include "models/import/matching/range_words.hpp"

#include <algorithm>
#include <array>

#include "models/import/matching/characters.hpp"

namespace hakyu::models::matching {

namespace {

using Kind = RangeWord::Kind;

bool is_word_character(char c) { return is_digit(c) || is_letter(c) || c == '_'; }

/// A fixed expression. `label`: says nothing.
struct Expression {
  std::string_view text;
  Kind kind;
  Comparator comparator = Comparator::equal;
  bool label = false;
};

// Where one begins another, the longer stands first.
constexpr Expression expressions[] = {
    {"<=", Kind::bound_before, Comparator::less_equal},
    {"=<", Kind::bound_before, Comparator::less_equal},
    {"≤", Kind::bound_before, Comparator::less_equal},
    {"≦", Kind::bound_before, Comparator::less_equal},
    {"<", Kind::bound_before, Comparator::less},
    {">=", Kind::bound_before, Comparator::greater_equal},
    {"=>", Kind::bound_before, Comparator::greater_equal},
    {"≥", Kind::bound_before, Comparator::greater_equal},
    {"≧", Kind::bound_before, Comparator::greater_equal},
    {">", Kind::bound_before, Comparator::greater},
    {"!=", Kind::bound_before, Comparator::not_equal},
    {"==", Kind::bound_before, Comparator::equal},
    {"=", Kind::bound_before, Comparator::equal},
    {"versions prior to", Kind::bound_before, Comparator::less},
    {"version prior to", Kind::bound_before, Comparator::less},
    {"prior to", Kind::bound_before, Comparator::less},
    {"earlier than", Kind::bound_before, Comparator::less},
    {"older than", Kind::bound_before, Comparator::less},
    {"lower than", Kind::bound_before, Comparator::less},
    {"less than", Kind::bound_before, Comparator::less},
    {"before", Kind::bound_before, Comparator::less},
    {"below", Kind::bound_before, Comparator::less},
    {"under", Kind::bound_before, Comparator::less},
    {"up to and including", Kind::bound_before, Comparator::less_equal},
    {"up to", Kind::bound_before, Comparator::less_equal},
    {"upto", Kind::bound_before, Comparator::less_equal},
    {"at most", Kind::bound_before, Comparator::less_equal},
    {"no later than", Kind::bound_before, Comparator::less_equal},
    {"not later than", Kind::bound_before, Comparator::less_equal},
    {"最大", Kind::bound_before, Comparator::less_equal},
    {"starting with", Kind::bound_before, Comparator::greater_equal},
    {"starting from", Kind::bound_before, Comparator::greater_equal},
    {"since", Kind::bound_before, Comparator::greater_equal},
    {"from", Kind::bound_before, Comparator::greater_equal},
    {"later than", Kind::bound_before, Comparator::greater},
    {"newer than", Kind::bound_before, Comparator::greater},
    {"after", Kind::bound_before, Comparator::greater},
    {"より前", Kind::bound_behind, Comparator::less},
    {"よりも前", Kind::bound_behind, Comparator::less},
    {"より古い", Kind::bound_behind, Comparator::less},
    {"未満", Kind::bound_behind, Comparator::less},
    {"より後", Kind::bound_behind, Comparator::greater},
    {"より新しい", Kind::bound_behind, Comparator::greater},
    {"およびそれ以前", Kind::bound_behind, Comparator::less_equal},
    {"及びそれ以前", Kind::bound_behind, Comparator::less_equal},
    {"とそれ以前", Kind::bound_behind, Comparator::less_equal},
    {"以前", Kind::bound_behind, Comparator::less_equal},
    {"以下", Kind::upper_behind, Comparator::less_equal},
    {"まで", Kind::upper_behind, Comparator::less_equal},
    {"およびそれ以降", Kind::bound_behind, Comparator::greater_equal},
    {"及びそれ以降", Kind::bound_behind, Comparator::greater_equal},
    {"以降", Kind::bound_behind, Comparator::greater_equal},
    {"以上", Kind::bound_behind, Comparator::greater_equal},
    {"and all prior", Kind::bound_behind, Comparator::less_equal},
    {"and all earlier", Kind::bound_behind, Comparator::less_equal},
    {"and earlier", Kind::bound_behind, Comparator::less_equal},
    {"or earlier", Kind::bound_behind, Comparator::less_equal},
    {"and prior", Kind::bound_behind, Comparator::less_equal},
    {"or prior", Kind::bound_behind, Comparator::less_equal},
    {"and previous", Kind::bound_behind, Comparator::less_equal},
    {"and below", Kind::bound_behind, Comparator::less_equal},
    {"or below", Kind::bound_behind, Comparator::less_equal},
    {"and older", Kind::bound_behind, Comparator::less_equal},
    {"or older", Kind::bound_behind, Comparator::less_equal},
    {"and lower", Kind::bound_behind, Comparator::less_equal},
    {"or lower", Kind::bound_behind, Comparator::less_equal},
    {"and later", Kind::bound_behind, Comparator::greater_equal},
    {"or later", Kind::bound_behind, Comparator::greater_equal},
    {"and newer", Kind::bound_behind, Comparator::greater_equal},
    {"or newer", Kind::bound_behind, Comparator::greater_equal},
    {"and above", Kind::bound_behind, Comparator::greater_equal},
    {"or above", Kind::bound_behind, Comparator::greater_equal},
    {"and higher", Kind::bound_behind, Comparator::greater_equal},
    {"or higher", Kind::bound_behind, Comparator::greater_equal},
    {"から", Kind::from},
    {"~", Kind::from},
    {"- ", Kind::from},
    {"through", Kind::from},
    {"thru", Kind::from},
    {"to", Kind::from},
    {"すべてのバージョン", Kind::all},
    {"全てのバージョン", Kind::all},
    {"全バージョン", Kind::all},
    {"all versions", Kind::all},
    {"any version", Kind::all},
    {"*", Kind::all},
    {"すべて", Kind::all},
    {"全て", Kind::all},
    {"all", Kind::all},
    {"系列", Kind::series},
    {"系", Kind::series},
    {"シリーズ", Kind::series},
    {"series", Kind::series},
    {"のみ", Kind::only},
    {"only", Kind::only},
    {"、", Kind::list},
    {",", Kind::list},
    {";", Kind::list},
    {"および", Kind::list},
    {"及び", Kind::list},
    {"ならびに", Kind::list},
    {"または", Kind::alternative},
    {"又は", Kind::alternative},
    {"もしくは", Kind::alternative},
    {"and", Kind::list},
    {"or", Kind::alternative},
    {"||", Kind::alternative},
    {"|", Kind::alternative},
    {"のバージョン", Kind::other, Comparator::equal, true},
    {"ファームウェアバージョン", Kind::other, Comparator::equal, true},
    {"ファームウェア", Kind::other, Comparator::equal, true},
    {"ソフトウェアバージョン", Kind::other, Comparator::equal, true},
    {"バージョン", Kind::other, Comparator::equal, true},
    {"firmware", Kind::other, Comparator::equal, true},
    {"versions", Kind::other, Comparator::equal, true},
    {"version", Kind::other, Comparator::equal, true},
    {"ver.", Kind::other, Comparator::equal, true},
    {"ver", Kind::other, Comparator::equal, true},
    {"v.", Kind::other, Comparator::equal, true},
    {"release", Kind::other, Comparator::equal, true},
    {"build", Kind::other, Comparator::equal, true},
    {"版", Kind::other, Comparator::equal, true},
    {"の", Kind::other, Comparator::equal, true},
};

// What may stand behind a version and belongs to it: "6 R4", "1.8.4 service pack 01", "3.0 d15".
constexpr std::string_view suffixes[] = {
    "service pack", "sp",   "update", "build", "rev.", "rev", "patch", "hotfix",
    "release",      "beta", "alpha",  "rc",    "r",    "d",   "p",     "u"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<RangeWord> words() && {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ' || text_[at_] == ':' || (text_[at_] == '/' && at_ > 0)) {
        ++at_;
      } else if (text_[at_] == '(') {
        parenthesis();
      } else if (!version() && !expression()) {
        other();
      }
    }
    return std::move(words_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  [[nodiscard]] bool at_word_start() const { return at_ == 0 || !is_word_character(text_[at_ - 1]); }

  /// Length of a version at `from`, 0 if there is none: digits with what may stand between and behind them,
  /// up to four letters before them.
  [[nodiscard]] std::size_t version_length(std::size_t from) const {
    std::size_t i = from;
    while (i < text_.size() && is_letter(text_[i]) && i - from < 4) ++i;
    // "v.1": the point belongs to the label; "a.02.19" is a version.
    const bool label = text_.substr(from, i - from) == "ver";
    if ((label || i - from == 1) && i < text_.size() && text_[i] == '.') ++i;
    if (i == text_.size() || !is_digit(text_[i])) return 0;
    while (i < text_.size() &&
           (is_word_character(text_[i]) || std::string_view(".-+").find(text_[i]) != std::string_view::npos))
      ++i;
    while (std::string_view(".-+_").find(text_[i - 1]) != std::string_view::npos) --i;
    return i - from;
  }

  /// Length of a suffix at `from`, with the blank before it.
  [[nodiscard]] std::size_t suffix_length(std::size_t from) const {
    if (from >= text_.size() || text_[from] != ' ') return 0;
    const std::string_view behind = text_.substr(from + 1);
    for (const std::string_view suffix : suffixes) {
      if (!behind.starts_with(suffix)) continue;
      std::size_t i = from + 1 + suffix.size();
      while (i < text_.size() && text_[i] == ' ') ++i;
      if (i == text_.size() || !is_digit(text_[i])) continue;
      while (i < text_.size() && (is_word_character(text_[i]) || text_[i] == '.')) ++i;
      while (text_[i - 1] == '.') --i;
      return i - from;
    }
    return 0;
  }

  bool version() {
    if (!at_word_start()) return false;
    std::size_t length = version_length(at_);
    // A letter alone is a version only behind a sign: "<= E".
    if (length == 0 && !words_.empty() && words_.back().kind == Kind::bound_before && is_letter(text_[at_]) &&
        (at_ + 1 == text_.size() || !is_word_character(text_[at_ + 1])))
      length = 1;
    if (length == 0) return false;
    while (const std::size_t more = suffix_length(at_ + length)) length += more;
    std::string found(text_.substr(at_, length));
    at_ += length;
    // "ver.1.2" and "v1.2" are 1.2; "r15" and "bt06" keep their letters.
    for (const std::string_view label : {"version", "ver.", "ver", "v.", "v"})
      if (found.starts_with(label) && found.size() > label.size() && is_digit(found[label.size()])) {
        found.erase(0, label.size());
        break;
      }
    add_version(std::move(found));
    return true;
  }

  void add_version(std::string found) {
    if (rest().starts_with(".*")) {
      at_ += 2;
      found += ".x";
    }
    // Two versions with dots or a dash between them: a range, or one with a dash in it? Not understood.
    const auto dash = found.find('-');
    const bool two = dash != std::string::npos && found.find('.') < dash && dash + 1 < found.size() &&
                     is_digit(found[dash + 1]) && found.find('.', dash) != std::string::npos;
    if (two || found.find("..") != std::string::npos)
      return words_.push_back({Kind::other, {}, std::move(found)});
    if (found.size() > 2 && found.ends_with(".x")) {
      found.resize(found.size() - 2);
      while (found.ends_with(".x")) found.resize(found.size() - 2);
      words_.push_back({Kind::version, {}, std::move(found)});
      words_.push_back({Kind::series, {}, {}});
      return;
    }
    words_.push_back({Kind::version, {}, std::move(found)});
  }

  bool expression() {
    for (const Expression& each : expressions) {
      if (!rest().starts_with(each.text)) continue;
      const std::size_t end = at_ + each.text.size();
      // Latin words must be whole: "to" is not in "tools".
      const bool latin = is_letter(each.text.front());
      const bool cut = end < text_.size() && is_letter(each.text.back()) && is_word_character(text_[end]);
      const bool joined = cut && each.label && is_digit(text_[end]);
      if (latin && (!at_word_start() || (cut && !joined))) continue;
      at_ = end;
      if (!each.label) words_.push_back({each.kind, each.comparator, {}});
      return true;
    }
    return false;
  }

  void parenthesis() {
    const auto close = text_.find(')', at_);
    const std::string_view inside =
        text_.substr(at_ + 1, close == std::string_view::npos ? close : close - at_ - 1);
    at_ = close == std::string_view::npos ? text_.size() : close + 1;
    if (close != std::string_view::npos && scopes(inside)) return;
    const bool after_version = !words_.empty() && words_.back().kind == Kind::version;
    const bool build =
        inside.starts_with("build ") && inside.size() > 6 &&
        std::all_of(inside.begin() + 6, inside.end(), [](char c) { return is_digit(c) || c == '.'; });
    if (close != std::string_view::npos && after_version && build) {
      words_.back().text += " (" + std::string(inside) + ")";
      return;
    }
    words_.push_back({Kind::other, {}, std::string(inside)});
  }

  /// "cve-2025-0354、cve-2025-0355"
  bool scopes(std::string_view inside) {
    std::vector<RangeWord> found;
    while (!inside.empty()) {
      std::size_t skip = 0;
      for (const std::string_view separator : {"、", ",", " ", "および", "及び"})
        if (inside.starts_with(separator)) skip = separator.size();
      if (skip > 0) {
        inside.remove_prefix(skip);
        continue;
      }
      std::size_t end = inside.starts_with("cve-") ? 4 : 0;
      if (end == 0) return false;
      while (end < inside.size() && (is_digit(inside[end]) || inside[end] == '-')) ++end;
      found.push_back({Kind::scope, {}, "CVE-" + std::string(inside.substr(4, end - 4))});
      inside.remove_prefix(end);
    }
    std::move(found.begin(), found.end(), std::back_inserter(words_));
    return !found.empty();
  }

  void other() {
    std::size_t end = at_ + 1;
    const auto stops = [&](std::size_t i) {
      const char c = text_[i];
      return c == ' ' || c == '(' || c == '/' || c == '<' || c == '>' || c == '=' || c == '|' || c == ',' ||
             c == ';';
    };
    // Whole characters, and whole words: an expression inside a word is none.
    while (end < text_.size() && !stops(end)) {
      const auto byte = static_cast<unsigned char>(text_[end]);
      const bool starts_japanese = byte >= 0xC0;
      if (starts_japanese && is_word_character(text_[end - 1])) break;
      ++end;
    }
    words_.push_back({Kind::other, {}, std::string(text_.substr(at_, end - at_))});
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<RangeWord> words_;
};

}  // namespace

std::vector<RangeWord> words_of(std::string_view folded) { return Lexer(folded).words(); }

}  // namespace hakyu::models::matching
