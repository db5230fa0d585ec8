#!/usr/bin/env python3
"""Writes a model of a generated hospital of any size, for measuring how reading, checking and drawing grow.

Usage: tests/bench/hospital.py RESOURCES > model.json
Power and core network below servers, virtual machines on servers, databases and applications on those, workstations
and devices on switches; services need applications and, one of several, workstations. The same number gives the same
file everywhere."""
import json
import sys

TIERS = [  # share of all resources, kind
    (0.02, "network"), (0.06, "server"), (0.10, "virtual_machine"), (0.05, "database"),
    (0.17, "application"), (0.10, "medical_device"), (0.50, "workstation")]


class Numbers:
    """A small generator of our own: the file must not depend on the version of Python."""

    def __init__(self):
        self.state = 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit


def tiers(count):
    """First and last resource of every tier; what rounding leaves goes to the workstations."""
    bounds, first = [], 0
    for share, kind in TIERS[:-1]:
        last = first + max(2, int(share * count))
        bounds.append((kind, first, last))
        first = last
    bounds.append((TIERS[-1][1], first, max(count, first + 2)))
    return bounds


def resource(number, kind, below, numbers):
    name = f"node-{number:06d}"
    body = {
        "id": name, "kind": kind, "name": {"ja": f"資源{number}", "en": f"resource {number}"},
        "zone": f"zone-{number % 20}", "system": f"system-{number % 300}", "asset_number": f"A-{number:07d}",
        "maker": "Example", "model": "X-100", "location": f"{number % 12}F", "department": "情報システム室",
        "maintainer": f"vendor-{number % 40}", "restart": "10m", "last_confirmed": "2026-10-01",
        "software": [{"name": "Example OS", "vendor": "Example", "version": "10.0.1"}],
        "reliability": {"time_to_failure": {"exponential": {"mean": "365d"}},
                        "time_to_repair": {"lognormal": {"median": "4h", "p95": "12h"}}, "assumption": True}}

    def one_of(tier):
        _, first, last = below[tier]
        return f"node-{first + numbers.below(last - first):06d}"

    if kind == "virtual_machine":
        body["runs_on"] = one_of("server")
    elif kind in ("database", "application"):
        body["runs_on"] = one_of("virtual_machine")
    if kind != "network":
        two = sorted({one_of("network"), one_of("network")})
        body["requires"] = [{"any_of": two, "kind": "network"}]
    if kind == "application":
        body["requires"].append({"all_of": [one_of("database")], "holdover": "10m"})
    if kind == "workstation":
        body["requires"].append({"all_of": [one_of("application")], "on_loss": "degraded"})
    return body


def main():
    count = int(sys.argv[1])
    numbers, bounds = Numbers(), tiers(count)
    below = {kind: (kind, first, last) for kind, first, last in bounds}
    resources = [resource(n, kind, below, numbers) for kind, first, last in bounds for n in range(first, last)]
    services = []
    for i in range(max(1, min(40, count // 100))):
        needs = [resources[numbers.below(below["application"][2] - below["application"][1]) + below["application"][1]]["id"]
                 for _ in range(3)]
        services.append({"id": f"service-{i}", "name": {"ja": f"診療サービス{i}", "en": f"service {i}"},
                         "requires": sorted(set(needs))})
    model = {"format": "hakyu/1", "study": {"start": "2026-12-01T00:00", "horizon": "30d"},
             "parties": [{"id": f"vendor-{i}", "kind": "vendor"} for i in range(40)],
             "zones": [{"id": f"zone-{i}"} for i in range(20)], "resources": resources, "services": services}
    json.dump(model, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
