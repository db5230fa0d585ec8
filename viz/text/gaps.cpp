#include "viz/text/gaps.hpp"

#include <algorithm>
#include <unordered_map>

#include "viz/text/table.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::GapKind;

constexpr std::size_t most_things = 20;

template <class Ids, class Name>
std::string joined(const Words& words, const Ids& ids, Name name) {
  std::string text;
  for (const models::Id& id : ids)
    text += (text.empty() ? "" : words(msgid("list", ", "))) + words.format("“{0}”", name(id));
  return text;
}

std::string measures(const ModelNames& names, const sim::Gap& gap) {
  return joined(names.words(), gap.measures, [&](const models::Id& id) { return names.measure(id); });
}

std::string providers(const ModelNames& names, const sim::Gap& gap) {
  return joined(names.words(), gap.providers, [&](const models::Id& id) { return names.node(id); });
}

std::string date(const ModelNames& names, const sim::Gap& gap) {
  return gap.date ? names.words().date(*gap.date) : names.words()(msgid("unknown"));
}

std::string answer_so_far(const ModelNames& names, const sim::Gap& gap) {
  if (gap.says) return names.words().name(*gap.says);
  return gap.origin ? names.words().name(*gap.origin) : std::string();
}

std::string claim_question(const ModelNames& names, const sim::Gap& gap) {
  const Words& w = names.words();
  const std::string& name = names.node(gap.resource);
  return gap.claimed_by.empty() ? w.format("Does {0} need {1} to work?", name, providers(names, gap))
                                : w.format("Does {0} need {1} to work? ({2} says so)", name,
                                           providers(names, gap), names.party(gap.claimed_by));
}

/// The things with gaps, in the order of the list, each with what is missing.
struct Thing {
  const sim::Gap* first = nullptr;
  std::size_t answers = 0;  ///< that are missing
  std::string missing;
};

std::vector<Thing> things(const ModelNames& names, const std::vector<sim::Gap>& gaps) {
  std::vector<Thing> all;
  std::unordered_map<models::Id, std::size_t> place;
  for (const sim::Gap& gap : gaps) {
    const auto [at, added] = place.emplace(gap.resource, all.size());
    if (added) all.push_back({&gap, 0, {}});
    if (gap.kind == GapKind::statement) {
      ++all[at->second].answers;
      continue;
    }
    std::string& missing = all[at->second].missing;
    missing += (missing.empty() ? "" : names.words()(msgid("list", ", "))) + what(names, gap);
  }
  return all;
}

/// In few words: the measures that are not answered for are named in the sheets.
std::string missing_text(const Words& words, const Thing& thing) {
  if (thing.answers == 0) return thing.missing;
  const std::string answers =
      words.count("answer to {0} question", "answers to {0} questions", thing.answers);
  return answers + (thing.missing.empty() ? "" : words(msgid("list", ", "))) + thing.missing;
}

/// Without any service in the model nothing can be said of them.
std::string counts(const Words& words, const sim::Stake& stake, bool services_stated) {
  if (!stake.connected) return words(msgid("unknown"));
  const std::string resources = words.count("{0} resource", "{0} resources", stake.resources);
  if (!services_stated) return words.format("{0} (services: not stated yet)", resources);
  return words.count("{0} service", "{0} services", stake.services) + words(msgid("list", ", ")) + resources;
}

std::string thing_table(const ModelNames& names, const std::vector<Thing>& all, bool services_stated) {
  const Words& words = names.words();
  Table table({{words(msgid("ledger", "what"))},
               {words(msgid("ledger", "needed by")), Align::left, 30},
               {words(msgid("ledger", "missing")), Align::left, 300}});
  for (std::size_t i = 0; i < std::min(all.size(), most_things); ++i)
    table.add({names.node(all[i].first->resource), counts(words, all[i].first->stake, services_stated),
               missing_text(words, all[i])});
  return table.text();
}

}  // namespace

std::string kind_name(const Words& w, GapKind kind) {
  switch (kind) {
    case GapKind::finding:
      return w(msgid("kind of gap", "finding"));
    case GapKind::statement:
      return w(msgid("kind of gap", "answer of a vendor"));
    case GapKind::work:
      return w(msgid("kind of gap", "times of work"));
    case GapKind::dependencies:
      return w(msgid("kind of gap", "dependencies"));
    case GapKind::confirmation:
      return w(msgid("kind of gap", "confirmation"));
    case GapKind::remote_party:
      return w(msgid("kind of gap", "remote maintenance"));
    case GapKind::version:
      return w(msgid("kind of gap", "version"));
    case GapKind::support_ended:
      return w(msgid("kind of gap", "support ended"));
    case GapKind::support_ends:
      return w(msgid("kind of gap", "support ends"));
    case GapKind::unowned:
      return w(msgid("kind of gap", "nobody in charge"));
    case GapKind::maintainer:
      return w(msgid("kind of gap", "maintainer"));
    case GapKind::number:
      return w(msgid("kind of gap", "asset number"));
    case GapKind::stale:
      return w(msgid("kind of gap", "old information"));
    case GapKind::owner:
      return w(msgid("kind of gap", "owner"));
    case GapKind::location:
      return w(msgid("kind of gap", "location"));
  }
  return {};
}

std::string what(const ModelNames& names, const sim::Gap& gap) {
  const Words& w = names.words();
  switch (gap.kind) {
    case GapKind::finding:
      return w.format(msgid("gap", "whether {0} affects it"), gap.vulnerability);
    case GapKind::statement:
      return w.format(msgid("gap", "answer about {0}"), measures(names, gap));
    case GapKind::work:
      return w.format(msgid("gap", "times of {0}"), measures(names, gap));
    case GapKind::dependencies:
      return w(msgid("gap", "dependencies"));
    case GapKind::confirmation:
      return w.format(msgid("gap", "confirmation that it needs {0}"), providers(names, gap));
    case GapKind::remote_party:
      return w(msgid("gap", "whose remote maintenance"));
    case GapKind::version:
      return w(msgid("gap", "version"));
    case GapKind::support_ended:
      return w.format(msgid("gap", "support (ended on {0})"), date(names, gap));
    case GapKind::support_ends:
      return w.format(msgid("gap", "support (ends on {0})"), date(names, gap));
    case GapKind::unowned:
      return w(msgid("gap", "owner and maintainer"));
    case GapKind::maintainer:
      return w(msgid("gap", "maintainer"));
    case GapKind::number:
      return w(msgid("gap", "a number of its own"));
    case GapKind::stale:
      return w.format(msgid("gap", "fresh confirmation (last on {0})"), date(names, gap));
    case GapKind::owner:
      return w(msgid("gap", "owner"));
    case GapKind::location:
      return w(msgid("gap", "location"));
  }
  return {};
}

std::string question(const ModelNames& names, const sim::Gap& gap) {
  const Words& w = names.words();
  const std::string& name = names.node(gap.resource);
  switch (gap.kind) {
    case GapKind::finding:
      return w.format("Does {1} affect {0}? If so, in which version is it fixed?", name, gap.vulnerability);
    case GapKind::statement:
      return w.format("When {1} is carried out, does {0} keep working? (so far: {2})", name,
                      measures(names, gap), answer_so_far(names, gap));
    case GapKind::work:
      return w.format(
          "How long does {1} take, for how long does it stop {0}, and what has to be restarted (nothing, the "
          "program, the machine, connected machines)?",
          name, measures(names, gap));
    case GapKind::dependencies:
      return w.format(
          "What does {0} need to work (power, network, servers, authentication, data), and what "
          "needs it?",
          name);
    case GapKind::confirmation:
      return claim_question(names, gap);
    case GapKind::remote_party:
      return w.format("Who uses the remote maintenance of {0}, and through which device?", name);
    case GapKind::version:
      return w.format("Which software runs on {0}, and in which version?", name);
    case GapKind::support_ended:
      return w.format(
          "The support of {0} ended on {1}. What replaces it, when, and what protects it until "
          "then?",
          name, date(names, gap));
    case GapKind::support_ends:
      return w.format("The support of {0} ends on {1}. What replaces it, and when?", name, date(names, gap));
    case GapKind::unowned:
      return w.format("Who owns {0}, and who maintains it?", name);
    case GapKind::maintainer:
      return w.format("Who maintains {0}?", name);
    case GapKind::number:
      return w.format("{0} and {1} bear the same asset number. Are they one device or several?", name,
                      joined(w, gap.others, [&](const models::Id& id) { return names.node(id); }));
    case GapKind::stale:
      return w.format("The entry of {0} was last confirmed on {1}. Is it still right?", name,
                      date(names, gap));
    case GapKind::owner:
      return w.format("Who owns {0}?", name);
    case GapKind::location:
      return w.format("Where does {0} stand?", name);
  }
  return {};
}

std::string whom(const ModelNames& names, const models::Id& party) {
  return party.empty() ? names.words()(msgid("ledger", "in the hospital")) : names.party(party);
}

std::vector<PartyGaps> by_party(const std::vector<sim::Gap>& gaps) {
  std::vector<PartyGaps> all;
  std::unordered_map<models::Id, std::size_t> place;
  PartyGaps hospital;
  for (const sim::Gap& gap : gaps) {
    if (gap.ask.empty()) {
      hospital.gaps.push_back(&gap);
      continue;
    }
    const auto [at, added] = place.emplace(gap.ask, all.size());
    if (added) all.push_back({gap.ask, {}});
    all[at->second].gaps.push_back(&gap);
  }
  if (!hospital.gaps.empty()) all.push_back(std::move(hospital));
  return all;
}

std::string gaps_text(const models::Model& model, const std::vector<sim::Gap>& gaps, const Words& words) {
  if (gaps.empty()) return {};
  const ModelNames names(model, words);
  const std::vector<Thing> all = things(names, gaps);
  std::string text =
      on_screen(words("What to find out first (what is in question and what most care depends on first):") +
                "\n") +
      thing_table(names, all, !model.services.empty());
  if (all.size() > most_things)
    text += "  " +
            words.format("… and {0} more things; --csv and --xlsx write all", all.size() - most_things) +
            "\n";
  Table table({{words(msgid("ledger", "to ask")), Align::left, 40},
               {words(msgid("ledger", "questions")), Align::right},
               {words(msgid("ledger", "the first")), Align::left, 300}});
  for (const PartyGaps& each : by_party(gaps))
    table.add({whom(names, each.party), words.integer(static_cast<std::int64_t>(each.gaps.size())),
               question(names, *each.gaps.front())});
  return text + "\n" + table.text();
}

}  // namespace hakyu::viz
