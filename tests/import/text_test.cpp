#include "models/import/text.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::import {
namespace {

using namespace std::string_literals;

// Bytes as Microsoft's table has them (not JIS): ①㈱髙～－Ⅲ and trail bytes that look like \ and |.
TEST(Decode, ReadsTheCharactersThatOnlyWindowsHas) {
  const Decoded read =
      decode("\x87\x40\x87\x8A\xFB\xFC\x81\x60\x81\x7C\x87\x56\x95\x5C\x83\x5C,\x94\x5C\x83\x7C"s);
  EXPECT_EQ(read.encoding, "CP932");
  EXPECT_EQ(read.text, "①㈱髙～－Ⅲ表ソ,能ポ");
}

TEST(Decode, StatesUtf8WithAndWithoutMark) {
  EXPECT_EQ(decode("\xEF\xBB\xBF管理番号").encoding, "UTF-8 (BOM)");
  EXPECT_EQ(decode("\xEF\xBB\xBF管理番号").text, "管理番号");
  EXPECT_EQ(decode("管理番号").encoding, "UTF-8");
}

TEST(Decode, ReadsUtf16OfBothOrders) {
  EXPECT_EQ(decode("\xFF\xFE\x42\x30,\0"s).text, "あ,");
  EXPECT_EQ(decode("\xFE\xFF\x30\x42\0,"s).text, "あ,");
  EXPECT_EQ(decode("\xFE\xFF\x30\x42\0,"s).encoding, "UTF-16BE (BOM)");
  EXPECT_EQ(decode("a\0,\0b\0"s).encoding, "UTF-16LE");
  EXPECT_EQ(decode("\0a\0,\0b"s).text, "a,b");
}

TEST(Decode, TellsEucFromCp932) {
  const Decoded read = decode("\xB4\xC9\xCD\xFD\xC8\xD6\xB9\xE6,\xA5\xB5\xA1\xBC\xA5\xD0"s);
  EXPECT_EQ(read.encoding, "EUC-JP");
  EXPECT_EQ(read.text, "管理番号,サーバ");
  EXPECT_EQ(decode("\xBB\xB0\xCA\xDE"s, "CP932").text, "ｻｰﾊﾞ");
}

TEST(Decode, RefusesWhatIsInNoEncoding) {
  const Decoded read = decode("abc,\x81\xFF\xFF"s);
  EXPECT_EQ(read.encoding, "");
  EXPECT_EQ(read.bad_at, 4U);
  EXPECT_EQ(decode("ab\0\x81"s).encoding, "") << "bytes of zero are no text";
  EXPECT_EQ(decode("\x82\xA0"s, "UTF-8").encoding, "") << "a stated encoding is not replaced by another";
}

TEST(Fold, GivesOneFormForComparison) {
  EXPECT_EQ(fold("ＰＲＩＭＥＲＧＹ　RX2540\nM5 "), "primergy rx2540 m5");
  EXPECT_EQ(compact("㈱髙橋\r\nシステム"), "(株)髙橋システム");
  EXPECT_EQ(compact("ｻｰﾊﾞ"), compact("サーバ"));
  EXPECT_EQ(fold("１～４"), fold("1〜4"));
  EXPECT_EQ(fold("－−-"), "---");
  EXPECT_EQ(trimmed("　 a b　\n"), "a b");
}

}  // namespace
}  // namespace hakyu::models::import
