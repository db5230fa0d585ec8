#include "models/import/advisories/splitter.hpp"

namespace hakyu::models::advisories {

namespace {

constexpr std::size_t limit = std::size_t{64} << 20U;

}  // namespace

ListSplitter::ListSplitter(std::string key, std::function<bool(const Value&)> take)
    : key_(std::move(key)), take_(std::move(take)) {}

bool ListSplitter::feed(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size() && !stopped_ && !too_large_;) {
    if (in_value_)
      i = value(bytes, i);
    else
      outside(bytes[i++]);
    too_large_ = value_.size() > limit || envelope_.size() > limit;
  }
  return !stopped_ && !too_large_;
}

void ListSplitter::outside_text(char c) {
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    quoted_ = false;
    return;
  }
  if (depth_ == 1) word_ += c;
}

void ListSplitter::outside(char c) {
  if (c == '\n') ++line_;
  const bool opens = c == '{' || c == '[';
  if (!quoted_ && opens && in_list_ && depth_ == 2) {
    in_value_ = true;
    value_depth_ = 1;
    value_ = c;
    value_line_ = line_;
    return;
  }
  envelope_ += c;
  if (quoted_) return outside_text(c);
  if (c == '"') {
    quoted_ = true;
    word_.clear();
  } else if (c == ':' && depth_ == 1) {
    key_seen_ = word_ == key_;
  } else if (c == ',' && depth_ == 1) {
    key_seen_ = false;
  } else if (opens) {
    in_list_ = c == '[' && depth_ == 1 && key_seen_;
    ++depth_;
  } else if ((c == '}' || c == ']') && depth_ > 0) {
    --depth_;
    in_list_ = false;
  }
}

std::size_t ListSplitter::value(std::string_view bytes, std::size_t from) {
  std::size_t i = from;
  for (; i < bytes.size() && in_value_; ++i) {
    const char c = bytes[i];
    if (c == '\n') ++line_;
    if (escaped_) {
      escaped_ = false;
    } else if (quoted_) {
      escaped_ = c == '\\';
      quoted_ = c != '"';
    } else if (c == '"') {
      quoted_ = true;
    } else if (c == '{' || c == '[') {
      ++value_depth_;
    } else if (c == '}' || c == ']') {
      in_value_ = --value_depth_ > 0;
    }
  }
  value_.append(bytes.substr(from, i - from));
  if (!in_value_) end_value();
  return i;
}

void ListSplitter::end_value() {
  envelope_ += '0';
  stopped_ = !take_({value_, count_, value_line_});
  ++count_;
  value_.clear();
}

}  // namespace hakyu::models::advisories
