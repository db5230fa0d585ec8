#include "viz/report/report.hpp"

#include <array>

#include "viz/chart/escape.hpp"
#include "viz/chart/vega_script.hpp"
#include "viz/report/page.hpp"
#include "viz/text/recommendation.hpp"

namespace hakyu::viz {

namespace {

/// Hex digits → base64, as a content security policy names a hash.
std::string base64(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto nibble = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 6) {
    unsigned bits = 0;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < 6; i += 2) {
      bits <<= 8U;
      if (at + i >= hex.size()) continue;
      bits |= nibble(hex[at + i]) << 4U | nibble(hex[at + i + 1]);
      ++bytes;
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= bytes ? digits[bits >> (18U - 6U * i) & 63U] : '=';
  }
  return out;
}

void document_head(Markup& out, const Page& page, bool charts) {
  out.raw("<!DOCTYPE html>\n<html lang=\"").raw(page.words.japanese() ? "ja" : "en").raw("\">\n<head>\n");
  out.raw("<meta charset=\"utf-8\">\n");
  // Nothing may be loaded or sent; the one script is named by its hash.
  const std::string script = charts ? "'sha256-" + base64(vega_script_sha256()) + "'" : "'none'";
  out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ")
      .raw(script)
      .raw("; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
  out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  out.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
  const std::string& title = page.words(page.system.model->title());
  out.element("title",
              page.words("Assessment of plans to reduce risk") + (title.empty() ? "" : " – " + title));
  out.raw("<style>").raw(style_sheet()).raw("</style>\n</head>\n<body>\n<main>\n");
}

void contents(Markup& out, const Page& page, bool operations) {
  struct Entry {
    const char* id;
    Message title;
    bool shown;
  };
  const std::array<Entry, 7> entries{{
      {"comparison", msgid("Comparison of the plans"), true},
      {"work", msgid("Work plan"), operations},
      {"services", msgid("Impact on each service"), true},
      {"worst", msgid("The worst moment of the recommended plan"), page.input.worst.has_value()},
      {"questions", msgid("Questions to vendors"), operations},
      {"findings", msgid("Open vulnerabilities"), operations},
      {"basis", msgid("What this rests on"), true},
  }};
  out.open("nav").element("h2", page.words("Contents")).open("ul");
  for (const Entry& entry : entries)
    if (entry.shown) out.open("li").link(entry.id, page.words(entry.title)).close("li");
  out.close("ul").close("nav").raw("\n");
}

void whole(Markup& out, const Page& page, bool operations) {
  director_page(out, page);
  contents(out, page, operations);
  comparison(out, page);
  if (operations) work_plan(out, page);
  services(out, page);
  worst_moment(out, page);
  if (operations) {
    questions(out, page);
    findings(out, page);
  }
  basis(out, page);
}

}  // namespace

Page::Page(const ReportInput& in)
    : input(in),
      system(*in.system),
      ranking(*in.ranking),
      words(in.language),
      names(system, words),
      recommended(choose(system, ranking).plan),
      focus(recommended < ranking.plans.size() ? recommended : 0) {
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    PlacedPlan plan{i, {}};
    if (const auto at = system.plan_of.find(ranking.plans[i].id); at != system.plan_of.end())
      plan.steps = sim::place(system, system.plans[at->second]);
    placed.push_back(std::move(plan));
  }
}

std::string Page::plan_name(std::size_t position) const {
  return plan_sign(position) + " " + names.plan(ranking.plans[position].id);
}

std::optional<Audience> audience(std::string_view text) {
  constexpr std::string_view vendor = "vendor:";
  if (text == "operations") return Audience{Audience::Kind::operations, {}};
  if (text == "management") return Audience{Audience::Kind::management, {}};
  if (text.starts_with(vendor) && text.size() > vendor.size())
    return Audience{Audience::Kind::vendor, std::string(text.substr(vendor.size()))};
  return std::nullopt;
}

std::string html(const ReportInput& input) {
  if (input.ranking->plans.empty()) throw models::Error("no-plans", "report");
  const Page page(input);
  const bool charts = input.audience.kind != Audience::Kind::vendor;
  Markup out;
  document_head(out, page, charts);
  if (charts) {
    whole(out, page, input.audience.kind == Audience::Kind::operations);
  } else {
    vendor_sheet(out, page, input.audience.vendor);
  }
  out.raw("</main>\n");
  if (charts) out.raw("<script>").raw(vega_script()).raw("</script>\n");
  out.raw("</body>\n</html>\n");
  return out.take();
}

}  // namespace hakyu::viz
