// Parties, contracts, responsibilities and decisions.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "models/calendar.hpp"
#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

enum class PartyKind : std::uint8_t { hospital, vendor, subcontractor, authority };

struct Party {
  Id id;
  PartyKind kind = PartyKind::vendor;
  Text name;
  std::optional<int> people;  ///< crew size
  std::vector<WeeklyWindow> attendance;
  Text contact;
  Annotation annotation;
  friend bool operator==(const Party&, const Party&) = default;
};

enum class Patching : std::uint8_t { unknown, included, charged, none };

struct Contract {
  Id id;
  std::vector<Id> parties;
  std::vector<Id> scope;  ///< nodes or system names
  Patching patching = Patching::unknown;
  std::optional<Seconds> vulnerability_reporting;  ///< vulnerability information within this time
  std::vector<WeeklyWindow> hours;
  std::optional<Seconds> response;
  Id open_source;
  std::optional<Date> ends;
  Text document;
  Annotation annotation;
  friend bool operator==(const Contract&, const Contract&) = default;
};

enum class RoleKind : std::uint8_t { perform, confirm, report, pay };
enum class Phase : std::uint8_t { normal, emergency };

struct Role {
  Id party;
  RoleKind role = RoleKind::perform;
  Phase phase = Phase::normal;
  Annotation annotation;
  friend bool operator==(const Role&, const Role&) = default;
};

/// One item of the confirmation table (確認表) and who carries it for a part of the hospital.
struct Responsibility {
  std::string item;
  std::vector<std::string> scope;  ///< one node or system, or two systems (their interface)
  std::vector<Role> roles;
  std::optional<bool> initial;
  std::optional<Date> target;
  std::optional<Date> completed;
  Text agreement;
  Annotation annotation;
  friend bool operator==(const Responsibility&, const Responsibility&) = default;
};

struct Decision {
  Id plan;
  Text by;
  std::optional<Date> date;
  std::optional<Date> until;
  Text review_when;
  Text default_if_expired;
  Annotation annotation;
  friend bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace hakyu::models
