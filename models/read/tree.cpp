#include "models/read/tree.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/read/encoding.hpp"

namespace hakyu::models::reading {

namespace {

/// Walks over the text beside the parser. Events come in document order and between the tokens of two events
/// there are only spaces, comments, commas and colons, so the next token's place needs no help from the
/// parser.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  /// Moves to the next token and returns where it stands.
  Position to_token() {
    skip_space();
    while (pos_ < text_.size() && (text_[pos_] == ',' || text_[pos_] == ':')) {
      step();
      skip_space();
    }
    return position_;
  }

  /// Moves behind a bracket.
  void bracket() { step(); }

  /// Moves behind a string; returns what stands between its quotes.
  std::string_view string() {
    step();
    const std::size_t from = pos_;
    while (pos_ < text_.size() && text_[pos_] != '"') {
      if (text_[pos_] == '\\') step();
      step();
    }
    const std::string_view inner = text_.substr(from, pos_ - from);
    step();
    return inner;
  }

  /// Moves behind a number or a word; returns it.
  std::string_view word() {
    const std::size_t from = pos_;
    constexpr std::string_view ends = " \t\r\n,:/]}";
    while (pos_ < text_.size() && ends.find(text_[pos_]) == std::string_view::npos) step();
    return text_.substr(from, pos_ - from);
  }

  /// Moves over whole tokens to the one that holds the byte before `end`; "" if the text is over first.
  std::string_view token_at(std::size_t end, Position& at) {
    for (;;) {
      skip_space();
      at = position_;
      const std::size_t from = pos_;
      if (from >= text_.size()) return {};
      constexpr std::string_view marks = "{}[],:";
      if (text_[pos_] == '"')
        string();
      else if (marks.find(text_[pos_]) != std::string_view::npos || word().empty())
        step();
      if (pos_ >= end) return text_.substr(from, pos_ - from);
    }
  }

  /// Moves to a byte that is not before the present one.
  Position to_offset(std::size_t offset) {
    while (pos_ < std::min(offset, text_.size())) step();
    return position_;
  }

 private:
  void step() {
    if (pos_ >= text_.size()) return;
    const auto c = static_cast<unsigned char>(text_[pos_++]);
    if (c == '\n') {
      ++position_.line;
      position_.column = 1;
    } else if (pos_ >= text_.size() || (static_cast<unsigned char>(text_[pos_]) & 0xC0U) != 0x80U) {
      ++position_.column;  // the next byte begins a character
    }
  }

  void skip_space() {
    constexpr std::string_view spaces = " \t\n\r";
    while (pos_ < text_.size()) {
      if (text_[pos_] == '/' && pos_ + 1 < text_.size() && (text_[pos_ + 1] == '/' || text_[pos_ + 1] == '*'))
        skip_comment();
      else if (spaces.find(text_[pos_]) != std::string_view::npos)
        step();
      else
        break;
    }
  }

  void skip_comment() {
    const bool block = pos_ + 1 < text_.size() && text_[pos_ + 1] == '*';
    const std::size_t end = block ? text_.find("*/", pos_ + 2) : text_.find('\n', pos_);
    const std::size_t stop = end == std::string_view::npos ? text_.size() : end + (block ? 2U : 0U);
    while (pos_ < stop) step();
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  Position position_;
};

using nlohmann::json;

/// Receives nlohmann's parse events and builds the tree.
class Builder {
 public:
  Builder(std::string_view text, Tree& tree, Report& report)
      : text_(text), cursor_(text), tree_(tree), report_(report) {}

  bool null() { return word(JsonKind::null, 0.0, false); }
  bool boolean(bool value) { return word(JsonKind::boolean, value ? 1.0 : 0.0, false); }
  bool number_integer(std::int64_t value) { return word(JsonKind::number, static_cast<double>(value), true); }
  bool number_unsigned(std::uint64_t value) {
    return word(JsonKind::number, static_cast<double>(value), true);
  }
  bool number_float(double value, const std::string&) { return word(JsonKind::number, value, false); }
  bool binary(json::binary_t&) { return false; }

  bool string(std::string& value) {
    if (!add(JsonKind::string)) return false;
    tree_.nodes.back().text = kept(cursor_.string(), value);
    return true;
  }

  bool key(std::string& value) {
    key_at_ = cursor_.to_token();
    key_ = kept(cursor_.string(), value);
    return true;
  }

  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }

  bool end_object() {
    report_duplicate_keys(open_.back().node);
    return close();
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const json::exception& error) {
    const bool overflow = error.id == 406;
    Position at;
    const std::string_view token = cursor_.token_at(position, at);
    Diagnostic d = make(overflow ? codes::number_overflow : codes::syntax, at);
    d.found = token.empty() ? "EOF" : shortened(token);
    d.expected = overflow ? "|x| < 1.8e308" : expected_part(error.what());
    report_.add(std::move(d));
    return false;
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    std::uint32_t children = 0;
  };

  /// What the parser's message says it expected, without the English around it.
  static std::string expected_part(std::string_view message) {
    constexpr std::string_view mark = "; expected ";
    const std::size_t at = message.rfind(mark);
    if (at == std::string_view::npos) return "JSON";
    const std::string_view expected = message.substr(at + mark.size());
    if (expected == "string literal") return "\"…\"";
    if (expected == "'[', '{', or a literal") return "{…} | […] | \"…\" | 123";
    return expected == "end of input" ? "EOF" : shortened(expected);
  }

  Diagnostic make(std::string_view code, Position at) const {
    Diagnostic d;
    d.code = code;
    d.file = tree_.file;
    d.line = at.line;
    d.column = at.column;
    return d;
  }

  /// A string without escapes is the document's own text; another is kept aside.
  std::string_view kept(std::string_view raw, std::string& decoded) {
    if (raw.find('\\') == std::string_view::npos) return raw;
    return tree_.decoded.emplace_back(std::move(decoded));
  }

  bool add(JsonKind kind) {
    if (tree_.nodes.size() >= value_limit) {
      Diagnostic d = make(codes::too_large, cursor_.to_token());
      d.found = "> " + std::to_string(value_limit);
      d.expected = "<= " + std::to_string(value_limit);
      report_.add(std::move(d));
      return false;
    }
    Node node;
    node.kind = kind;
    node.at = cursor_.to_token();
    node.key = key_;
    node.key_at = key_at_;
    key_ = {};
    if (!open_.empty()) {
      node.parent = open_.back().node;
      node.ordinal = open_.back().children++;
    }
    node.end = static_cast<std::uint32_t>(tree_.nodes.size() + 1);
    tree_.nodes.push_back(node);
    return true;
  }

  bool word(JsonKind kind, double number, bool integer) {
    if (!add(kind)) return false;
    Node& node = tree_.nodes.back();
    node.text = cursor_.word();
    node.number = number;
    node.integer = integer;
    return true;
  }

  bool open(JsonKind kind) {
    if (open_.size() >= nesting_limit) {
      Diagnostic d = make(codes::too_deep, cursor_.to_token());
      d.found = "> " + std::to_string(nesting_limit);
      d.expected = "<= " + std::to_string(nesting_limit);
      report_.add(std::move(d));
      return false;
    }
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    if (!add(kind)) return false;
    cursor_.bracket();
    open_.push_back({index, 0});
    return true;
  }

  bool close() {
    cursor_.to_token();
    cursor_.bracket();
    tree_.nodes[open_.back().node].end = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
    return true;
  }

  void report_duplicate_keys(std::uint32_t object) {
    members_.clear();
    const auto end = static_cast<std::uint32_t>(tree_.nodes.size());
    for (std::uint32_t i = object + 1; i < end; i = tree_.nodes[i].end) members_.push_back(i);
    const auto& nodes = tree_.nodes;
    std::sort(members_.begin(), members_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return nodes[a].key != nodes[b].key ? nodes[a].key < nodes[b].key : a < b;
    });
    for (std::size_t i = 1; i < members_.size(); ++i) {
      const Node& first = nodes[members_[i - 1]];
      const Node& second = nodes[members_[i]];
      if (first.key != second.key) continue;
      Diagnostic d = make(codes::duplicate_key, second.key_at);
      d.pointer = pointer_of(tree_, members_[i]);
      d.found = shortened(second.key);
      d.expected = std::to_string(first.key_at.line) + ":" + std::to_string(first.key_at.column);
      report_.add(std::move(d));
    }
  }

  std::string_view text_;
  Cursor cursor_;
  Tree& tree_;
  Report& report_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> members_;
  std::string_view key_;
  Position key_at_;
};

bool check_encoding(std::string_view source, const Tree& tree, Report& report) {
  const std::optional<std::size_t> bad = first_invalid_utf8(source);
  if (!bad) return true;
  Cursor finder(source);
  const Position at = finder.to_offset(*bad);
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(source[*bad]);
  Diagnostic d;
  d.code = codes::not_utf8;
  d.file = tree.file;
  d.line = at.line;
  d.column = at.column;
  d.found = std::string("0x") + digits[byte >> 4U] + digits[byte & 15U] + " @ " + std::to_string(*bad);
  d.expected = "UTF-8";
  d.suggestion = guess_encoding(source);
  report.add(std::move(d));
  return false;
}

/// An upper bound of the number of values, so that the tree is allocated once.
std::size_t count_values(std::string_view text) {
  const auto count =
      std::count_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '{' || c == '['; });
  return std::min(value_limit, static_cast<std::size_t>(count) + 1);
}

}  // namespace

std::string pointer_of(const Tree& tree, std::uint32_t index) {
  std::vector<std::uint32_t> path;
  for (std::uint32_t i = index; tree.nodes[i].parent != i; i = tree.nodes[i].parent) path.push_back(i);
  std::string pointer;
  for (auto i = path.rbegin(); i != path.rend(); ++i) {
    pointer += '/';
    const Node& node = tree.nodes[*i];
    if (tree.nodes[node.parent].kind == JsonKind::array) {
      pointer += std::to_string(node.ordinal);
      continue;
    }
    for (const char c : node.key) {  // RFC 6901
      if (c == '~')
        pointer += "~0";
      else if (c == '/')
        pointer += "~1";
      else
        pointer += c;
    }
  }
  return pointer;
}

bool parse(std::string_view source, Tree& tree, Report& report) {
  tree.nodes.clear();
  if (source.size() > document_limit) {
    Diagnostic d;
    d.code = codes::too_large;
    d.file = tree.file;
    d.found = std::to_string(source.size());
    d.expected = "<= " + std::to_string(document_limit);
    report.add(std::move(d));
    return false;
  }
  if (!check_encoding(source, tree, report)) return false;
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  tree.source = source;
  tree.nodes.reserve(count_values(source));
  Builder builder(source, tree, report);
  const bool good =
      json::sax_parse(source.begin(), source.end(), &builder, json::input_format_t::json, true, true);
  if (!good) tree.nodes.clear();
  return good;
}

}  // namespace hakyu::models::reading
