// A model that uses every key of the format, in two files.
#pragma once

#include <string_view>

namespace hakyu::models {

inline constexpr std::string_view everything = R"({
 "$schema": "hakyu-1.schema.json", "format": "hakyu/1", "title": {"ja": "病院", "en": "hospital"}, "from": "h",
 "source": "made up", "assumption": true, "note": "whole file",
 "study": {"start": "2026-12-01T00:00", "horizon": "30d", "replications": 500, "seed": 18446744073709551615,
   "confidence": 0.9, "indifference": 0.02, "failures": "stated", "note": {"en": "n"}},
 "calendar": {"holidays": ["2026-12-29"], "load_peaks": [{"day": "monday", "from": "08:00", "to": "10:30"}],
   "windows": [{"id": "w", "name": "夜", "weekly": [{"from": "22:00", "to": "24:00"}],
     "dates": [{"from": "2026-12-30T00:00", "to": "2026-12-31T00:00:30", "text": "t"}], "except": ["2026-12-24"]}],
   "blackouts": [{"from": "2026-12-05T00:00", "to": "2026-12-11T00:00", "text": {"ja": "請求"}}], "note": "of the calendar"},
 "parties": [{"id": "h", "kind": "hospital", "name": "H", "people": 2, "attendance": [{"day": "weekday", "from": "09:00", "to": "17:00"}], "contact": "tel"},
   {"id": "v", "kind": "vendor"}, {"id": "s", "kind": "subcontractor"}, {"id": "g", "kind": "authority"}],
 "contracts": [{"id": "c", "parties": ["h", "v"], "scope": ["db", "ehr"], "patching": "charged",
   "reporting": {"vulnerability_information": "3d", "source": "clause 4"}, "hours": [{"day": "every", "from": "00:00", "to": "24:00"}],
   "response": "4h", "open_source": "v", "ends": "2028-03-31", "document": "d"}],
 "responsibilities": [{"item": "参考6", "scope": "db", "roles": [{"party": "v", "role": "perform", "phase": "emergency"}],
   "initial": "no", "target": "2027-01-01", "completed": "2027-02-01", "agreement": "a"}, {"item": "A12", "scope": ["ehr", "lab"], "initial": true}],
 "decisions": [{"plan": "p", "by": "院長", "date": "2026-11-01", "until": "2027-03-31", "review_when": "KEV", "default_if_expired": "stop"}],
 "resources": [
   {"id": "db", "kind": "database", "name": {"ja": "データベース"}, "runs_on": "os", "zone": "lan", "system": "ehr", "asset_number": "1", "maker": "m", "model": "x", "serial": "s",
    "requires": ["os", {"id": "q", "any_of": ["os", "lab"], "on_loss": "degraded", "holdover": "10m", "recovery": "5m", "over": ["f"], "kind": "data", "assumption": true},
      {"at_least": 2, "of": ["os", "lab", "spare"], "degraded_at_least": 1}, {"all_of": ["os", "lab"]}, {"all_of": ["os"], "note": "why"}],
    "location": "1F", "department": "IT", "users": "all", "quantity": 1, "owner": "h", "maintainer": "v", "procurement": "leased",
    "software": [{"name": "n", "vendor": "v", "version": "1", "cpe": "cpe:2.3:a:x", "purl": "pkg:x"}], "addresses": ["10.0.0.1"], "support_ends": "2030-01-01", "last_confirmed": "2026-11-01",
    "remote_maintenance": [{"party": "v", "via": "os", "over": ["f"], "always_on": false}], "restart": "10m",
    "reliability": {"time_to_failure": {"weibull": {"scale": "100d", "shape": 1.5, "source": "measured"}, "assumption": true}, "time_to_repair": {"lognormal": {"median": "4h", "p95": "12h"}},
      "ages": "operating", "needs": ["f", "os"], "extra_if_unavailable": {"triangular": ["2h", "3h", "4h"]}}, "backup": {"restorable": true, "offline": false}},
   {"id": "os", "kind": "operating_system", "reliability": {"availability": {"mean": 0.99, "low": 0.9}}},
   {"id": "lab", "kind": "application", "system": "lab", "procurement": "service", "reliability": {"time_to_failure": {"erlang": {"mean": "10d", "k": 3}}, "time_to_repair": {"empirical": ["1h", "2h", "2h"]}}},
   {"id": "spare", "kind": "server", "usable": "spare", "reliability": {"time_to_failure": {"exponential": {"mean": "1w"}}, "time_to_repair": {"pert": ["1h", "2h", "9h"]}}}],
 "services": [{"id": "er", "requires": ["db"], "name": "救急", "department": "ER", "weight": {"mean": 5, "low": 4, "high": 8, "source": "director"},
    "demand": {"weekly": {"weekday": [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,0.25], "sunday": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1], "note": "counted"}, "source": "log"},
    "degraded_capacity": 0.8, "fallback": {"capacity": 0.6, "sustain": "4h", "exhausted": 0.4}, "tolerance": "30m", "limit": "8h", "impact_class": "Ⅱ"},
   {"id": "lobby", "requires": [], "demand": {"rate": "7.3/d"}, "weight": {"mean": 2, "source": "annotated though a number would do"}, "impact_class": "IV"}],
 "dependencies": [{"from": "lab", "requirement": {"all_of": ["db"], "kind": "order"}, "claimed_by": "h", "confirmed_by": ["h"], "date": "2026-10-10"}, {"from": "lobby", "requirement": "db"}],
 "zones": [{"id": "lan", "name": "LAN", "trust": 0.8}],
 "systems": [{"id": "ehr", "name": {"ja": "電子カルテ"}}],
 "flows": [{"id": "f", "from": "lan", "to": "db", "protocol": "tcp", "ports": ["443", 3389], "purpose": "p"}],
 "credentials": [{"id": "admin", "on": ["db", "os"]}],
 "vulnerabilities": [{"id": "CVE-2026-0001", "aliases": ["JVNDB-1"], "title": "t", "published": "2026-01-01", "cvss": ["CVSS:3.1/AV:N"], "epss": 0.4, "kev": "2026-02-02", "ransomware": true, "description": "d"},
   {"id": "CVE-2026-0002", "kev": false}],
 "findings": [{"vulnerability": "CVE-2026-0001", "resource": "db", "status": "under_investigation", "justification": "j", "confidence": 0.7, "evidence": "e"}],
 "measures": [
   {"id": "fix", "kind": "vendor_fix", "targets": ["db"], "by": "h", "name": "パッチ", "treatment": "reduce", "change": "database", "verified": "no", "in_force_at_start": true,
    "remediates": [{"vulnerability": "CVE-2026-0001", "on": ["db"], "effectiveness": 0.9}],
    "effects": [{"limits": "db", "level": "degraded"}, {"blocks": "f", "note": "n"}, {"reduces": "gate", "factor": 0.15}, {"removes_credential": "admin"}, {"recovery": "ehr", "law": {"uniform": ["1d", "2d"]}}],
    "work": {"duration": {"uniform": ["30m", "1h"]}, "downtime": "20m", "restart": "service", "level_during": "degraded", "give_up_after": "2h", "crew": [{"party": "v", "people": 2}]},
    "failure": {"probability": {"mean": 0.02, "low": 0.01, "high": 0.04}, "rollback": "30m"},
    "latent": {"probability": 0.01, "affects": ["lab"], "level": "degraded", "repair": "1h", "then": "keep"},
    "conflicts": ["wall"], "lead_time": "3d", "cost": 50000, "windows": ["w"], "owner": "h", "expires": "2027-03-31", "review_when": "r"},
   {"id": "wall", "kind": "mitigation", "targets": ["db"], "work": {}, "failure": {}, "latent": {}},
   {"id": "keep", "kind": "acceptance", "targets": ["db"], "treatment": "retain", "cost": 0.5},
   {"id": "extra", "kind": "workaround", "targets": ["lab"], "requires": ["fix"]}],
 "statements": [{"id": "st", "by": "h", "when": ["fix", "wall"], "resource": "lab", "says": "conditional", "conditions": "c", "versions": ["1"], "tested_on": "t", "reason": "r", "alternative": "wall", "warranty": "void",
    "probability": 0.2, "level": "degraded", "appears": {"after": "2h"}, "repair": "3h", "date": "2026-11-11", "valid_until": "2027-11-11", "supersedes": "old"},
   {"id": "old", "by": "h", "when": ["fix"], "resource": "lab", "says": "incompatible", "appears": {"at": "load_peak"}, "lasting": true},
   {"id": "older", "by": "h", "when": ["fix"], "resource": "lab", "says": "unverified", "repair": "lasting"}],
 "plans": [{"id": "p", "name": "案", "proposed_by": "h", "steps": [{"measure": "wall", "at": "2026-12-02T03:00", "note": "first"}, {"measure": "extra", "after": {"measure": "wall", "lag": "30m"}}, {"withdraw": "fix", "at": "2026-12-20T00:00"}]}, {"id": "idle", "steps": []}],
 "threat": {"entries": [{"id": "gate", "at": "db", "rate": "0.02/y", "while_open": [{"vulnerability": "CVE-2026-0001", "rate": "0.3/y"}]}], "dwell": {"exponential": {"mean": "10d"}}, "goals": ["db"], "recovery": [{"system": "ehr", "law": "30d"}]}
})";

inline constexpr std::string_view from_vendor = R"({"format": "hakyu/1", "from": "v",
 "calendar": {"holidays": ["2026-12-30"], "windows": [{"id": "vendor-window"}]},
 "measures": [{"id": "vendor-fix", "kind": "vendor_fix", "targets": ["lab"], "by": "v"}],
 "statements": [{"id": "vendor-says", "by": "v", "when": ["vendor-fix"], "resource": "db", "says": "compatible"}],
 "threat": {"entries": [{"id": "back-door", "at": "lab", "rate": "0.1/y"}], "note": "the vendor's view"},
 "plans": [{"id": "vendor-plan", "proposed_by": "v", "steps": [{"measure": "vendor-fix", "at": "2026-12-03T00:00"}]}]})";

}  // namespace hakyu::models
