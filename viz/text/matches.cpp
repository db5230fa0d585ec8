#include "viz/text/matches.hpp"

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <map>

#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using models::FindingStatus;
using namespace models::matching;

constexpr std::size_t most_rows = 20;
constexpr std::size_t most_nameless = 5;
constexpr std::size_t most_named = 30;

/// "Philips Vue PACS 12.2": the maker only if the product's name does not begin with it.
std::string product_name(const std::string& vendor, const std::string& product, const std::string& version) {
  const bool repeats = boost::algorithm::istarts_with(product, vendor);
  std::string text = repeats ? "" : vendor + " ";
  text += product;
  return printable(version.empty() ? text : text + " " + version);
}

/// A range as people read it: "vers:generic/>=2.13|<2.15" → ">=2.13, <2.15".
std::string range_name(const std::string& version) {
  if (!version.starts_with("vers:")) return version;
  std::string text = version.substr(version.find('/') + 1);
  boost::algorithm::replace_all(text, "|", ", ");
  return text == "*" ? "" : text;
}

std::string fit_name(const Words& w, Fit fit) {
  switch (fit) {
    case Fit::cpe:
      return w(msgid("match", "the same CPE"));
    case Fit::package:
      return w(msgid("match", "the same package (purl)"));
    case Fit::model:
      return w(msgid("match", "this model number is named"));
    case Fit::name:
      return w(msgid("match", "the same maker and product name"));
    case Fit::implied:
      return w(msgid("match", "the same product name; the maker follows from it or from the device"));
    case Fit::renamed:
      return w(msgid("match", "the same product; the maker was renamed or taken over"));
    case Fit::part:
      return w(msgid("match", "the ledger does not name it, but it usually belongs to this product"));
    case Fit::resembling:
      return w(msgid("match", "the names only resemble one another, it may be another product"));
    case Fit::no_vendor:
      return w(msgid("match", "the same product name, but the ledger names no maker"));
    case Fit::other_maker:
      return w(msgid("match",
                     "the same product name, but the ledger names another maker than the advisory: a dealer, "
                     "or another product"));
  }
  return "?";
}

std::string version_verdict(const Words& w, const Pairing& pairing, const Identity& identity) {
  switch (pairing.containment) {
    case Containment::inside:
      return range_name(pairing.version).empty() ? w(msgid("match", "every version is meant"))
                                                 : w(msgid("match", "the version is in the range"));
    case Containment::probably_inside:
      return w(msgid("match", "as it is written, the version is in the range"));
    case Containment::cannot_exclude:
      if (pairing.any_version)
        return w(msgid("match", "the source names no versions: see the maker's advisory"));
      return identity.version.empty()
                 ? w(msgid("match", "the ledger states no version, so it cannot be excluded"))
                 : w(msgid("match", "the versions cannot be compared for certain, so it cannot be excluded"));
    case Containment::outside:
      return w(msgid("match", "the version is not in the range"));
  }
  return "?";
}

/// The five reasons of VEX; others as the supplier wrote them.
std::string justification_name(const Words& w, const std::string& word) {
  const std::map<std::string, Message, std::less<>> names{
      {"component_not_present", msgid("justification", "the component is not there")},
      {"vulnerable_code_not_present", msgid("justification", "the vulnerable code is not there")},
      {"vulnerable_code_not_in_execute_path", msgid("justification", "the vulnerable code is never run")},
      {"vulnerable_code_cannot_be_controlled_by_adversary",
       msgid("justification", "an attacker cannot reach the vulnerable code")},
      {"inline_mitigations_already_exist", msgid("justification", "the product already protects itself")}};
  const auto found = names.find(word);
  return found == names.end() ? printable(word) : w(found->second);
}

std::string decision_sentence(const Words& w, const Decision& decision) {
  return w.format("{0} decided on {1}: {2} ({3}).", printable(decision.by), w.date(decision.date),
                  name(w, decision), printable(decision.reason));
}

std::string pairing_sentence(const Words& w, const Pairing& pairing, const Identity& identity,
                             const std::string& advisory) {
  return w.format("{0}: “{1}”; {2}: “{3}” – {4}; {5}.",
                  identity.source.empty() ? w(msgid("match", "Ledger"))
                                          : w.format("Parts or scan of {0}", printable(identity.source)),
                  identity.whole.empty() ? product_name(identity.vendor, identity.product, identity.version)
                                         : product_name(identity.carrier, identity.whole, identity.version),
                  advisory, product_name(pairing.vendor, pairing.product, range_name(pairing.version)),
                  fit_name(w, pairing.fit), version_verdict(w, pairing, identity));
}

std::size_t count(const std::vector<Candidate>& all, FindingStatus status, bool exploited_only) {
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const Candidate& each) {
    return each.match.status == status &&
           (!exploited_only || each.vulnerability->known_exploited.value_or(false));
  }));
}

std::string summary(const std::vector<Candidate>& all, const Words& w) {
  Table table({{w(msgid("match", "status"))},
               {w(msgid("match", "findings")), Align::right},
               {w(msgid("match", "known to be exploited")), Align::right}});
  for (const FindingStatus status :
       {FindingStatus::affected, FindingStatus::under_investigation, FindingStatus::unknown,
        FindingStatus::fixed, FindingStatus::not_affected})
    table.add({w.name(status), w.integer(static_cast<std::int64_t>(count(all, status, false))),
               w.integer(static_cast<std::int64_t>(count(all, status, true)))});
  return table.text();
}

std::string list(const ModelNames& names, const models::Model& model, const std::vector<Candidate>& all) {
  const Words& w = names.words();
  Table table({{w(msgid("match", "resource")), Align::left, 24},
               {w(msgid("match", "vulnerability"))},
               {"KEV"},
               {"CVSS", Align::right},
               {"EPSS", Align::right},
               {w(msgid("match", "status"))},
               {w(msgid("match", "certainty")), Align::right}});
  std::size_t affected = 0, unclear = 0;  // that have no room
  for (const Candidate& each : all) {
    if (each.match.status == FindingStatus::fixed || each.match.status == FindingStatus::not_affected)
      continue;
    if (table.size() == most_rows) {
      ++(is_open(each) ? unclear : affected);
      continue;
    }
    const models::Vulnerability& v = *each.vulnerability;
    table.add({names.node(model.resources[each.match.resource].id), v.id,
               v.known_exploited
                   ? w(*v.known_exploited ? msgid("exploited", "yes") : msgid("exploited", "no"))
                   : "–",
               each.cvss ? w.number(*each.cvss) : "–", v.epss ? w.percent(*v.epss) : "–",
               w.name(each.match.status), w.percent(each.match.confidence)});
  }
  if (affected + unclear == 0) return table.text();
  return table.text() +
         on_screen(w.format("… and {0} more (affected: {1}, unclear: {2}); -o, --csv and --xlsx write all.",
                            affected + unclear, affected, unclear)) +
         "\n";
}

/// Whether the match knows something and the model says something else.
bool contradicts(const Candidate& each) {
  return each.stated && !is_open(each) && *each.stated != each.match.status;
}

/// What the model says otherwise than the match: somebody should look.
std::string contradictions(const ModelNames& names, const models::Model& model,
                           const std::vector<Candidate>& all) {
  const Words& w = names.words();
  Table table({{w(msgid("match", "resource")), Align::left, 24},
               {w(msgid("match", "vulnerability"))},
               {w(msgid("match", "the model says"))},
               {w(msgid("match", "matching says"))}});
  std::size_t more = 0;
  for (const Candidate& each : all) {
    if (!contradicts(each)) continue;
    if (table.size() == most_rows)
      ++more;
    else
      table.add({names.node(model.resources[each.match.resource].id), each.vulnerability->id,
                 w.name(*each.stated), w.name(each.match.status)});
  }
  if (table.empty()) return {};
  return "\n" + w("The model itself says otherwise here. Its word stands; please check which is right:") +
         "\n" + table.text() +
         (more == 0 ? "" : on_screen(w.format("… and {0} more; --csv and --xlsx write all.", more)) + "\n");
}

/// What was not found is not absent: how many resources have no match, and which cannot have one.
std::string not_found(const ModelNames& names, const models::Model& model,
                      const std::vector<Candidate>& all) {
  const Words& w = names.words();
  std::vector<char> found(model.resources.size(), 0);
  for (const Candidate& each : all) found[each.match.resource] = 1;
  std::uint64_t without = 0;
  std::vector<std::string> nameless, others;
  for (std::size_t i = 0; i < model.resources.size(); ++i) {
    const models::Resource& resource = model.resources[i];
    if (found[i] != 0 || resource.usable == models::Usable::retired) continue;
    ++without;
    const bool bare = resource.software.empty() && resource.model.empty();
    (bare ? nameless : others).push_back(names.node(resource.id));
  }
  if (without == 0) return {};
  std::string text = w.count(
      "For {0} resource nothing is listed: no product of the store has its maker and name, or its version "
      "rules it out (--all lists these). A name of one word that only another maker's product has, and names "
      "that resemble but whose versions do not fit, are not counted. That does not mean that nothing affects "
      "it.",
      "For {0} resources nothing is listed: no product of the store has their makers and names, or their "
      "versions rule them out (--all lists these). A name of one word that only another maker's product has, "
      "and names that resemble but whose versions do not fit, are not counted. That does not mean that "
      "nothing affects them.",
      without);
  if (!others.empty()) text += " " + w.format("These are: {0}.", first_few(w, others, most_named, printable));
  if (!nameless.empty()) {
    text += " " + w.format(
                      "{0} of them cannot be matched at all, because the ledger states neither model nor "
                      "software: {1}.",
                      nameless.size(), first_few(w, nameless, most_nameless, printable));
  }
  std::string lines;
  for (const std::string& line : wrapped(text, screen_columns)) lines += line + "\n";
  return "\n" + lines;
}

}  // namespace

std::string document_name(const std::string& key) {
  const std::size_t blank = key.find(' ');
  const bool address = key.starts_with("http") && blank != std::string::npos;
  return printable(address ? key.substr(blank + 1) : key);
}

std::string name(const Words& w, Method method) {
  switch (method) {
    case Method::exact:
      return w(msgid("method", "exact version"));
    case Method::range:
      return w(msgid("method", "version range"));
    case Method::vendor_product:
      return w(msgid("method", "product only"));
    case Method::alias:
      return w(msgid("method", "similar name"));
    case Method::manual:
      return w(msgid("method", "decided by people"));
  }
  return "?";
}

std::string name(const Words& w, const Decision& decision) {
  const bool confirmed = decision.verdict == Verdict::confirm;
  if (decision.product.empty())
    return w(confirmed ? msgid("decision", "affected") : msgid("decision", "not affected"));
  return w(confirmed ? msgid("decision", "the same product") : msgid("decision", "another product"));
}

std::string reversal(const Words& words, const Decision& before, const Decision& now) {
  const std::string subject =
      printable(now.resource) + " – " +
      (now.product.empty() ? printable(now.vulnerability) : product_name(now.vendor, now.product, {}));
  const std::string old_one = decision_sentence(words, before), new_one = decision_sentence(words, now);
  // Of two decisions the one with the later day counts.
  if (now.date < before.date)
    return words.format(
        "{0}: a later decision says the contrary and stays. {1} This one changes nothing: {2}", subject,
        old_one, new_one);
  return words.format("{0}: an earlier decision is reversed. {1} Until now: {2}", subject, new_one, old_one);
}

std::string evidence(const Matcher& matcher, const Candidate& candidate, const Words& words) {
  const Match& match = candidate.match;
  std::string text;
  const auto say = [&](const std::string& sentence) {
    text += (text.empty() || words.japanese() ? "" : " ") + sentence;
  };
  if (match.pairing) {
    const Pairing& pairing = matcher.pairing(*match.pairing);
    say(pairing_sentence(words, pairing, matcher.identity(pairing), document_name(pairing.document)));
    if (matcher.identity(pairing).observed)
      say(words("A scan saw it from outside: what a service says of its version may be out of date."));
    if (pairing.other_part) say(words("One is software, the other a device."));
  }
  if (match.unproven_context)
    say(words("It holds only together with something else that the ledger does not name."));
  if (!match.justification.empty())
    say(words.format("The supplier's reason: {0}.", justification_name(words, match.justification)));
  if (match.contrary)
    say(words.format("{0} says otherwise.", document_name(matcher.pairing(*match.contrary).document)));
  if (match.decision) say(decision_sentence(words, *match.decision));
  return text;
}

models::Text evidence(const Matcher& matcher, const Candidate& candidate) {
  return {{},
          evidence(matcher, candidate, Words(models::Language::ja)),
          evidence(matcher, candidate, Words(models::Language::en))};
}

std::string matches_text(const models::Model& model, const std::vector<Candidate>& candidates,
                         const Words& words) {
  const ModelNames names(model, words);
  if (candidates.empty())
    return words(
               "No product of the store fits a resource of the model. That does not mean that nothing is "
               "affected: the ledger may lack makers, products or versions.") +
           "\n";
  std::string text = summary(candidates, words);
  const std::string urgent = list(names, model, candidates);
  if (!urgent.empty()) text += "\n" + words("The most urgent ones:") + "\n" + urgent;
  const auto open = static_cast<std::uint64_t>(std::count_if(candidates.begin(), candidates.end(), is_open));
  if (open > 0)
    text += "\n" +
            on_screen(words.count(
                "{0} finding is unclear: a person has to judge it. --csv or --xlsx writes a list with "
                "room for answers, --answers reads it back.",
                "{0} findings are unclear: a person has to judge them. --csv or --xlsx writes a list "
                "with room for answers, --answers reads it back.",
                open)) +
            "\n";
  return text + contradictions(names, model, candidates) + not_found(names, model, candidates);
}

std::string left_out_text(const std::vector<LeftOut>& left, const Words& words) {
  std::string text;
  for (const LeftOut& each : left)
    text += "\n" +
            on_screen(words.format(
                "{0} names {1} vulnerabilities of “{2}” without versions; {3} resources resemble it and "
                "are not listed for them one by one. Import what knows the versions (NVD, JVN, the "
                "maker) to have them judged.",
                document_name(each.document), each.vulnerabilities,
                product_name(each.vendor, each.product, ""), each.resources)) +
            "\n";
  return text;
}

}  // namespace hakyu::viz
