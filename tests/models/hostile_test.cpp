// Files that want to break the reader.
#include <gtest/gtest.h>

#include "models/read/encoding.hpp"
#include "models/read/tree.hpp"
#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

Diagnostic only(const Diagnostics& found) {
  EXPECT_EQ(found.size(), 1U) << describe_all(found);
  return found.empty() ? Diagnostic{} : found[0];
}

const std::string clinic = slurp(std::string(HAKYU_SOURCE_DIR) + "/scenarios/clinic/clinic.json");

TEST(Hostile, EveryTruncationIsAnErrorAndNeverACrash) {
  ASSERT_FALSE(clinic.empty());
  for (std::size_t length = 0; length < clinic.size() - 3; length += 131)
    ASSERT_TRUE(has_errors(read_text(clinic.substr(0, length)).diagnostics)) << length;
}

TEST(Hostile, EveryFlippedByteIsSurvived) {
  for (std::size_t i = 0; i < clinic.size(); i += 701)
    for (const char c : {'"', '{', ']', '\0', '\xFF', '9', '-'}) {
      std::string text = clinic;
      text[i] = c;
      (void)read_text(text);
    }
}

TEST(Hostile, DeepNestingStopsAtTheLimit) {
  for (const std::string& open : {std::string("["), std::string("{\"a\":")}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += open;
    const Diagnostic d = only(read_text(text).diagnostics);
    EXPECT_EQ(d.code, codes::too_deep);
    EXPECT_EQ(d.column, 64 * open.size() + 1);
  }
}

TEST(Hostile, NumbersWithoutEndAreErrors) {
  const std::string digits(5'000'000, '9');
  EXPECT_EQ(only(read_text("{\"format\": " + digits + "}").diagnostics).code, codes::number_overflow);
  const Diagnostic d =
      only(read_text(R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server", "restart": ")" +
                     digits + R"(w"}]})")
               .diagnostics);
  EXPECT_EQ(d.code, codes::duration_overflow);
  EXPECT_LT(d.found.size(), 200U);
}

TEST(Hostile, ALongIdIsNotAnId) {
  const std::string id(3'000'000, 'a');
  const Diagnostic d =
      only(read_text(R"({"format": "hakyu/1", "zones": [{"id": ")" + id + R"("}]})").diagnostics);
  EXPECT_EQ(d.code, codes::bad_id);
}

TEST(Hostile, NotANumberAndInfinityAreNotJson) {
  for (const char* word : {"NaN", "nan", "Infinity", "-Infinity", "inf", "0x10", "1.", ".5", "+1", "01"})
    EXPECT_EQ(only(read_text(std::string("{\"format\": ") + word + "}").diagnostics).code, codes::syntax)
        << word;
}

TEST(Hostile, TooLargeADocumentIsRefusedBeforeItIsParsed) {
  const Diagnostic d = only(read_text(std::string(reading::document_limit + 1, ' ')).diagnostics);
  EXPECT_EQ(d.code, codes::too_large);
}

TEST(Hostile, MoreThanTheLimitOfDiagnosticsIsCounted) {
  std::string text = R"({"format": "hakyu/1", "zones": [)";
  for (int i = 0; i < 5000; ++i) text += (i == 0 ? "" : ",") + std::string("{}");
  const Diagnostics found = read_text(text + "]}").diagnostics;
  ASSERT_EQ(found.size(), 1001U);
  EXPECT_EQ(found.back().code, codes::too_many);
  EXPECT_EQ(found.back().found, "5000");
}

TEST(Hostile, WarningsNeverHideAnError) {
  std::string text =
      R"({"format": "hakyu/1", "from": "v", "parties": [{"id": "v", "kind": "vendor"}, {"id": "w", "kind": "vendor"}], "plans": [)";
  for (int i = 0; i < 3000; ++i)
    text += R"({"id": "p)" + std::to_string(i) + R"(", "steps": [], "proposed_by": "w"},)";
  const Diagnostics found = read_text(text + R"({"id": "last"}]})").diagnostics;
  EXPECT_TRUE(has_errors(found));
  EXPECT_NE(first_with(found, codes::missing_key), nullptr);
  EXPECT_EQ(found.size(), 1001U);
}

TEST(Hostile, ManyUnknownNamesAreSuggestedForWithinABudget) {
  std::string text = R"({"format": "hakyu/1", "resources": [)";
  for (int i = 0; i < 20'000; ++i)
    text += (i == 0 ? "" : ",") + std::string(R"({"id": "node-)") + std::to_string(i) +
            R"(", "kind": "server", "runs_on": "nod-)" + std::to_string(i) + R"("})";
  const Diagnostics found = read_text(text + "]}").diagnostics;
  EXPECT_EQ(found.back().found, "20000");
}

TEST(Hostile, ByteOrderMarkIsAccepted) {
  EXPECT_TRUE(read_text("\xEF\xBB\xBF{\"format\": \"hakyu/1\"}").diagnostics.empty());
}

struct Encoded {
  std::string bytes;
  std::string looks_like;
  std::string found;
};

TEST(Hostile, OtherEncodingsAreNamed) {
  const std::vector<Encoded> all{
      {"{\"title\": \"\x95\x61\x89\x40\"}", "CP932", "0x95 @ 11"},  // 病院
      {"{\"title\": \"\xC9\xC2\xB1\xA1\"}", "EUC-JP", "0xC9 @ 11"},
      {std::string("\xFF\xFE{\0}\0", 6), "UTF-16LE", "0xFF @ 0"},
      {std::string("\xFE\xFF\0{\0}", 6), "UTF-16BE", "0xFE @ 0"},
      {std::string("{\0}\0", 4), "UTF-16LE", "0x00 @ 1"},
      {"{\"a\": \"\xFF\x80\"}", "", "0xFF @ 7"},
  };
  for (const Encoded& e : all) {
    const Diagnostic d = only(read_text(e.bytes).diagnostics);
    EXPECT_EQ(d.code, codes::not_utf8);
    EXPECT_EQ(d.expected, "UTF-8");
    EXPECT_EQ(d.found, e.found);
    EXPECT_EQ(d.suggestion, e.looks_like);
  }
}

TEST(Utf8, FollowsTheTableOfWellFormedSequences) {
  using reading::first_invalid_utf8;
  EXPECT_FALSE(first_invalid_utf8("plain ascii that is longer than eight bytes, 日本語, \xF0\x9F\x8F\xA5"));
  for (const char* bad : {"\xED\xA0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                          "\x80", "\xE6\x97", "\xF0\x8F\xBF\xBF"})
    EXPECT_EQ(first_invalid_utf8(std::string("12345678") + bad), 8U);
}

TEST(Hostile, EmptyInputsAreErrorsWithAPlace) {
  for (const char* text : {"", " ", "// nothing", "/* open"})
    EXPECT_EQ(only(read_text(text).diagnostics).code, codes::syntax) << text;
  EXPECT_TRUE(read({}).diagnostics.empty());
}

}  // namespace
}  // namespace hakyu::models
