#!/bin/sh
# Times the same model with our engine and with SimPy in one run, on one core.
# Usage: tests/bench/compare_simpy.sh PATH/OF/hakyu_bench [SIMPY_REPLICATIONS]
set -eu
bench=${1:?usage: compare_simpy.sh PATH/OF/hakyu_bench [SIMPY_REPLICATIONS]}
folder=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
"$bench" --benchmark_filter='^two_of_three_groups$' --benchmark_format=json --benchmark_min_time=2 \
  >"$work/ours.json" 2>/dev/null
/usr/bin/python3 "$folder/simpy_groups.py" "${2:-50}" >"$work/peer.json"
/usr/bin/python3 - "$work/ours.json" "$work/peer.json" <<'PY'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    run = json.load(file)["benchmarks"][0]
with open(sys.argv[2], encoding="utf-8") as file:
    peer = json.load(file)
ours = run["s_per_event"] * 1e9
print(f"34 groups of 2-of-3: ours {ours:.1f} ns per event, SimPy {peer['version']} {peer['ns_per_event']:.0f} ns per event, "
      f"ratio {peer['ns_per_event'] / ours:.1f}")
print(f"events per replication: ours {run['events_per_replication']:.0f}, "
      f"SimPy {peer['events'] / peer['replications']:.0f}; "
      f"group down hours per replication: ours {run['down_hours']:.1f}, "
      f"SimPy {peer['down_hours_per_replication']:.1f}")
PY
