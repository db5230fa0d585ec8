// Everything that was written about a hospital, merged from all files and unchanged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/calendar.hpp"
#include "models/measure.hpp"
#include "models/party.hpp"
#include "models/plan.hpp"
#include "models/requirement.hpp"
#include "models/resource.hpp"
#include "models/service.hpp"
#include "models/statement.hpp"
#include "models/threat.hpp"
#include "models/vulnerability.hpp"

namespace hakyu::models {

/// Which resources fail on their own: as stated or by the default of their kind; only as stated; not at all.
enum class Failures : std::uint8_t { default_, stated, none };

struct Study {
  LocalTime start{};
  Seconds horizon{0};
  std::optional<std::int64_t> replications;  ///< at most
  std::optional<std::uint64_t> seed;
  double confidence = 0.95;
  std::optional<double> indifference;  ///< share of the worst plan's impact; default 0.01
  Failures failures = Failures::default_;
  Annotation annotation;
  friend bool operator==(const Study&, const Study&) = default;
};

struct SourceFile {
  std::string name;    ///< as given on the command line or found in a folder
  std::string sha256;  ///< lower-case hex
  Id from;             ///< party that wrote it; empty if it does not say
  Text title;
  std::string schema;     ///< "$schema", for editors
  Annotation annotation;  ///< of the whole file, its calendar included

  /// The digest is left out: two files that say the same in different bytes compare equal.
  friend bool operator==(const SourceFile& a, const SourceFile& b) {
    return a.name == b.name && a.from == b.from && a.title == b.title && a.schema == b.schema &&
           a.annotation == b.annotation;
  }
};

struct Model {
  std::vector<SourceFile> files;
  std::optional<Study> study;
  Calendar calendar;
  std::vector<Party> parties;
  std::vector<Contract> contracts;
  std::vector<Responsibility> responsibilities;
  std::vector<Decision> decisions;
  std::vector<Resource> resources;
  std::vector<Service> services;
  std::vector<Dependency> dependencies;
  std::vector<Zone> zones;
  std::vector<SystemName> systems;
  std::vector<Flow> flows;
  std::vector<Credential> credentials;
  std::vector<Vulnerability> vulnerabilities;
  std::vector<Finding> findings;
  std::vector<Measure> measures;
  std::vector<Statement> statements;
  std::vector<Plan> plans;
  std::optional<Threat> threat;
  friend bool operator==(const Model&, const Model&) = default;

  /// The party that wrote the file of `origin`; empty if the file does not say.
  [[nodiscard]] const Id& author(const Origin& origin) const {
    static const Id nobody;
    return origin.file < files.size() ? files[origin.file].from : nobody;
  }

  /// Title of the model: that of the file with the study, else with the first service or resource; else the
  /// first title among the files. So files with findings or drafts give it none.
  [[nodiscard]] const Text& title() const {
    static const Text none;
    const auto has_title = [&](const Origin& origin) {
      return origin.file < files.size() && !files[origin.file].title.empty();
    };
    if (study && has_title(study->annotation.origin)) return files[study->annotation.origin.file].title;
    if (!services.empty() && has_title(services.front().annotation.origin))
      return files[services.front().annotation.origin.file].title;
    if (!resources.empty() && has_title(resources.front().annotation.origin))
      return files[resources.front().annotation.origin.file].title;
    for (const SourceFile& file : files)
      if (!file.title.empty()) return file.title;
    return none;
  }
};

}  // namespace hakyu::models
