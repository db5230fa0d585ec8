#include "viz/text/ledgers.hpp"

#include <algorithm>
#include <array>

#include "models/names.hpp"
#include "viz/text/table.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using models::import::Field;
using models::import::Ground;
using models::import::Guess;

/// In the order of Field.
constexpr std::array field_names{
    msgid("ledger column", "not used"),
    msgid("ledger column", "asset number"),
    msgid("ledger column", "name"),
    msgid("ledger column", "host name"),
    msgid("ledger column", "kind of device"),
    msgid("ledger column", "system"),
    msgid("ledger column", "maker"),
    msgid("ledger column", "model"),
    msgid("ledger column", "serial number"),
    msgid("ledger column", "operating system"),
    msgid("ledger column", "firmware"),
    msgid("ledger column", "software"),
    msgid("ledger column", "version"),
    msgid("ledger column", "network address"),
    msgid("ledger column", "location"),
    msgid("ledger column", "department"),
    msgid("ledger column", "users"),
    msgid("ledger column", "owner"),
    msgid("ledger column", "who maintains it"),
    msgid("ledger column", "whether it is maintained remotely"),
    msgid("ledger column", "who maintains it remotely"),
    msgid("ledger column", "by which device it is maintained remotely"),
    msgid("ledger column", "end of the contract"),
    msgid("ledger column", "end of support"),
    msgid("ledger column", "last confirmed"),
    msgid("ledger column", "whether it is a medical device"),
    msgid("ledger column", "whether it is in use"),
    msgid("ledger column", "how it was procured"),
    msgid("ledger column", "number of devices"),
    msgid("ledger column", "runs on"),
    msgid("ledger column", "needs"),
    msgid("ledger column", "zone of the network"),
    msgid("ledger column", "note"),
    msgid("ledger column", "into the note"),
    msgid("ledger column", "connection from"),
    msgid("ledger column", "connection to"),
    msgid("ledger column", "what is needed"),
    msgid("ledger column", "protocol"),
    msgid("ledger column", "ports"),
    msgid("ledger column", "purpose"),
    msgid("ledger column", "stated by"),
    msgid("ledger column", "confirmed by"),
    msgid("ledger column", "date"),
};
static_assert(field_names.size() == static_cast<std::size_t>(Field::date) + 1);

/// Words of the model for what a ledger says in words of its own.
constexpr std::array states{
    std::pair{"in_use", msgid("ledger word", "in use")},
    std::pair{"spare", msgid("ledger word", "spare")},
    std::pair{"repair", msgid("ledger word", "repair")},
    std::pair{"retired", msgid("ledger word", "retired")},
    std::pair{"bought", msgid("ledger word", "bought")},
    std::pair{"leased", msgid("ledger word", "leased")},
    std::pair{"service", msgid("ledger word", "service")},
};

std::string ground_of(const Words& words, const Guess& guess) {
  switch (guess.ground) {
    case Ground::none:
      return words("unknown heading");
    case Ground::heading:
      return words("the heading");
    case Ground::part_of_heading:
      return words.format("“{0}” in the heading", guess.because_of);
    case Ground::contents:
      return words("the contents");
    case Ground::beside:
      return words.format("“{0}” has the other meaning of this heading", guess.because_of);
    case Ground::taken:
      return words.format("“{0}” says the same and fits better", guess.because_of);
    case Ground::row_number:
      return guess.field == Field::ignore
                 ? words.format("numbers the rows; “{0}” numbers the devices", guess.because_of)
                 : words("numbers the rows; nothing else numbers the devices");
  }
  return "?";
}

std::string because(const Words& words, const Guess& guess) {
  const std::string ground = ground_of(words, guess);
  if (!guess.fitting) return ground;
  return ground + words(msgid("list", ", ")) +
         words.format("{0} of {1} cells fit", words.percent(*guess.fitting), guess.cells);
}

}  // namespace

std::string field_in_words(const Words& words, Field field) {
  return words(field_names.at(static_cast<std::size_t>(field))) + " (" +
         std::string(models::import::field_name(field)) + ")";
}

std::string ledger_words(const Words& words, const std::string& list) {
  std::string text;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(", ", at), list.size());
    const std::string word = list.substr(at, end - at);
    const auto* known =
        std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == word; });
    const auto kind = models::value_of<models::ResourceKind>(word);
    if (known == states.end() && !kind) return list;
    text += (text.empty() ? "" : ", ") + (kind ? words.name(*kind) : words(known->second));
    at = end + 2;
  }
  return text;
}

std::string guessed_columns(const Words& words, const std::vector<Guess>& columns) {
  std::string text;
  for (std::size_t i = 0; i < columns.size();) {
    const Guess& first = columns[i];
    const std::string name = first.sheet.empty() ? first.file : first.file + " / " + first.sheet;
    text += words.format(first.connections ? msgid("{0}: a list of connections") : msgid("{0}: a ledger"),
                         printable(name)) +
            "\n";
    Table table(
        {{words("column")}, {words("means")}, {words("confidence"), Align::right}, {words("because of")}});
    for (; i < columns.size() && columns[i].file == first.file && columns[i].sheet == first.sheet; ++i)
      table.add({columns[i].heading, field_in_words(words, columns[i].field),
                 words.percent(columns[i].confidence), because(words, columns[i])});
    text += table.text();
  }
  return text;
}

}  // namespace hakyu::viz
