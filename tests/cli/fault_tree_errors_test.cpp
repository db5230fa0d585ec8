// Broken fault trees at the command line: each a clear error with its position, in Japanese and English, and
// no result.
#include <gtest/gtest.h>

#include "tests/cli/process.hpp"

namespace fault_tree_errors_test {
namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;

struct Broken {
  const char* name;
  std::string text;
  const char* place;  ///< of the error
  const char* english;
  const char* japanese;
};

const std::string a = R"(<define-basic-event name="a"><float value="0.1"/></define-basic-event>)";

std::string tree(const std::string& inside) {
  return "<opsa-mef><define-fault-tree name=\"t\">\n" + inside + "</define-fault-tree></opsa-mef>";
}
std::string with_probability(const std::string& p) {
  return tree("<define-gate name=\"top\"><basic-event name=\"a\"/></define-gate>\n" +
              std::string("<define-basic-event name=\"a\"><float value=\"") + p +
              "\"/></define-basic-event>");
}

std::vector<Broken> broken() {
  return {
      {"Malformed", "<opsa-mef>\n<define-fault-tree name=\"t\">\n<define-gate name=\"top\"><or></and>",
       "b.xml:3:", "not well-formed XML", "開始タグと終了タグが合っていません"},
      {"EntityBomb",
       "<!DOCTYPE opsa-mef [\n<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
       "\"&a;&a;&a;&a;\">\n]><opsa-mef>&b;</opsa-mef>",
       "b.xml:1:", "declares entities of its own", "独自の実体を宣言しています"},
      {"Cycle",
       tree("<define-gate name=\"p\"><gate name=\"q\"/></define-gate>\n<define-gate name=\"q\"><gate "
            "name=\"p\"/></define-gate>"),
       "b.xml:2:1", "in a circle: p → q → p", "定義が循環しています: p → q → p"},
      {"Undefined",
       tree("<define-gate name=\"top\"><and><basic-event name=\"a\"/>\n<basic-event "
            "name=\"zzz\"/></and></define-gate>" +
            a),
       "b.xml:3:1", "There is no “zzz”", "「zzz」が見つかりません"},
      {"DefinedTwice",
       tree("<define-gate name=\"top\"><basic-event name=\"a\"/></define-gate>" + a + "\n" + a), "b.xml:3:1",
       "already taken (at b.xml:2:", "すでに使われています(b.xml:2:"},
      {"AboveOne", with_probability("1.5"), "b.xml:3:1", "a = 1.5 is not a probability",
       "a = 1.5 は確率ではありません"},
      {"BelowZero", with_probability("-0.1"), "b.xml:3:1", "a = -0.1 is not a probability",
       "a = -0.1 は確率ではありません"},
      {"NoTop", tree(a), "b.xml:1:1", "no gate that could be the top event",
       "頂上事象になりうるゲートがありません"},
      {"TwoTops",
       tree("<define-gate name=\"one\"><basic-event name=\"a\"/></define-gate>\n<define-gate "
            "name=\"two\"><basic-event name=\"a\"/></define-gate>" +
            a),
       "b.xml:3:1", "could be the top event: one, two", "複数あります: one, two"},
  };
}

class BrokenFaultTree : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFaultTree, IsAnErrorWithItsPosition) {
  const Folder folder;
  folder.write("b.xml", GetParam().text);
  for (const std::string language : {"en", "ja"}) {
    const Finished done =
        hakyu({"--lang", language, "availability", "--mef", "b.xml"}, {.folder = folder.path()});
    EXPECT_EQ(done.status, 1) << done.err;
    EXPECT_EQ(done.out, "");
    EXPECT_TRUE(has(done.err, GetParam().place)) << done.err;
    EXPECT_TRUE(has(done.err, language == "en" ? GetParam().english : GetParam().japanese)) << done.err;
  }
}

INSTANTIATE_TEST_SUITE_P(OpenPsa, BrokenFaultTree, testing::ValuesIn(broken()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace fault_tree_errors_test
