#include "tests/viz/graph/hospital.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "models/read/read.hpp"
#include "viz/text/text.hpp"

namespace hakyu::test {

sim::System system_of(const std::string& json) {
  models::ReadResult read = models::read({{"test.json", json}});
  std::string problems;
  const viz::Words words(models::Language::en);
  const auto collect = [&](const models::Diagnostics& all) {
    for (const models::Diagnostic& d : all)
      if (d.severity == models::Severity::error)
        problems += viz::Words::place(d) + " " + words.sentence(d) + "\n";
  };
  collect(read.diagnostics);
  if (!problems.empty()) throw std::runtime_error(problems);
  sim::CompileResult compiled = sim::compile(std::make_shared<const models::Model>(std::move(read.model)));
  collect(compiled.diagnostics);
  if (!compiled.system) throw std::runtime_error(problems);
  return std::move(*compiled.system);
}

sim::System small_hospital() {
  return system_of(R"({
  "format": "hakyu/1",
  "title": {"ja": "小さな病院", "en": "Small hospital"},
  "study": {"start": "2026-12-06T00:00", "horizon": "7d", "failures": "none"},
  "parties": [{"id": "miyama", "kind": "vendor", "name": {"ja": "深山電機", "en": "Miyama"}}],
  "zones": [{"id": "core", "name": {"ja": "基幹系", "en": "Core"}}, {"id": "ward", "name": {"ja": "病棟", "en": "Ward"}}],
  "resources": [
    {"id": "ups", "kind": "power", "zone": "core", "name": {"ja": "無停電電源", "en": "UPS"}},
    {"id": "db-a", "kind": "database", "zone": "core", "requires": [{"id": "q", "all_of": ["ups"], "holdover": "10m"}],
     "name": {"ja": "データベース1号機", "en": "Database A"}, "maker": "ACME", "model": "X<1>", "maintainer": "miyama"},
    {"id": "db-b", "kind": "database", "zone": "core", "requires": ["ups"], "name": {"ja": "データベース2号機", "en": "Database B"}},
    {"id": "ad", "kind": "server", "zone": "core", "requires": ["dns", "ups"]},
    {"id": "dns", "kind": "server", "zone": "core", "requires": ["ad"]},
    {"id": "ehr", "kind": "application", "zone": "core", "system": "EHR",
     "requires": [{"id": "dbs", "any_of": ["db-a", "db-b"]}, "ad", "ups", {"id": "report", "all_of": ["printer"], "on_loss": "degraded"}],
     "name": {"ja": "電子カルテ", "en": "EHR"}},
    {"id": "printer", "kind": "appliance", "zone": "ward"},
    {"id": "pc", "kind": "workstation", "zone": "ward", "requires": ["ehr"]},
    {"id": "old", "kind": "server", "usable": "retired"}
  ],
  "services": [
    {"id": "outpatient", "name": {"ja": "外来", "en": "Outpatients"}, "requires": ["pc"], "demand": {"rate": "10/h"}},
    {"id": "emergency", "name": {"ja": "救急", "en": "Emergency"}, "requires": [{"all_of": ["ehr"], "on_loss": "degraded"}], "demand": {"rate": "2/h"}}
  ],
  "flows": [{"id": "line", "from": "ward", "to": "core"}],
  "measures": [
    {"id": "patch", "kind": "vendor_fix", "targets": ["db-a"], "verified": "yes", "change": "database",
     "work": {"duration": "2h", "downtime": "1h", "restart": "vulnerable_component"}},
    {"id": "cut", "kind": "mitigation", "targets": ["printer"], "effects": [{"limits": "printer", "level": "degraded"}],
     "work": {"duration": "30m", "restart": "none"}}
  ],
  "plans": [{"id": "p", "steps": [{"measure": "patch", "at": "2026-12-06T02:00"}, {"measure": "cut", "at": "2026-12-06T06:00"},
                                  {"withdraw": "cut", "at": "2026-12-06T09:00"}]}]
})");
}

sim::System wide_hospital(std::size_t wards, std::size_t beds) {
  std::string zones, resources, services;
  for (std::size_t w = 0; w < wards; ++w) {
    zones += fmt::format(R"({}{{"id": "z{}"}})", w > 0 ? "," : "", w);
    resources += fmt::format(
        R"(,{{"id": "s{0}", "kind": "server", "zone": "z{0}", "requires": ["net", "power"]}})", w);
    for (std::size_t b = 0; b < beds; ++b)
      resources += fmt::format(
          R"(,{{"id": "m{0}-{1}", "kind": "medical_device", "zone": "z{0}", "requires": ["s{0}", "net", "power"]}})",
          w, b);
    services += fmt::format(
        R"({0}{{"id": "c{1}", "requires": [{{"at_least": 1, "of": ["m{1}-0", "m{1}-1"]}}], "demand": {{"rate": "1/h"}}}})",
        w > 0 ? "," : "", w);
  }
  return system_of(fmt::format(
      R"({{"format": "hakyu/1", "study": {{"start": "2026-12-06T00:00", "horizon": "7d", "failures": "none"}},
    "zones": [{0}], "resources": [{{"id": "power", "kind": "power"}}, {{"id": "net", "kind": "network", "requires": ["power"]}}{1}],
    "services": [{2}]}})",
      zones, resources, services));
}

}  // namespace hakyu::test
