#include "models/import/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "models/read/encoding.hpp"

namespace hakyu::models::import {

namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Microsoft's own table: ① ㈱ 髙 are there, 0x8160 is U+FF5E.
constexpr const char* windows_31j = "ibm-943_P15A-2003";

struct Attempt {
  std::string text;
  std::size_t bad_at = std::string::npos;
  std::size_t odd = 0;  ///< characters that real texts hardly have
};

bool is_odd(char16_t c) { return (c >= 0xFF61 && c <= 0xFF9F) || (c >= 0xE000 && c <= 0xF8FF) || c == 0x1A; }

Attempt attempt(std::string_view bytes, const char* name) {
  Attempt result;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &error));
  if (U_FAILURE(error)) return result.bad_at = 0, result;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  icu::UnicodeString all;
  char16_t piece[8192];
  do {
    char16_t* to = piece;
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, piece + 8192, &from, end, nullptr, true, &error);
    for (const char16_t* c = piece; c != to; ++c) result.odd += is_odd(*c) ? 1U : 0U;
    all.append(piece, static_cast<int32_t>(to - piece));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(error)) result.bad_at = static_cast<std::size_t>(from - bytes.data());
  all.toUTF8String(result.text);
  return result;
}

Decoded taken(std::string_view bytes, const char* converter, const char* name) {
  Attempt result = attempt(bytes, converter);
  if (result.bad_at != std::string::npos || result.text.find('\0') != std::string::npos)
    return {{}, {}, result.bad_at == std::string::npos ? 0 : result.bad_at - 1};
  return {std::move(result.text), name, 0};
}

Decoded utf8(std::string_view bytes) {
  const bool mark = bytes.starts_with("\xEF\xBB\xBF");
  if (mark) bytes.remove_prefix(3);
  if (const auto bad = reading::first_invalid_utf8(bytes)) return {{}, {}, *bad + (mark ? 3U : 0U)};
  return {std::string(bytes), mark ? "UTF-8 (BOM)" : "UTF-8", 0};
}

// CP932 and EUC-JP share most byte pairs: the one that gives fewer half-width katakana is right.
Decoded japanese(std::string_view bytes) {
  Attempt windows = attempt(bytes, windows_31j);
  Attempt unix_like = attempt(bytes, "EUC-JP");
  const bool windows_fits = windows.bad_at == std::string::npos;
  const bool unix_fits = unix_like.bad_at == std::string::npos;
  if (windows_fits && (!unix_fits || windows.odd <= unix_like.odd))
    return {std::move(windows.text), "CP932", 0};
  if (unix_fits) return {std::move(unix_like.text), "EUC-JP", 0};
  return {{}, {}, windows.bad_at == 0 ? 0 : windows.bad_at - 1};
}

Decoded named(std::string_view bytes, std::string_view wanted) {
  const std::string name = fold(wanted);
  if (name.starts_with("utf-8")) return utf8(bytes);
  if (name == "utf-16le")
    return taken(bytes.substr(bytes.starts_with("\xFF\xFE") ? 2 : 0), "UTF-16LE", "UTF-16LE");
  if (name == "utf-16be")
    return taken(bytes.substr(bytes.starts_with("\xFE\xFF") ? 2 : 0), "UTF-16BE", "UTF-16BE");
  if (name == "cp932") return taken(bytes, windows_31j, "CP932");
  if (name == "euc-jp") return taken(bytes, "EUC-JP", "EUC-JP");
  return {};
}

bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string normalised(std::string_view text) {
  if (is_ascii(text)) {
    std::string lower(text);
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string out;
  if (U_FAILURE(error)) return std::string(text);
  icu::StringByteSink<std::string> sink(&out);
  form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr,
                      error);
  for (const std::string_view wave : {"〜", "∼", "～"}) replace_all(out, wave, "~");
  for (const std::string_view dash : {"−", "‐", "‑", "–", "—"}) replace_all(out, dash, "-");
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

}  // namespace

Decoded decode(std::string_view bytes, std::string_view wanted) {
  if (!wanted.empty()) return named(bytes, wanted);
  if (bytes.starts_with("\xFF\xFE")) return taken(bytes.substr(2), "UTF-16LE", "UTF-16LE (BOM)");
  if (bytes.starts_with("\xFE\xFF")) return taken(bytes.substr(2), "UTF-16BE", "UTF-16BE (BOM)");
  Decoded first = utf8(bytes);
  if (!first.encoding.empty()) return first;
  const std::string_view utf16 = reading::guess_encoding(bytes);
  if (utf16 == "UTF-16LE" || utf16 == "UTF-16BE") {
    const std::string name(utf16);
    return taken(bytes, name.c_str(), name.c_str());
  }
  if (bytes.starts_with("\xEF\xBB\xBF") || bytes.find('\0') != std::string_view::npos) return first;
  return japanese(bytes);
}

std::string fold(std::string_view text) {
  const std::string all = normalised(text);
  std::string out;
  bool gap = false;
  for (const char c : all) {
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::string compact(std::string_view text) {
  std::string out = fold(text);
  std::erase(out, ' ');
  return out;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view wide = "\xE3\x80\x80";  // ideographic space
  for (bool again = true; again && !text.empty();) {
    again = true;
    if (is_blank(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(wide))
      text.remove_prefix(wide.size());
    else if (is_blank(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(wide))
      text.remove_suffix(wide.size());
    else
      again = false;
  }
  return std::string(text);
}

}  // namespace hakyu::models::import
