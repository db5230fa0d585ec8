// What is wrong with the input, as sentences; what a result assumes, as sentences.
#include <algorithm>
#include <array>

#include "models/diagnostic.hpp"
#include "sim/assumption.hpp"
#include "sim/compile/fields.hpp"
#include "viz/text/ledgers.hpp"
#include "viz/text/text.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

struct CodeMessage {
  std::string_view code;
  Message message;
};

// Codes of models/diagnostic_codes.hpp and of the compilation of the model (sim).
constexpr std::array code_messages{
    // advisories, catalogues and scans; the store
    CodeMessage{
        "undefined-product",
        msgid(
            "The product “{found}” is spoken of but not defined, so nothing can be matched with it. Read the "
            "advisory itself, and tell its publisher.")},
    CodeMessage{"ends-early", msgid("The file ends too early; the download may be incomplete. Fetch it "
                                    "again, or take a copy that is complete.")},
    CodeMessage{"xml-syntax",
                msgid("The XML is damaged here: {found}. Fetch the file again; if that does not "
                      "help, tell its publisher.")},
    CodeMessage{"bad-row", msgid("This row cannot be read: {found} (expected: {expected}). Fetch the file "
                                 "again, it may be cut off or changed.")},
    CodeMessage{"not-a-number",
                msgid("“{found}” is not a number (expected: {expected}). Fetch the file again, "
                      "it may be cut off or changed.")},
    CodeMessage{"unknown-kind",
                msgid("What kind of file this is cannot be told (known: {expected}). Is it another "
                      "file, or only a part of one?")},
    CodeMessage{"zip-archive", msgid("This is a zip archive. Unpack it and import the files in it.")},
    CodeMessage{"empty-file", msgid("The file is empty. Fetch it again.")},
    CodeMessage{"web-page",
                msgid("This is a page of the web and not the file itself: a page to sign in, or one "
                      "of a proxy, was saved in its place. Open the address in a browser, sign in "
                      "if it asks for that, and save the file again.")},
    CodeMessage{"not-an-advisory",
                msgid("This is another kind of file: found {found}, expected {expected}. A "
                      "list of advisories (ROLIE, index) and an error page are none.")},
    CodeMessage{
        "contradicting-status",
        msgid("The advisory contradicts itself: {found}. It is refused as a whole; ask its publisher.")},
    CodeMessage{"relationship-cycle", msgid("Products are made of each other, in a circle: {found}. The "
                                            "advisory is refused as a whole; ask its publisher.")},
    CodeMessage{"bad-compression", msgid("The compressed file ends early or is damaged (readable: {found} "
                                         "bytes). Download it again.")},
    CodeMessage{"doctype",
                msgid("The file declares entities of its own ({found}), which can fill the memory. "
                      "It is refused.")},
    CodeMessage{"nothing-found", msgid("The file says nothing ({found}). Was the answer to a query empty?")},
    CodeMessage{"ambiguous-product", msgid("Two different products have the id “{found}”. The advisory is "
                                           "refused as a whole; ask its publisher.")},
    CodeMessage{"repeated-key", msgid("The key “{found}” stands twice in the same object, and which of them "
                                      "counts cannot be told. The file is refused as a whole.")},
    CodeMessage{"incomplete-catalogue", msgid("The catalogue is incomplete: it says that it has {expected} "
                                              "entries and has {found}. Fetch it again.")},
    CodeMessage{"contradicting-bounds", msgid("The bounds of a range contradict each other: {found}. No "
                                              "version is ruled out by it.")},
    CodeMessage{"unusable-id", msgid("“{found}” is no usable id of a vulnerability: it has blanks or unseen "
                                     "signs, or is over 200 bytes. Used instead: “{expected}” (empty: left "
                                     "out).")},
    CodeMessage{"future-date", msgid("The date {found} has not come yet: by the clock of this computer it is "
                                     "{expected}. Later files would never replace this one; correct "
                                     "whichever of them is wrong.")},
    CodeMessage{"not-a-store", msgid("This is no store of this program ({found}). It is left as it is; name "
                                     "another file after --store.")},
    CodeMessage{"store-version",
                msgid("The store was made by another version of this program (its version is "
                      "{found}, this program reads {expected}). Use that version, or import "
                      "into another file.")},
    CodeMessage{"store-busy", msgid("Another hakyu is using the store. Try again when it has finished.")},
    CodeMessage{"cannot-open-store",
                msgid("The store cannot be opened ({found}). Check the name and the access rights.")},
    // importing tables
    CodeMessage{"import-encoding", msgid("The text is in none of the known encodings ({found}; known: "
                                         "{expected}). Save it as “CSV UTF-8”.")},
    CodeMessage{"import-quote",
                msgid("A quoted cell is not closed properly: found “{found}”, expected {expected}.")},
    CodeMessage{"import-limit", msgid("Too large to be read: {found} (at most {expected}). Split the file.")},
    CodeMessage{"import-workbook",
                msgid("The workbook cannot be read ({found}). Save it as {expected} without a password.")},
    CodeMessage{
        "import-damaged",
        msgid("The workbook is damaged: it may be cut off, or was never one. Open it in Excel and save "
              "it as {expected}, or take the original once more.")},
    CodeMessage{"import-sheet", msgid("There is no sheet “{found}”. Sheets: {expected}.")},
    CodeMessage{
        "import-header",
        msgid("No row with known headings was found. Known are: {expected} … --guess proposes a mapping.")},
    CodeMessage{
        "import-no-headings",
        msgid("No row with headings of a ledger or of a list of connections was found ({expected}), so "
              "nothing here is in the proposal.")},
    CodeMessage{"import-not-read", msgid("Nothing was read from here: no row has headings that the mapping "
                                         "knows. --guess with all files proposes a mapping.")},
    CodeMessage{
        "import-connections-not-read",
        msgid("Nothing was read from this list of connections: the mapping does not name its headings "
              "(“connections”). --guess with all files proposes them.")},
    CodeMessage{"import-no-rows", msgid("Nothing was read from here: there is no row below the headings.")},
    CodeMessage{"import-mapping", msgid("The mapping is wrong: found “{found}”, expected {expected}.")},
    CodeMessage{"import-second-column",
                msgid("The column “{found}” means the same as “{expected}”; what it says stands only in the "
                      "note.")},
    CodeMessage{"import-missing-column", msgid("A column for “{expected}” is missing.")},
    CodeMessage{"import-value",
                msgid("“{found}” was not understood (expected: {expected}); it stands only in the note.")},
    CodeMessage{"import-kind", msgid("The kind of device is not known (“{found}”); “{expected}” is assumed. "
                                     "Add it to “values” of the mapping.")},
    CodeMessage{
        "import-no-kind",
        msgid("Rows that do not state the kind of device: {found}. “{expected}” is assumed for them. "
              "Add a column for it (kind) to the ledger, or a default kind to the mapping (“defaults”).")},
    CodeMessage{"import-no-name",
                msgid("The row was left out: it has no number and no name (it begins with “{found}”).")},
    CodeMessage{"import-duplicate",
                msgid("“{found}” also stands in {expected}, in a different row. Both are kept under ids of "
                      "their own; correct the ledger, or confirm that there are two devices.")},
    CodeMessage{"import-repeated",
                msgid("The row of “{found}” repeats {expected} in all cells and counts once.")},
    CodeMessage{
        "import-day",
        msgid("Column “{found}”: {expected} cells name no day (only a month, or a bare number). Assumed: "
              "the last day of the month for ends, the first for confirmations.")},
    CodeMessage{"import-nothing-above", msgid("“{found}” stands where there is nothing above.")},
    CodeMessage{"import-count",
                msgid("The row states {found} devices but {expected} addresses. Check which is right.")},
    CodeMessage{"import-reference", msgid("“{found}” is not in the ledger; the link was left out.")},
    CodeMessage{
        "import-ambiguous",
        msgid("“{found}” can mean several devices ({expected}); the link was left out. Write the number.")},
    CodeMessage{
        "import-ambiguous-number",
        msgid("“{found}” is the number of several devices ({expected}); the link was left out. Give each "
              "device a number of its own in the ledger, or write its name here.")},
    CodeMessage{"import-total", msgid("The row “{found}” sums up others and was left out.")},
    CodeMessage{"import-no-party",
                msgid("“{found}”, but nobody is named who maintains it; it stands only in the note.")},
    CodeMessage{
        "import-no-remote-party",
        msgid("“{found}”: remote maintenance, but nobody is named who maintains it. The line is kept, "
              "whose it is stays unknown.")},
    CodeMessage{
        "import-version-owner",
        msgid("“{found}” stands beside {expected} but is no version of it; it was read as the version of "
              "the device itself. Give the device's versions a column of their own (firmware).")},
    CodeMessage{"import-formula",
                msgid("The formula {found} has no stored result. Open the workbook and save it.")},
    CodeMessage{
        "import-conflict",
        msgid("Changed in the model to {found} and in the ledger to {expected}. The model's value stays.")},
    CodeMessage{"import-record", msgid("“{found}” is not what an import wrote (expected {expected}). Restore "
                                       "it, or choose another output.")},
    CodeMessage{
        "import-other-writer",
        msgid("This file was written by another command, and stays as it is. Name another file after -o.")},
    // the list of matches that people filled in
    CodeMessage{
        "answers-no-headings",
        msgid("This is no list of findings: no row has the headings decision, reason, decided by, resource "
              "id and vulnerability. “hakyu match --csv” writes one.")},
    CodeMessage{"answers-unfounded",
                msgid("The decision about “{found}” is not complete: “{expected}” is blank.")},
    CodeMessage{
        "answers-no-decision",
        msgid(
            "“{found}” is no decision. Write affected, not affected, the same product or another product.")},
    CodeMessage{
        "answers-contradiction",
        msgid("{found} is judged in two ways in this list. Keep one of the rows and empty the others.")},
    CodeMessage{"answers-no-product", msgid("A decision about the product of “{found}”, but the row names no "
                                            "product. Write affected or not affected.")},
    CodeMessage{"answers-future",
                msgid("The date {found} has not come yet: by the clock of this computer it is "
                      "{expected}. Correct whichever of them is wrong.")},
    CodeMessage{"answers-no-resource",
                msgid("There is no resource “{found}” in the model. Correct the id, or empty "
                      "the decision of this row.")},
    CodeMessage{"answers-date", msgid("“{found}” is not a date. Write it like {expected}.")},
    // files and syntax
    CodeMessage{"cannot-read", msgid("“{found}” cannot be read. Check the name and the access rights.")},
    CodeMessage{"not-found", msgid("“{found}” is neither a file nor a folder nor a shipped scenario "
                                   "({expected}). Check the spelling and the folder you are in.")},
    CodeMessage{"no-files", msgid("The folder “{found}” contains no model file (*.json). Name the folder of "
                                  "the model, or a shipped scenario to try with.")},
    CodeMessage{"table-file", msgid("“{found}” is a table, not a model. If it is a ledger, make a model of "
                                    "it with “{expected}”.")},
    CodeMessage{"mapping-file", msgid("“{found}” is a mapping of a ledger (hakyu-mapping/1), not a model. "
                                      "“{expected}” uses it.")},
    CodeMessage{"outside-folder", msgid("The link “{found}” leads out of the folder and was not followed. "
                                        "Name the file itself if it belongs to the model.")},
    CodeMessage{"too-large",
                msgid("The file is too large ({found}; at most {expected}). Split it into several files.")},
    CodeMessage{"not-utf8", msgid("The file is not in UTF-8 ({found}). Save it with the encoding UTF-8.")},
    CodeMessage{"syntax", msgid("This is not valid JSON: found {found}, expected {expected}.")},
    CodeMessage{"too-deep", msgid("Objects and lists are nested too deeply (at most 64 levels).")},
    CodeMessage{"number-overflow", msgid("The number {found} is too large.")},
    CodeMessage{
        "duplicate-key",
        msgid(
            "The key “{found}” stands twice in the same object (first at {expected}). Remove one of them.")},
    CodeMessage{"unsupported-format",
                msgid("This program does not know the format “{found}”; it reads {expected}.")},
    // structure
    CodeMessage{"unknown-key", msgid("The key “{found}” is not known here. Known keys: {expected}.")},
    CodeMessage{"missing-key", msgid("The required key “{expected}” is missing.")},
    CodeMessage{"conflicting-keys",
                msgid("The keys {found} exclude each other; write only one of: {expected}.")},
    CodeMessage{"wrong-type", msgid("Wrong kind of value: found {found}, expected {expected}.")},
    CodeMessage{"wrong-count", msgid("Wrong number of values: found {found}, expected {expected}.")},
    CodeMessage{"empty-list", msgid("The list is empty; at least one item is needed.")},
    CodeMessage{"duplicate-item", msgid("The list names “{found}” twice. Remove one of them.")},
    CodeMessage{"duplicate-section", msgid("This section may stand only once; it is already at {expected}.")},
    CodeMessage{"schema", msgid("The value {found} does not fit the format: expected {expected}.")},
    // values
    CodeMessage{"bad-id", msgid("“{found}” is not a valid id. Use lower-case letters, digits, “.”, “_” and "
                                "“-”, beginning with a letter or digit.")},
    CodeMessage{"unknown-word", msgid("The word “{found}” is not known here. Known words: {expected}.")},
    CodeMessage{"bad-duration",
                msgid("{found} is not a duration. Write a number with its unit, for example {expected}.")},
    CodeMessage{"negative-duration", msgid("The duration {found} is negative.")},
    CodeMessage{"zero-duration", msgid("The duration {found} must be longer than zero.")},
    CodeMessage{"duration-overflow", msgid("The duration {found} is too long (at most 1,000 years).")},
    CodeMessage{"bad-law", msgid("{found} is not a law of a duration. Possible are: {expected}. For example: "
                                 "{{\"exponential\": {{\"mean\": \"365d\"}}}}.")},
    CodeMessage{"law-order",
                msgid("The values of the law are in the wrong order: found {found}, expected {expected}.")},
    CodeMessage{"bad-rate",
                msgid("{found} is not a rate. Write how often per unit of time, for example {expected}.")},
    CodeMessage{
        "bad-time",
        msgid("{found} is not a point in time. Write it like {expected} (local time of the hospital).")},
    CodeMessage{"bad-date", msgid("{found} is not a date that exists. Write it like {expected}.")},
    CodeMessage{"bad-time-of-day",
                msgid("{found} is not a time of day. Write it like {expected} (00:00 to 24:00).")},
    CodeMessage{"out-of-range", msgid("The value {found} is out of range; expected {expected}.")},
    CodeMessage{"estimate-order",
                msgid("The mean must lie between low and high: found {found}, expected {expected}.")},
    // meaning
    CodeMessage{"duplicate-id",
                msgid("The id “{found}” is already taken (at {expected}). Choose another one.")},
    CodeMessage{
        "unknown-reference",
        msgid("There is no “{found}” (wanted: {expected}). Check the spelling or add it to the model.")},
    CodeMessage{"ambiguous-reference",
                msgid("“{found}” can mean several things ({expected}). Use a name that is unique.")},
    CodeMessage{"self-reference", msgid("“{found}” refers to itself.")},
    CodeMessage{"runs-on-cycle",
                msgid("A node runs, through others, on itself: {found}. Correct one of these runs_on.")},
    CodeMessage{"quorum-range",
                msgid("The numbers of required providers do not fit: found {found}, expected {expected}.")},
    CodeMessage{"capacity-order",
                msgid("The served shares are in the wrong order: found {found}, expected {expected}.")},
    CodeMessage{"time-order",
                msgid("The time span does not end after it begins: found {found}, expected {expected}.")},
    CodeMessage{"time-before-start", msgid("The step is at {found}, before the study starts ({expected}). "
                                           "Move the step or the start of the study.")},
    CodeMessage{"after-not-in-plan",
                msgid("“after” names the measure “{found}”, which is no other step of this plan.")},
    CodeMessage{"after-cycle",
                msgid("Steps of the plan wait for each other: {found}. Give one of them a time.")},
    CodeMessage{"ambiguous-after", msgid("“after” names the measure “{found}”, which several steps of the "
                                         "plan carry out. State a time instead if another step is meant.")},
    CodeMessage{"withdraw-not-in-force", msgid("The plan withdraws “{found}”, which it does not carry out "
                                               "before and which is not in force at the start.")},
    CodeMessage{
        "requires-conflict",
        msgid("The measure both requires “{found}” and conflicts with it. It could never be carried out.")},
    CodeMessage{"foreign-statement", msgid("This is stated in the name of “{found}”, but the file is from "
                                           "“{expected}”. Ask “{found}” to confirm it.")},
    CodeMessage{"foreign-supersede",
                msgid("The statement {found} is replaced by one of “{expected}”, another party than made it. "
                      "Ask the party that made it whether it still holds.")},
    CodeMessage{
        "contradicting-findings",
        msgid("The findings about this vulnerability and resource contradict each other: {found} here, "
              "{expected} elsewhere. It counts as open. Leave only the one that holds.")},
    CodeMessage{"too-many", msgid("There are more problems than are listed here ({found} in all). Correct "
                                  "these first and check again.")},
    // compilation
    CodeMessage{"quorum-unreachable",
                msgid("This requirement can never be met: {found} of its providers are in use, {expected} "
                      "are needed. Spare, retired and repaired equipment does not count.")},
    CodeMessage{"step-beyond-horizon", msgid("The step is at {found}, not before the end of the study "
                                             "({expected}). Move the step or lengthen the horizon.")},
    CodeMessage{
        "may-end-beyond-horizon",
        msgid("The work, its rollback or the first load peak after it may lie after the end of the study "
              "({found}; end {expected}), so that part of the risk is not counted. Lengthen the horizon.")},
    CodeMessage{"conflicting-statements",
                msgid("Statements about the same measures and the same resource contradict each other "
                      "({found}). The worst one is used; ask the parties which is right.")},
    CodeMessage{"missing-default", msgid("No value is stated and the table of defaults has no row for "
                                         "{found}. State a value or add a row.")},
    CodeMessage{"missing-study",
                msgid("The model has no section “study” with start and horizon. Add it, for example "
                      "\"study\": {{\"start\": \"2026-12-01T00:00\", \"horizon\": \"30d\"}}.")},
    CodeMessage{"key-collision",
                msgid("The names {found} lead to the same random numbers. Rename one of them.")},
    // fault trees in Open-PSA format (sim/exact/open_psa_codes.hpp)
    CodeMessage{"mef-syntax", msgid("This is not well-formed XML: {found} (expected: {expected}). Correct it "
                                    "there, or write the file anew with the program it comes from.")},
    CodeMessage{
        "mef-doctype",
        msgid("The file declares entities of its own ({found}). They are refused, for they can fill the "
              "memory or read other files. Remove the <!DOCTYPE …> part.")},
    CodeMessage{"mef-root",
                msgid("The document is a <{found}>; expected <{expected}>. Is it an Open-PSA file?")},
    CodeMessage{"mef-element", msgid("<{found}> may not stand here. Possible are: {expected}.")},
    CodeMessage{"mef-text", msgid("Text may not stand between the elements here: “{found}”.")},
    CodeMessage{"mef-missing-attribute", msgid("{found} needs “{expected}”. Add it.")},
    CodeMessage{"mef-unknown-attribute",
                msgid("The attribute “{found}” is not known here or stands twice. Known: {expected}.")},
    CodeMessage{"mef-bad-value", msgid("{found} is not possible here; expected: {expected}.")},
    CodeMessage{"mef-bad-name",
                msgid("“{found}” is not a name. Names have no dots, blanks, quotation marks or brackets.")},
    CodeMessage{"mef-unsupported",
                msgid("“{found}” changes the answer and is not computed here, so the file is refused. "
                      "Possible instead: {expected}.")},
    CodeMessage{"mef-passed-over", msgid("<{found}> does not concern fault trees and was passed over.")},
    CodeMessage{"mef-cycle",
                msgid("These are defined by each other, in a circle: {found}. Break the circle.")},
    CodeMessage{"mef-wrong-kind", msgid("“{found}” is not of the kind wanted here ({expected}).")},
    CodeMessage{"mef-no-top", msgid("There is no gate that could be the top event (expected: {expected}).")},
    CodeMessage{"mef-several-tops",
                msgid("Several gates could be the top event: {found}. Choose with --of.")},
    CodeMessage{"mef-no-probability", msgid("“{found}” has no probability. Define it with an expression.")},
    CodeMessage{"mef-probability", msgid("{found} is not a probability; expected: {expected}.")},
    CodeMessage{"mef-too-deep", msgid("Components are nested too deeply at “{found}” (at most {expected}).")},
    CodeMessage{
        "mef-too-many-combinations",
        msgid("The common cause group “{found}” has more than {expected} combinations. Give fewer levels "
              "of factors or fewer members.")},
};

bool is_rule(std::string_view field) {
  return std::find(sim::rules::all.begin(), sim::rules::all.end(), field) != sim::rules::all.end();
}

struct Thing {
  std::string_view word;  ///< as reports of references write it
  Message name;
};
constexpr std::array things{
    Thing{"node", msgid("kind of thing", "resource or service")},
    Thing{"resource", msgid("kind of thing", "resource")},
    Thing{"service", msgid("kind of thing", "service")},
    Thing{"party", msgid("kind of thing", "party")},
    Thing{"contract", msgid("kind of thing", "contract")},
    Thing{"window", msgid("kind of thing", "window")},
    Thing{"zone", msgid("kind of thing", "zone")},
    Thing{"flow", msgid("kind of thing", "flow")},
    Thing{"credential", msgid("kind of thing", "credential")},
    Thing{"vulnerability", msgid("kind of thing", "vulnerability")},
    Thing{"measure", msgid("kind of thing", "measure")},
    Thing{"statement", msgid("kind of thing", "statement")},
    Thing{"plan", msgid("kind of thing", "plan")},
    Thing{"entry", msgid("kind of thing", "entry point")},
    Thing{"requirement", msgid("kind of thing", "requirement")},
    Thing{"system", msgid("kind of thing", "system")},
};

/// "node | measure" as people call them; other words as they are.
std::string thing_names(const Words& words, std::string_view kinds) {
  std::string text;
  while (!kinds.empty()) {
    const std::size_t end = std::min(kinds.find(" | "), kinds.size());
    const std::string_view word = kinds.substr(0, end);
    const auto* known =
        std::find_if(things.begin(), things.end(), [&](const Thing& t) { return t.word == word; });
    text += (text.empty() ? "" : " / ") + (known == things.end() ? std::string(word) : words(known->name));
    kinds.remove_prefix(std::min(end + 3, kinds.size()));
  }
  return text;
}

/// What pugixml says about broken XML.
constexpr std::array xml_problems{msgid("Could not determine tag type"),
                                  msgid("Error parsing document declaration/processing instruction"),
                                  msgid("Error parsing comment"),
                                  msgid("Error parsing CDATA section"),
                                  msgid("Error parsing document type declaration"),
                                  msgid("Error parsing PCDATA section"),
                                  msgid("Error parsing start element tag"),
                                  msgid("Error parsing element attribute"),
                                  msgid("Error parsing end element tag"),
                                  msgid("Start-end tags mismatch"),
                                  msgid("No document element found"),
                                  msgid("end of file")};

std::string or_dash(const std::string& text) { return text.empty() ? "–" : printable(text); }

}  // namespace

std::optional<Message> diagnostic_message(std::string_view code) {
  const auto* found = std::find_if(code_messages.begin(), code_messages.end(),
                                   [&](const CodeMessage& each) { return each.code == code; });
  if (found == code_messages.end()) return std::nullopt;
  return found->message;
}

std::string Words::sentence(const models::Diagnostic& d) const {
  // What the XML parser says is English.
  std::string found = d.found;
  if (d.code == "mef-syntax" || d.code == "xml-syntax")
    for (const Message problem : xml_problems)
      if (d.found == problem.id) found = translate(problem);
  const std::optional<Message> known = diagnostic_message(d.code);
  const Message message = known ? *known : msgid("Problem {code}: found {found}, expected {expected}.");
  const bool reference = d.code == "unknown-reference" || d.code == "ambiguous-reference";
  const bool ledger = d.code == "import-value" || d.code == "import-kind" || d.code == "import-no-kind";
  const std::string expected = reference ? thing_names(*this, d.expected)
                               : ledger  ? ledger_words(*this, d.expected)
                                         : d.expected;
  const auto told = [this](const std::string& part) {
    return part == "EOF" ? translate(msgid("the end of the file")) : or_dash(part);
  };
  std::string text = format(message, fmt::arg("found", told(found)), fmt::arg("expected", told(expected)),
                            fmt::arg("code", printable(d.code)));
  if (d.suggestion.empty()) return text;
  const Message guess =
      d.code == "not-utf8" ? msgid(" It seems to be in {0}.") : msgid(" Did you mean “{0}”?");
  return text + format(guess, printable(d.suggestion));
}

std::string Words::sentence(const sim::Assumption& a) const {
  std::string text = field(a.field);
  if (!a.subject.empty()) text += format(msgid(" of “{0}”"), printable(a.subject));
  if (!a.value.empty()) text += format(msgid(": {0}"), printable(value(a.value)));
  if (!a.range.empty()) text += format(msgid(" (range {0})"), printable(range(a.range)));
  const bool own_source = !a.source.empty() && a.source != "assumption";
  if (a.kind == "stated")
    text += translate(msgid(" – marked as an assumption in the model")) +
            (own_source ? format(msgid(" – source: {0}"), printable(a.source)) : std::string());
  else if (a.field == "outages-cut-at-horizon")
    text += translate(msgid(" of the time down – a result of this computation"));
  else if (is_rule(a.field))
    text += translate(msgid(" – rule of the computation"));
  else if (a.source == "assumption" || a.source.empty())
    text += translate(msgid(" – assumption without a source"));
  else
    text += format(msgid(" – source: {0}"), printable(source(a.source)));
  if (!a.ask.empty()) text += format(msgid("; ask {0}"), printable(a.ask));
  return text;
}

}  // namespace hakyu::viz
