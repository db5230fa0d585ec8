#include "models/import/matching/range.hpp"

#include <algorithm>

#include "models/import/matching/vers.hpp"

namespace hakyu::models::matching {

namespace {

/// What the comparison as written says, and whether that is certain.
struct Truth {
  bool literal = false;
  bool certain = false;
};

Truth both(Truth a, Truth b) {
  if ((a.certain && !a.literal) || (b.certain && !b.literal)) return {false, true};
  return {a.literal && b.literal, a.certain && b.certain};
}

Truth either(Truth a, Truth b) {
  if ((a.certain && a.literal) || (b.certain && b.literal)) return {true, true};
  return {a.literal || b.literal, a.certain && b.certain};
}

bool holds(Comparator comparator, Order order) {
  switch (comparator) {
    case Comparator::equal:
    case Comparator::series:
      return order == Order::equal;
    case Comparator::not_equal:
      return order != Order::equal;
    case Comparator::less:
      return order == Order::less;
    case Comparator::less_equal:
      return order != Order::greater;
    case Comparator::greater:
      return order == Order::greater;
    case Comparator::greater_equal:
      return order != Order::less;
  }
  return false;
}

/// Bounds that a coarse text draws between "4.2" and "4.2.1", and any text between "4.2" and "4.2 SP1".
bool is_coarse(Comparator comparator) {
  return comparator == Comparator::equal || comparator == Comparator::not_equal ||
         comparator == Comparator::less_equal || comparator == Comparator::greater;
}

/// Whether `version`, taken for the first of all that begin with it, decides the bound for all of them.
bool decides_for_all(Comparator comparator, Order order) {
  if (comparator == Comparator::less) return order != Order::less;
  if (comparator == Comparator::greater_equal) return order != Order::less;
  return false;
}

/// "0" where one version is meant says that nobody stated it (CVE records: only with an upper bound it is the
/// first of all).
bool is_unstated(const Bound& bound) {
  const bool one = bound.comparator == Comparator::equal || bound.comparator == Comparator::series;
  return one && bound.version.find_first_not_of("0.") == std::string::npos;
}

Truth check(const VersionRange& range, const Bound& bound, std::string_view version) {
  if (is_unstated(bound)) return {false, false};
  if (range.scheme == Scheme::generic && is_other_windows_line(version, bound.version)) return {false, false};
  const Order order = compare(range.scheme, version, bound.version);
  if (bound.comparator == Comparator::series) {
    if (order == Order::equal || begins(bound.version, version)) return {true, true};
    if (order == Order::unknown || begins(version, bound.version)) return {false, false};
    return {false, true};
  }
  if (order == Order::unknown) return {false, false};
  Truth truth{holds(bound.comparator, order), true};
  if (range.scheme != Scheme::generic) return truth;
  if (begins(version, bound.version)) truth.certain = decides_for_all(bound.comparator, order);
  const bool more = adds_to(bound.version, version) || (range.prose && begins(bound.version, version));
  if (is_coarse(bound.comparator) && more) truth.certain = false;
  return truth;
}

}  // namespace

Containment contains(const VersionRange& range, std::string_view version) {
  if (!range.understood) return Containment::cannot_exclude;
  Truth any{false, true};
  for (const Interval& interval : range.alternatives) {
    Truth all{true, true};
    if (version.empty() && !interval.empty())
      all = {false, false};
    else
      for (const Bound& bound : interval) all = both(all, check(range, bound, version));
    any = either(any, all);
  }
  if (any.certain) return any.literal ? Containment::inside : Containment::outside;
  return any.literal ? Containment::probably_inside : Containment::cannot_exclude;
}

std::vector<Interval> intervals_of(const std::vector<Bound>& list) {
  std::vector<Interval> result;
  std::vector<Bound> excluded;
  const Bound* lower = nullptr;
  const auto flush = [&] {
    if (lower != nullptr) result.push_back({*lower});
    lower = nullptr;
  };
  for (const Bound& bound : list) {
    switch (bound.comparator) {
      case Comparator::greater:
      case Comparator::greater_equal:
        flush();
        lower = &bound;
        break;
      case Comparator::less:
      case Comparator::less_equal:
        result.push_back(lower != nullptr ? Interval{*lower, bound} : Interval{bound});
        lower = nullptr;
        break;
      case Comparator::not_equal:
        excluded.push_back(bound);
        break;
      case Comparator::equal:
      case Comparator::series:
        // A version between two bounds stands for itself and changes nothing about them.
        result.push_back({bound});
        break;
    }
  }
  flush();
  if (result.empty() && !excluded.empty()) result.emplace_back();
  for (Interval& interval : result) interval.insert(interval.end(), excluded.begin(), excluded.end());
  return result;
}

}  // namespace hakyu::models::matching
