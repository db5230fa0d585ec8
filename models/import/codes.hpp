// The codes of all diagnostics that importing tables can give. The sentences for people are in viz/text.
// Place of a diagnostic: file; line = row and column = column of the sheet (1-based); pointer = "Sheet!B5".
#pragma once

#include <array>
#include <string_view>

namespace hakyu::models::import::codes {

/// The bytes are in none of the encodings that are read; found: the first bad byte and its offset.
inline constexpr std::string_view encoding = "import-encoding";
/// A quoted cell is not closed, or something stands behind its closing quote; found: the text there.
inline constexpr std::string_view quote = "import-quote";
/// A limit of the reader is exceeded; found: what and how much, expected: the limit.
inline constexpr std::string_view limit = "import-limit";
/// The workbook is damaged, encrypted or not a workbook; found: the part of it.
inline constexpr std::string_view workbook = "import-workbook";
/// What begins like a workbook cannot be unpacked: cut off, or not one at all.
inline constexpr std::string_view damaged = "import-damaged";
/// There is no such sheet; found: the name, expected: the sheets there are.
inline constexpr std::string_view sheet = "import-sheet";
/// No row looks like the headings the mapping names; expected: some of those.
inline constexpr std::string_view header = "import-header";
/// A table that is neither a ledger nor a list of connections, for no heading is known; expected: some
/// headings. (warning)
inline constexpr std::string_view no_headings = "import-no-headings";
/// A file or sheet of which nothing was read: the mapping knows no row of headings there. (warning)
inline constexpr std::string_view not_read = "import-not-read";
/// The same of what looks like a list of connections. (warning)
inline constexpr std::string_view connections_not_read = "import-connections-not-read";
/// There are headings but no rows below them. (warning)
inline constexpr std::string_view no_rows = "import-no-rows";
/// The mapping file is wrong; found: what, expected: what may stand there, suggestion: the nearest.
inline constexpr std::string_view mapping = "import-mapping";
/// Two columns of the table feed the same field; found: the second, expected: the first. (warning)
inline constexpr std::string_view second_column = "import-second-column";
/// A column the mapping requires is absent; expected: its names.
inline constexpr std::string_view missing_column = "import-missing-column";
/// A value was not understood and left out; found: it, expected: what was looked for. (warning)
inline constexpr std::string_view value = "import-value";
/// A kind of device was not understood and is assumed; found: it, expected: the kind. (warning)
inline constexpr std::string_view kind = "import-kind";
/// Rows that say nothing of the kind of device; found: how many, expected: the kind assumed. (warning)
inline constexpr std::string_view no_kind = "import-no-kind";
/// A row names no device: neither number nor name nor serial number; it was left out. (warning)
inline constexpr std::string_view no_name = "import-no-name";
/// A number (or what else a device is known by) stands on different rows; found: it, expected: the place of
/// the first. Each row becomes a device of its own. (warning)
inline constexpr std::string_view duplicate = "import-duplicate";
/// A row repeats another one in all cells and was left out; found: its number, expected: its place. (warning)
inline constexpr std::string_view repeated = "import-repeated";
/// Dates of a column name no day (a month, a bare serial number); found: the heading, expected: how many
/// cells. The day is an assumption. (warning)
inline constexpr std::string_view day = "import-day";
/// "Same as above" where there is nothing above; found: the word. (warning)
inline constexpr std::string_view nothing_above = "import-nothing-above";
/// The stated number and the number of addresses differ; found: both. (warning)
inline constexpr std::string_view count = "import-count";
/// A device that a cell refers to is not in the ledger; found: the cell. (warning)
inline constexpr std::string_view reference = "import-reference";
/// A cell refers to several devices; found: the cell, expected: their ids. (warning)
inline constexpr std::string_view ambiguous = "import-ambiguous";
/// A number that a cell refers to stands on several devices; found: it, expected: their ids. (warning)
inline constexpr std::string_view ambiguous_number = "import-ambiguous-number";
/// A row sums up others and was left out; found: its label. (warning)
inline constexpr std::string_view total = "import-total";
/// An end of contract without a known party; found: the cell. (warning)
inline constexpr std::string_view no_party = "import-no-party";
/// Remote maintenance, and nobody is named who maintains; found: the cell. (warning)
inline constexpr std::string_view no_remote_party = "import-no-remote-party";
/// A version beside the operating system that cannot be its own; it was taken for the device's. found: the
/// version, expected: the operating system. (warning)
inline constexpr std::string_view version_owner = "import-version-owner";
/// A cell holds a formula without a stored result; found: its place. (warning)
inline constexpr std::string_view formula = "import-formula";
/// Ledger and model were both changed; found: model's value, expected: ledger's; the model's stays.
inline constexpr std::string_view conflict = "import-conflict";
/// The earlier import's record is damaged; found: its name.
inline constexpr std::string_view record = "import-record";
/// Another command wrote this file. Merging with its record would take away all that the other one said.
inline constexpr std::string_view other_writer = "import-other-writer";

inline constexpr std::array all{damaged,
                                ambiguous_number,
                                total,
                                no_headings,
                                not_read,
                                connections_not_read,
                                no_rows,
                                encoding,
                                quote,
                                limit,
                                workbook,
                                sheet,
                                header,
                                mapping,
                                missing_column,
                                second_column,
                                value,
                                kind,
                                no_kind,
                                no_name,
                                duplicate,
                                repeated,
                                day,
                                nothing_above,
                                count,
                                reference,
                                ambiguous,
                                no_party,
                                no_remote_party,
                                version_owner,
                                formula,
                                conflict,
                                record,
                                other_writer};

}  // namespace hakyu::models::import::codes
