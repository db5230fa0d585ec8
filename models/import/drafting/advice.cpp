#include "models/import/drafting/advice.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace hakyu::models::drafting {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

/// Whether there are addresses and nothing else.
bool is_link(std::string_view text) {
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
    text.remove_prefix(std::min(text.find_first_of(blanks), text.size()));
  }
  return true;
}

bool introduces(std::string_view text) {
  text = trimmed(text);
  return text.ends_with(":") || text.ends_with("：");
}

void add_once(std::vector<std::string>& to, std::string_view text) {
  const std::string line(trimmed(text));
  if (!line.empty() && std::find(to.begin(), to.end(), line) == to.end()) to.push_back(line);
}

/// A line of an advisory and the cases it is for.
struct Line {
  const Remedy* remedy = nullptr;
  std::vector<Id> vulnerabilities;
};

/// The lines of one advisory, in its order.
class Document {
 public:
  void add(const Line& line) {
    const advisories::RemediationRecord& record = line.remedy->record;
    const Advised kind = advised(record.kind);
    Part& part = parts_[static_cast<std::size_t>(kind)];
    const bool link = is_link(record.text);
    if (!link && introduces(record.text)) {
      // A second introduction ends the list of the first.
      if (part.introduces) part.introductions.clear();
      part.introduces = false;
      add_once(part.introductions, record.text);
      part.unused.push_back(line);
      return;
    }
    if (link) {
      part.links.push_back(line);
      return;
    }
    Advice each = from(line, kind);
    for (auto introduction = part.introductions.rbegin(); introduction != part.introductions.rend();
         ++introduction)
      each.text = *introduction + "\n" + each.text;
    part.introduces = true;
    part.unused.clear();
    part.advice.push_back(std::move(each));
  }

  /// Links and left-over introductions go to what the advisory says of the same category, else to all it
  /// says.
  void take(std::vector<Advice>& into) {
    for (Part& part : parts_) part.unused.insert(part.unused.end(), part.links.begin(), part.links.end());
    for (std::size_t kind = 0; kind < parts_.size(); ++kind) attach(static_cast<Advised>(kind));
    for (Part& part : parts_)
      for (Advice& each : part.advice) into.push_back(std::move(each));
  }

 private:
  struct Part {
    std::vector<std::string> introductions;
    bool introduces = false;  ///< something followed
    std::vector<Line> links, unused;
    std::vector<Advice> advice;
  };

  static Advice from(const Line& line, Advised kind) {
    const advisories::RemediationRecord& record = line.remedy->record;
    Advice advice;
    advice.kind = kind;
    advice.category = record.kind;
    advice.text = std::string(trimmed(record.text));
    add_once(advice.links, record.url);
    advice.vulnerabilities = line.vulnerabilities;
    advice.outage = record.outage;
    advice.available_from = record.available_from;
    advice.entitlements = record.entitlements;
    advice.document = line.remedy->document;
    return advice;
  }

  void attach(Advised kind) {
    Part& own = parts_[static_cast<std::size_t>(kind)];
    for (const Line& line : own.unused) {
      // A fix stays a fix of its vulnerabilities, even if the advisory only says where it is.
      const bool covered = !own.advice.empty() && (kind != Advised::fix || covers(own, line));
      if (covered) {
        attach(own, line);
        continue;
      }
      bool attached = false;
      for (Part& part : parts_) {
        if (kind == Advised::fix || part.advice.empty()) continue;
        attach(part, line);
        attached = true;
      }
      if (attached) continue;
      Advice alone = from(line, kind);
      alone.link_only = true;
      own.advice.push_back(std::move(alone));
    }
  }

  static bool covers(const Part& part, const Line& line) {
    return std::all_of(line.vulnerabilities.begin(), line.vulnerabilities.end(), [&](const Id& id) {
      return std::any_of(part.advice.begin(), part.advice.end(), [&](const Advice& each) {
        return std::binary_search(each.vulnerabilities.begin(), each.vulnerabilities.end(), id);
      });
    });
  }

  static void attach(Part& part, const Line& line) {
    for (Advice& each : part.advice) {
      add_once(each.links, line.remedy->record.text);
      add_once(each.links, line.remedy->record.url);
    }
  }

  std::array<Part, static_cast<std::size_t>(Advised::other) + 1> parts_;
};

}  // namespace

Advised advised(std::string_view category) {
  constexpr std::pair<std::string_view, Advised> words[] = {{"vendor_fix", Advised::fix},
                                                            {"fixedIn", Advised::fix},
                                                            {"workaround", Advised::workaround},
                                                            {"mitigation", Advised::mitigation},
                                                            {"fix_planned", Advised::fix_planned},
                                                            {"no_fix_planned", Advised::no_fix_planned},
                                                            {"none_available", Advised::none_available},
                                                            {"optional_patch", Advised::optional_patch}};
  for (const auto& [word, kind] : words)
    if (word == category) return kind;
  return Advised::other;
}

std::vector<Advice> advice(const std::vector<const Case*>& cases) {
  std::map<std::pair<std::string, std::int64_t>, Line> lines;  // by document, in its order
  for (const Case* each : cases)
    for (const Remedy& remedy : each->remedies) {
      Line& line = lines[{remedy.document.key, remedy.number}];
      line.remedy = &remedy;
      line.vulnerabilities.push_back(each->vulnerability.id);
    }
  std::map<std::string, Document> documents;
  for (auto& [key, line] : lines) {
    auto& ids = line.vulnerabilities;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    documents[key.first].add(line);
  }
  std::vector<Advice> all;
  for (auto& [key, document] : documents) document.take(all);
  return all;
}

std::string normalised(std::string_view text) {
  std::string out;
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    const std::size_t end = std::min(text.find_first_of(blanks), text.size());
    out += (out.empty() ? "" : " ") + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace hakyu::models::drafting
