// The report as a browser shows and prints it. Skipped where there is no Chromium or no poppler.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "example.hpp"
#include "viz/report/report.hpp"

namespace hakyu::viz::print_test {
namespace {

namespace fs = std::filesystem;
using models::Language;

class Printed : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v chromium pdftotext >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no chromium or poppler";
    std::string folder = (fs::temp_directory_path() / "hakyu-print-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  void browse(const std::string& page, const std::string& what, const std::string& output) const {
    std::ofstream(folder_ / "page.html") << page;
    const std::string command =
        "timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync --no-pdf-header-footer "
        "--virtual-time-budget=20000 --user-data-dir=" +
        (folder_ / "profile").string() + " " + what + " file://" + (folder_ / "page.html").string() + " >" +
        (folder_ / output).string() + " 2>" + (folder_ / "log").string();
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(folder_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// Text of one printed page.
  [[nodiscard]] std::string page_text(int number) const {
    const std::string n = std::to_string(number);
    const std::string command = "pdftotext -f " + n + " -l " + n + " " + (folder_ / "page.pdf").string() +
                                " " + (folder_ / "page.txt").string();
    return std::system(command.c_str()) == 0 ? read("page.txt") : "";
  }

  fs::path folder_;
};

std::string page(const testing::Example& e, Language language) {
  ReportInput in;
  in.system = &e.system;
  in.ranking = &e.ranking;
  in.language = language;
  in.version = "1.2.3";
  return html(in);
}

TEST_F(Printed, TheDirectorsPageIsOneA4PageEvenWhenCrowded) {
  for (const Language language : {Language::ja, Language::en}) {
    const bool ja = language == Language::ja;
    browse(page(hakyu::testing::crowded(9, 14), language),
           "--print-to-pdf=" + (folder_ / "page.pdf").string(), "out");
    const std::string first = page_text(1);
    const auto on = [](const std::string& text, const char* words) {
      return text.find(words) != std::string::npos;
    };
    EXPECT_TRUE(on(first, ja ? "承認: 病院長" : "Approved by: hospital director"));
    const std::string second = page_text(2);
    EXPECT_TRUE(on(second, ja ? "計画の比較" : "Comparison of the plans"));
    EXPECT_FALSE(on(second, ja ? "承認: 病院長" : "Approved by"));
  }
}

TEST_F(Printed, VegaDrawsEveryChartUnderThePolicy) {
  const testing::Example e = hakyu::testing::example();
  browse(page(e, Language::ja), "--dump-dom", "dom");
  const std::string dom = read("dom");
  const auto count = [&](const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = dom.find(what); at != std::string::npos; at = dom.find(what, at + 1)) ++n;
    return n;
  };
  EXPECT_GE(count("<figure class=\"chart-figure live\""), 7U);
  EXPECT_EQ(count("<figure class=\"chart-figure\""), 0U);  // none fell back to the static picture
}

}  // namespace
}  // namespace hakyu::viz::print_test
