#include "viz/sheets/matches.hpp"

#include "models/read/units.hpp"
#include "viz/text/matches.hpp"

namespace hakyu::viz {

using namespace models::matching;

namespace {

std::vector<SheetColumn> columns(const Words& w) {
  return {{w(msgid("answers", "decision")), 14},
          {w(msgid("answers", "reason")), 30},
          {w(msgid("answers", "decided by")), 14},
          {w(msgid("answers", "decided on")), 12},
          {w(msgid("answers", "resource id")), 18},
          {w(msgid("answers", "resource")), 28},
          {w(msgid("answers", "asset number")), 14},
          {w(msgid("answers", "vulnerability")), 18},
          {w(msgid("answers", "title")), 40},
          {w(msgid("answers", "status")), 12},
          {w(msgid("answers", "certainty")), 10},
          {w(msgid("answers", "known to be exploited")), 20},
          {"CVSS", 8},
          {"EPSS", 8},
          {w(msgid("answers", "found by")), 14},
          {w(msgid("answers", "because of")), 70},
          {w(msgid("answers", "vendor in the advisory")), 18},
          {w(msgid("answers", "product in the advisory")), 24},
          {w(msgid("answers", "status in the model")), 12}};
}

/// An earlier decision, so that the list can be handed on as it is.
std::vector<SheetCell> decided(const Match& match, const Words& w) {
  if (!match.decision) return {"", "", "", ""};
  const Decision& d = *match.decision;
  return {name(w, d), d.reason, d.by, models::reading::format_date(d.date)};
}

SheetCell number(const std::optional<double>& value) {
  return value ? SheetCell(*value) : SheetCell(std::string());
}

std::string exploited(const Candidate& each, const Words& w) {
  const std::optional<bool>& known = each.vulnerability->known_exploited;
  if (known) return w(*known ? msgid("exploited", "yes") : msgid("exploited", "no"));
  return each.unlisted_until
             ? w.format("not in KEV as of {0}", models::reading::format_date(*each.unlisted_until))
             : w(msgid("exploited", "not known"));
}

}  // namespace

Sheet match_sheet(const models::Model& model, const Matcher& matcher,
                  const std::vector<Candidate>& candidates, const Words& words) {
  const ModelNames names(model, words);
  Sheet sheet{words(msgid("sheet", "Findings")),
              words("To be judged: affected, not affected, the same product, or another product; why, and by "
                    "whom. Rows without a decision stay as they are."),
              columns(words),
              {}};
  for (const Candidate& each : candidates) {
    const models::Resource& resource = model.resources[each.match.resource];
    const models::Vulnerability& v = *each.vulnerability;
    const Pairing pairing = each.match.pairing ? matcher.pairing(*each.match.pairing) : Pairing{};
    std::vector<SheetCell> row = decided(each.match, words);
    const std::vector<SheetCell> rest{resource.id,
                                      names.node(resource.id),
                                      resource.asset_number,
                                      v.id,
                                      words(v.title),
                                      words.name(each.match.status),
                                      each.match.confidence,
                                      exploited(each, words),
                                      number(each.cvss),
                                      number(v.epss),
                                      name(words, each.match.method),
                                      evidence(matcher, each, words),
                                      pairing.vendor,
                                      pairing.product,
                                      each.stated ? words.name(*each.stated) : std::string()};
    row.insert(row.end(), rest.begin(), rest.end());
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace hakyu::viz
