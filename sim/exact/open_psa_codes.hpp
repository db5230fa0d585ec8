// Codes of the diagnostics that reading Open-PSA fault trees can give, beside those of model files that fit:
// too-large, not-utf8, duplicate-id, unknown-reference, out-of-range, wrong-count, too-many. The sentences
// for people are in viz/text.
#pragma once

#include <array>
#include <string_view>

namespace hakyu::sim::exact::codes {

/// Not well-formed XML; found: what the parser stumbled over.
inline constexpr std::string_view syntax = "mef-syntax";
/// A document type with declarations of its own (entities); refused whatever they are.
inline constexpr std::string_view doctype = "mef-doctype";
/// The root is not <opsa-mef>; found: it.
inline constexpr std::string_view root = "mef-root";
/// An element where it may not stand; found: it, expected: what may.
inline constexpr std::string_view element = "mef-element";
/// Text where only elements may stand; found: the text.
inline constexpr std::string_view text = "mef-text";
/// An attribute is missing; found: the element, expected: the attribute.
inline constexpr std::string_view missing_attribute = "mef-missing-attribute";
/// An attribute that the element does not have, or has twice; found: it, expected: the known ones.
inline constexpr std::string_view unknown_attribute = "mef-unknown-attribute";
/// A value that is not of the kind the attribute needs; found: it, expected: the kind.
inline constexpr std::string_view bad_value = "mef-bad-value";
/// Not a name; found: it.
inline constexpr std::string_view bad_name = "mef-bad-name";
/// Understood, but not computed here; found: the construct, expected: what can be used instead.
inline constexpr std::string_view unsupported = "mef-unsupported";
/// Passed over, for it does not concern fault trees; found: the element. (warning)
inline constexpr std::string_view passed_over = "mef-passed-over";
/// Gates or parameters that are defined by each other; found: the cycle.
inline constexpr std::string_view cycle = "mef-cycle";
/// A reference to something of another kind; found: the name, expected: the kind wanted.
inline constexpr std::string_view wrong_kind = "mef-wrong-kind";
/// No gate that could be the top.
inline constexpr std::string_view no_top = "mef-no-top";
/// Several gates that no other refers to; found: their names.
inline constexpr std::string_view several_tops = "mef-several-tops";
/// A basic event without a probability; found: its name.
inline constexpr std::string_view no_probability = "mef-no-probability";
/// A value that is no probability; found: the event and its value.
inline constexpr std::string_view probability = "mef-probability";
/// Components nested too deeply; expected: the limit.
inline constexpr std::string_view too_deep = "mef-too-deep";
/// A common cause group with more combinations than can be made; found: the group.
inline constexpr std::string_view too_many_combinations = "mef-too-many-combinations";

inline constexpr std::array all{syntax,
                                doctype,
                                root,
                                element,
                                text,
                                missing_attribute,
                                unknown_attribute,
                                bad_value,
                                bad_name,
                                unsupported,
                                passed_over,
                                cycle,
                                wrong_kind,
                                no_top,
                                several_tops,
                                no_probability,
                                probability,
                                too_deep,
                                too_many_combinations};

}  // namespace hakyu::sim::exact::codes
