// Where attacks may start (semantics §8). Kept and written back; judged by the work on threat.
#pragma once

#include <optional>
#include <vector>

#include "models/law.hpp"
#include "models/origin.hpp"

namespace hakyu::models {

struct WhileOpen {
  Id vulnerability;
  Rate rate;
  Annotation annotation;
  friend bool operator==(const WhileOpen&, const WhileOpen&) = default;
};

struct Entry {
  Id id;
  Id at;
  Rate rate;
  std::vector<WhileOpen> while_open;
  Annotation annotation;
  friend bool operator==(const Entry&, const Entry&) = default;
};

struct SystemRecovery {
  std::string system;
  Law law;
  Annotation annotation;
  friend bool operator==(const SystemRecovery&, const SystemRecovery&) = default;
};

struct Threat {
  std::vector<Entry> entries;
  std::optional<Law> dwell;
  std::vector<Id> goals;
  std::vector<SystemRecovery> recovery;
  Annotation annotation;
  friend bool operator==(const Threat&, const Threat&) = default;
};

}  // namespace hakyu::models
