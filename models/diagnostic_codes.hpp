// The codes of all diagnostics that reading model files can give. The sentences for people are in viz/text.
#pragma once

#include <array>
#include <string_view>

namespace hakyu::models::codes {

// ---- files and syntax
/// The file or folder cannot be opened or read; found: its name.
inline constexpr std::string_view cannot_read = "cannot-read";
/// There is nothing of this name; found: the name, expected: names that would do, if the caller knows some.
inline constexpr std::string_view not_found = "not-found";
/// A folder contains no *.json file; found: its name.
inline constexpr std::string_view no_files = "no-files";
/// A table (CSV, workbook) where a model is wanted; found: its name, expected: the command that reads it.
inline constexpr std::string_view table_file = "table-file";
/// A mapping of a ledger (hakyu-mapping/1) where a model is wanted; found: its name, expected: the command
/// that uses it. A warning in a folder that has a model, too.
inline constexpr std::string_view mapping_file = "mapping-file";
/// A link inside a folder leads out of that folder and was not followed; found: the link. (warning)
inline constexpr std::string_view outside_folder = "outside-folder";
/// The document is larger than the limit; found: its size, expected: the limit.
inline constexpr std::string_view too_large = "too-large";
/// The text is not UTF-8; found: the byte and its offset, expected: "UTF-8", suggestion: the encoding it
/// looks like.
inline constexpr std::string_view not_utf8 = "not-utf8";
/// The text is not JSON (with comments); found: the offending token, expected: what may stand there.
inline constexpr std::string_view syntax = "syntax";
/// Objects and arrays are nested more than 64 levels deep.
inline constexpr std::string_view too_deep = "too-deep";
/// A number is too large to be represented; found: the number.
inline constexpr std::string_view number_overflow = "number-overflow";
/// An object has the same key twice; found: the key, expected: where the first one is ("line:column").
inline constexpr std::string_view duplicate_key = "duplicate-key";
/// "format" names a version this program does not know; found: it, expected: "hakyu/1".
inline constexpr std::string_view unsupported_format = "unsupported-format";

// ---- structure
/// A key the format does not have here; found: the key, expected: the known keys, suggestion: the nearest
/// one.
inline constexpr std::string_view unknown_key = "unknown-key";
/// A required key is absent; expected: the key, suggestion: an unknown key that looks like it.
inline constexpr std::string_view missing_key = "missing-key";
/// Keys that exclude one another stand together; found: the keys that are there, expected: the alternatives.
inline constexpr std::string_view conflicting_keys = "conflicting-keys";
/// A value of the wrong JSON type; found: the value, expected: the type.
inline constexpr std::string_view wrong_type = "wrong-type";
/// A list has the wrong number of values; found: the number, expected: the right one.
inline constexpr std::string_view wrong_count = "wrong-count";
/// A list that needs at least one item is empty.
inline constexpr std::string_view empty_list = "empty-list";
/// A list names the same thing twice; found: the thing.
inline constexpr std::string_view duplicate_item = "duplicate-item";
/// A section that may stand once (study, …) stands in two files; expected: where the first one is.
inline constexpr std::string_view duplicate_section = "duplicate-section";
/// The JSON Schema is violated in a way that no other code describes; found: the value, expected: the
/// schema's demand.
inline constexpr std::string_view schema = "schema";

// ---- values
/// Not an id; found: it, expected: the pattern, suggestion: the same in lower case where that is an id.
inline constexpr std::string_view bad_id = "bad-id";
/// A word that is not in the vocabulary of this key; found: it, expected: the words, suggestion: the nearest
/// one.
inline constexpr std::string_view unknown_word = "unknown-word";
/// Not a duration; found: it, expected: examples of the two ways to write one. A bare number lacks its unit.
inline constexpr std::string_view bad_duration = "bad-duration";
/// A duration below zero; found: it.
inline constexpr std::string_view negative_duration = "negative-duration";
/// A duration that must be longer than zero is zero; found: it.
inline constexpr std::string_view zero_duration = "zero-duration";
/// A duration longer than the program can count (1,000 years); found: it.
inline constexpr std::string_view duration_overflow = "duration-overflow";
/// Not a law of a duration; found: it, expected: the laws, suggestion: the nearest one.
inline constexpr std::string_view bad_law = "bad-law";
/// The parameters of a law are in the wrong order; found: them, expected: "min <= mode <= max" and the like.
inline constexpr std::string_view law_order = "law-order";
/// Not a rate; found: it, expected: examples.
inline constexpr std::string_view bad_rate = "bad-rate";
/// Not a local wall-clock time; found: it, expected: an example.
inline constexpr std::string_view bad_time = "bad-time";
/// Not a date, or a date that does not exist; found: it, expected: an example.
inline constexpr std::string_view bad_date = "bad-date";
/// Not a time of day from 00:00 to 24:00; found: it, expected: an example.
inline constexpr std::string_view bad_time_of_day = "bad-time-of-day";
/// A number outside its range; found: it, expected: the range.
inline constexpr std::string_view out_of_range = "out-of-range";
/// The mean of an estimate is not between its low and high; found: the three, expected: "low <= mean <=
/// high".
inline constexpr std::string_view estimate_order = "estimate-order";

// ---- meaning
/// An id that is already taken; found: the id, expected: where the first one is ("file:line:column").
inline constexpr std::string_view duplicate_id = "duplicate-id";
/// A name of something that is not there; found: the id, expected: its kind, suggestion: the nearest known
/// id.
inline constexpr std::string_view unknown_reference = "unknown-reference";
/// A name that means two things of different kinds; found: the id, expected: the kinds.
inline constexpr std::string_view ambiguous_reference = "ambiguous-reference";
/// Something refers to itself; found: the id. (warning for a requirement, which then has no effect)
inline constexpr std::string_view self_reference = "self-reference";
/// A node runs, through others, on itself; found: the chain of ids.
inline constexpr std::string_view runs_on_cycle = "runs-on-cycle";
/// Not 1 <= degraded_at_least <= at_least <= number of providers; found: the numbers, expected: the range.
inline constexpr std::string_view quorum_range = "quorum-range";
/// Not 1 >= degraded_capacity >= fallback.capacity >= fallback.exhausted >= 0; found: the numbers.
inline constexpr std::string_view capacity_order = "capacity-order";
/// A time span that does not end after it begins; found: both, expected: "from < to".
inline constexpr std::string_view time_order = "time-order";
/// A step before the start of the study; found: the time, expected: the start.
inline constexpr std::string_view time_before_start = "time-before-start";
/// `after` names a measure that is no other step of the plan; found: the measure, suggestion: the nearest
/// step's.
inline constexpr std::string_view after_not_in_plan = "after-not-in-plan";
/// Steps wait for each other; found: the chain of measures.
inline constexpr std::string_view after_cycle = "after-cycle";
/// `after` names a measure that several steps of the plan carry out; found: the measure. (warning)
inline constexpr std::string_view ambiguous_after = "ambiguous-after";
/// A plan withdraws a measure that it does not carry out and that is not in force at the start. (warning)
inline constexpr std::string_view withdraw_not_in_force = "withdraw-not-in-force";
/// A measure both requires and conflicts with another; found: the other measure.
inline constexpr std::string_view requires_conflict = "requires-conflict";
/// The file is from one party but states this in another's name; found: that party, expected: the file's.
/// (warning)
inline constexpr std::string_view foreign_statement = "foreign-statement";
/// A statement replaces one that another party made; found: the old one and who made it, expected: who
/// replaces it. (warning)
inline constexpr std::string_view foreign_supersede = "foreign-supersede";
/// One finding says that a vulnerability of a resource is open, another one that it is not; found: the status
/// here, expected: the other one and its place. The open one counts. (warning)
inline constexpr std::string_view contradicting_findings = "contradicting-findings";

/// More problems were found than are listed; found: how many in all.
inline constexpr std::string_view too_many = "too-many";

/// All of them, e.g. to check that each has its sentence.
inline constexpr std::array all{cannot_read,
                                not_found,
                                no_files,
                                table_file,
                                mapping_file,
                                outside_folder,
                                too_large,
                                not_utf8,
                                syntax,
                                too_deep,
                                number_overflow,
                                duplicate_key,
                                unsupported_format,
                                unknown_key,
                                missing_key,
                                conflicting_keys,
                                wrong_type,
                                wrong_count,
                                empty_list,
                                duplicate_item,
                                duplicate_section,
                                schema,
                                bad_id,
                                unknown_word,
                                bad_duration,
                                negative_duration,
                                zero_duration,
                                duration_overflow,
                                bad_law,
                                law_order,
                                bad_rate,
                                bad_time,
                                bad_date,
                                bad_time_of_day,
                                out_of_range,
                                estimate_order,
                                duplicate_id,
                                unknown_reference,
                                ambiguous_reference,
                                self_reference,
                                runs_on_cycle,
                                quorum_range,
                                capacity_order,
                                time_order,
                                time_before_start,
                                after_not_in_plan,
                                after_cycle,
                                ambiguous_after,
                                withdraw_not_in_force,
                                requires_conflict,
                                foreign_statement,
                                foreign_supersede,
                                contradicting_findings,
                                too_many};

}  // namespace hakyu::models::codes
