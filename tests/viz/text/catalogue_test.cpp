// Every English text in the code has a Japanese one with the same fields, and no other.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Entry {
  std::string context, id, plural;
  friend auto operator<=>(const Entry&, const Entry&) = default;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> files(const std::string& extension) {
  std::vector<fs::path> found;
  for (const char* folder : {"viz", "cli"})
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(
             fs::path(HAKYU_SOURCE_DIR) / folder, fs::directory_options::follow_directory_symlink)) {
      const std::string name = entry.path().filename().string();
      if (entry.is_regular_file() && name.ends_with(extension)) found.push_back(entry.path());
    }
  std::sort(found.begin(), found.end());
  return found;
}

// Adjacent string literals at the start of `text`, joined; moves `text` behind them.
std::optional<std::string> literals(std::string_view& text) {
  const auto skip_space = [&] {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
      text.remove_prefix(1);
  };
  std::optional<std::string> joined;
  for (skip_space(); !text.empty() && text.front() == '"'; skip_space()) {
    if (!joined) joined.emplace();
    text.remove_prefix(1);
    while (!text.empty() && text.front() != '"') {
      if (text.front() == '\\' && text.size() > 1) {
        text.remove_prefix(1);
        *joined += text.front() == 'n' ? '\n' : text.front();
      } else {
        *joined += text.front();
      }
      text.remove_prefix(1);
    }
    if (!text.empty()) text.remove_prefix(1);
  }
  return joined;
}

bool word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':';
}

// The entry that a call of `keyword` makes whose arguments start at `text`.
std::optional<Entry> entry_of(std::string_view keyword, std::string_view text) {
  const std::optional<std::string> first = literals(text);
  if (!first) return std::nullopt;
  std::optional<std::string> second;
  if (!text.empty() && text.front() == ',') {
    text.remove_prefix(1);
    second = literals(text);
  }
  if (keyword == "count(") return second ? std::optional(Entry{"", *first, *second}) : std::nullopt;
  if (keyword == "msgid(" && second) return Entry{*first, *second, ""};
  return Entry{"", *first, ""};
}

// Texts of one source file: arguments of msgid(…), words(…), ….format(…) and ….count(…).
void collect(const std::string& source, std::set<Entry>& entries) {
  for (const std::string_view keyword :
       {"msgid(", "words(", "words_(", "words_)(", "w(", "format(", "count("})
    for (std::size_t at = source.find(keyword); at != std::string::npos; at = source.find(keyword, at + 1)) {
      if (at > 0 && word_character(source[at - 1])) continue;
      if (const auto entry = entry_of(keyword, std::string_view(source).substr(at + keyword.size())))
        entries.insert(*entry);
    }
}

std::string without_comments(const std::string& source) {
  std::istringstream lines(source);
  std::string kept, line;
  while (std::getline(lines, line)) {
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string::npos || line.compare(start, 2, "//") != 0) kept += line + "\n";
  }
  return kept;
}

struct Translations {
  std::map<Entry, std::string> texts;
  std::vector<std::string> problems;
};

void add_entry(const std::string& block, const std::string& file, Translations& all) {
  std::map<std::string, std::string> fields;
  std::istringstream lines(block);
  std::string line, field;
  bool fuzzy = false;
  while (std::getline(lines, line)) {
    if (line.starts_with('#')) {
      fuzzy = fuzzy || line.find("fuzzy") != std::string::npos;
      continue;
    }
    const std::size_t quote = line.find('"');
    if (quote == std::string::npos) continue;
    if (quote > 0) field = line.substr(0, line.find(' '));
    std::string_view rest = std::string_view(line).substr(quote);
    fields[field] += literals(rest).value_or("");
  }
  if (fields.count("msgid") == 0 || fields["msgid"].empty()) return;  // header
  const Entry entry{fields["msgctxt"], fields["msgid"], fields["msgid_plural"]};
  const std::string text = entry.plural.empty() ? fields["msgstr"] : fields["msgstr[0]"];
  if (fuzzy) all.problems.push_back(file + ": fuzzy: " + entry.id);
  if (text.empty()) all.problems.push_back(file + ": empty: " + entry.id);
  const auto [known, added] = all.texts.emplace(entry, text);
  if (!added && known->second != text)
    all.problems.push_back(file + ": translated twice, differently: " + entry.id);
}

Translations translations() {
  Translations all;
  for (const fs::path& file : files("ja.po")) {
    const std::string text = read(file);
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t to = std::min(text.find("\n\n", from), text.size());
      add_entry(text.substr(from, to - from), file.string(), all);
      from = to + 2;
    }
  }
  return all;
}

// The replacement fields of a format text: names and numbers; automatic ones are numbered.
std::set<std::string> fields_of(const std::string& text) {
  std::set<std::string> fields;
  int automatic = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') continue;
    if (text.compare(at, 2, "{{") == 0) {
      ++at;
      continue;
    }
    const std::size_t end = text.find('}', at);
    std::string name = text.substr(at + 1, end - at - 1);
    name = name.substr(0, name.find(':'));
    fields.insert(name.empty() ? std::to_string(automatic++) : name);
    at = end;
  }
  return fields;
}

std::set<Entry> wanted() {
  std::set<Entry> entries;
  for (const char* extension : {".cpp", ".hpp"})
    for (const fs::path& file : files(extension)) collect(without_comments(read(file)), entries);
  return entries;
}

TEST(Catalogue, TranslatesEveryTextOfTheCode) {
  const Translations have = translations();
  ASSERT_GT(have.texts.size(), 200U);
  for (const std::string& problem : have.problems) ADD_FAILURE() << problem;
  for (const Entry& entry : wanted())
    EXPECT_TRUE(have.texts.count(entry) > 0)
        << "missing in a ja.po:\n"
        << (entry.context.empty() ? "" : "msgctxt \"" + entry.context + "\"\n") << "msgid \"" << entry.id
        << "\"\n"
        << (entry.plural.empty() ? "msgstr \"\"" : "msgid_plural \"" + entry.plural + "\"\nmsgstr[0] \"\"");
}

TEST(Catalogue, HasNoTextThatIsUsedNowhere) {
  const std::set<Entry> used = wanted();
  ASSERT_GT(used.size(), 200U) << "the search for texts finds too little to mean anything";
  for (const auto& [entry, text] : translations().texts)
    EXPECT_TRUE(used.count(entry) > 0) << "used nowhere: [" << entry.context << "] " << entry.id;
}

TEST(Catalogue, TranslationsHaveTheFieldsOfTheOriginal) {
  for (const auto& [entry, text] : translations().texts)
    EXPECT_EQ(fields_of(entry.id), fields_of(text)) << entry.id << "\n" << text;
}

// One concept has one word (the glossary of the project). A rejected word may be part of a longer, other one.
struct Rejected {
  std::string word;
  std::vector<std::string> unless;  ///< longer words in which it is right
  std::string instead;
};

const std::vector<Rejected>& rejected_words() {
  static const std::vector<Rejected> all{
      {"診療サービス", {}, "診療機能"},
      {"サービス", {"クラウドサービス", "サービス利用", "EMシステムズ"}, "診療機能"},
      {"案", {"提案", "案内", "事案", "勘案"}, "計画"},
      {"再抽出", {}, "試行を選び直す"},
      {"換算件数", {}, "換算人数"},
      {"終了時に有効", {}, "期間の終わりに有効"},
      {"引返し点", {}, "切り戻し判断時刻"},
      {"引き返し", {}, "切り戻し判断時刻"},
      {"停電", {}, "作業禁止期間"},
      {"ベンダ", {}, "事業者"},
      {"CVaR", {}, "悪い方から20回に1回の平均"},
      {"問題なし", {}, "未確認"},
      {"ロールバック", {}, "切り戻し"},
      {"安全です", {}, "(nothing is called safe)"},
  };
  return all;
}

bool uses(const std::string& text, const Rejected& rejected) {
  for (std::size_t at = text.find(rejected.word); at != std::string::npos;
       at = text.find(rejected.word, at + 1)) {
    const bool allowed =
        std::any_of(rejected.unless.begin(), rejected.unless.end(), [&](const std::string& longer) {
          const std::size_t inside = longer.find(rejected.word);
          return inside != std::string::npos && at >= inside &&
                 text.compare(at - inside, longer.size(), longer) == 0;
        });
    if (!allowed) return true;
  }
  return false;
}

TEST(Catalogue, HasOneWordPerConcept) {
  for (const auto& [entry, text] : translations().texts)
    for (const Rejected& rejected : rejected_words())
      EXPECT_FALSE(uses(text, rejected)) << text << "\nsay: " << rejected.instead;
  EXPECT_TRUE(uses("この案は", {"案", {"提案"}, ""}));
  EXPECT_FALSE(uses("事業者の提案", {"案", {"提案"}, ""}));
  EXPECT_TRUE(uses("提案と案", {"案", {"提案"}, ""}));
}

TEST(Catalogue, DocumentsUseTheSameWords) {
  const fs::path root(HAKYU_SOURCE_DIR);
  for (const char* file : {"README.md", "docs/semantics.md", "docs/assumptions.md", "docs/command-line.md",
                           "docs/tutorial.ja.md", "docs/model-files.ja.md", "docs/verification.md",
                           "scenarios/clinic/README.md", "scenarios/general-hospital/README.md"}) {
    const std::string text = read(root / file);
    ASSERT_FALSE(text.empty()) << file;
    for (const Rejected& rejected : rejected_words()) {
      // Documents may speak of the law's power inspection, of formulas and of IT services.
      static const std::set<std::string> only_in_catalogues{"サービス", "停電", "CVaR", "問題なし", "案"};
      if (only_in_catalogues.contains(rejected.word)) continue;
      EXPECT_FALSE(uses(text, rejected)) << file << ": " << rejected.word << "\nsay: " << rejected.instead;
    }
  }
}

TEST(Catalogue, TheSearchFindsAllKindsOfCalls) {
  std::set<Entry> found;
  collect(R"(words("a" "b"); words.format("c {}", 1); words.count("one", "many", n); msgid("ctx", "d");
             fmt::format("not this"); x.count("nor this"); other_words("nor this");)",
          found);
  EXPECT_EQ(found,
            (std::set<Entry>{{"", "ab", ""}, {"", "c {}", ""}, {"", "one", "many"}, {"ctx", "d", ""}}));
}

}  // namespace
