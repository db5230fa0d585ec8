// How the fields of an object are described: once, for reading and for writing.
//
// For every object of the format there is one function
//     template <class F> void describe(F& fields, Type<Object>)
// that names its keys in the order of the reference, the members they belong to, and their rules:
//     fields.required(key, &Object::member, rule)     must be there
//     fields.optional(key, &Object::member, rule)     may be absent: the member keeps its default
//     fields.special(Tag{})                           several keys ↔ one member or the like; Tag::keys names
//     them
// The reader, the writer and the list of known keys are three such F.
#pragma once

#include <cstdint>
#include <limits>

#include "models/units.hpp"

namespace hakyu::models::fields {

template <class T>
struct Type {};

/// Kinds of things that have ids; bits, so that a reference may allow several.
using Kinds = std::uint32_t;
inline constexpr Kinds resource = 1U << 0U;
inline constexpr Kinds service = 1U << 1U;
inline constexpr Kinds party = 1U << 2U;
inline constexpr Kinds contract = 1U << 3U;
inline constexpr Kinds window = 1U << 4U;
inline constexpr Kinds zone = 1U << 5U;
inline constexpr Kinds flow = 1U << 6U;
inline constexpr Kinds credential = 1U << 7U;
inline constexpr Kinds vulnerability = 1U << 8U;
inline constexpr Kinds measure = 1U << 9U;
inline constexpr Kinds statement = 1U << 10U;
inline constexpr Kinds plan = 1U << 11U;
inline constexpr Kinds entry = 1U << 12U;
inline constexpr Kinds requirement = 1U << 13U;
inline constexpr Kinds system = 1U << 14U;  ///< defined by every resource that names it
inline constexpr Kinds alias = 1U << 15U;   ///< other names of vulnerabilities: only to suggest the id
inline constexpr Kinds node = resource | service;

/// What a value must satisfy beyond its type.
struct Rule {
  Kinds defines = 0;       ///< the text is the id of a new thing of this kind
  Kinds refers = 0;        ///< the text is the id of a thing of one of these kinds
  bool free_id = false;    ///< ids of any characters (vulnerabilities come with foreign names)
  bool speaks = false;     ///< names the party in whose name the object is stated
  bool yes_no = false;     ///< a truth value written "yes" or "no"
  bool not_empty = false;  ///< a list with at least one item
  bool not_zero = false;   ///< a duration longer than zero
  double min = std::numeric_limits<double>::lowest();  ///< of a number, inclusive
  double max = std::numeric_limits<double>::max();
  Seconds longest = Seconds::max();
};

inline constexpr Rule none{};
inline constexpr Rule probability{.min = 0.0, .max = 1.0};
inline constexpr Rule not_negative{.min = 0.0};
inline constexpr Rule refers_to_node{.refers = node};
inline constexpr Rule refers_to_party{.refers = party};
inline constexpr Rule speaks_for_party{.refers = party, .speaks = true};

constexpr Rule defines(Kinds kind) { return Rule{.defines = kind}; }
constexpr Rule refers_to(Kinds kinds) { return Rule{.refers = kinds}; }

}  // namespace hakyu::models::fields
