#!/bin/bash
# Exact probability of fault trees: hakyu against scram (https://scram-pra.org), whole processes, from the XML
# to the number. Usage: tests/bench/compare_scram.sh FOLDER [RUNS] [HAKYU]
#   FOLDER  Open-PSA fault trees, *.xml
#   RUNS    of each program and tree, alternating; default 5; the medians are compared
#   HAKYU   the program; default build/release/cli/hakyu
# Environment: LIMIT, seconds after which a run is given up (default 300); SKIP, names of trees left out.
# Prints a Markdown table: medians of CPU time (user + system) and wall clock in seconds, and the factor of the
# CPU times; then the median and the smallest factor. scram only serves as a yardstick here:
#   apt-get install -y --no-install-recommends scram
set -euo pipefail
export LC_ALL=C
folder=${1:?usage: compare_scram.sh FOLDER [RUNS] [HAKYU]}
runs=${2:-5}
hakyu=${3:-build/release/cli/hakyu}
limit=${LIMIT:-300}
TIMEFORMAT='%U %S %R'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Appends "CPU wall" of one run to a file; nothing if the run fails or takes too long.
run() {
  local into=$1
  shift
  if { time timeout "$limit" "$@" >/dev/null 2>&1; } 2>"$scratch/time"; then
    awk '{ printf "%.4f %.4f\n", $1 + $2, $3 }' "$scratch/time" >>"$into"
  fi
}

# Median of a column of a file, empty if there is none.
median() {
  [ -s "$1" ] || return 0
  cut -d' ' -f"$2" "$1" | sort -g | awk '{ v[NR] = $1 } END { printf "%.3f", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

echo '| tree | hakyu CPU | scram CPU | factor | hakyu wall | scram wall |'
echo '|---|--:|--:|--:|--:|--:|'
for tree in "$folder"/*.xml; do
  name=$(basename "$tree" .xml)
  case " ${SKIP:-} " in *" $name "*) continue ;; esac
  ours=$scratch/$name.ours
  theirs=$scratch/$name.theirs
  : >"$ours"
  : >"$theirs"
  for _ in $(seq "$runs"); do
    run "$ours" "$hakyu" availability --mef "$tree" --method bdd --json -
    run "$theirs" scram --bdd --probability 1 -l 1 "$tree"
  done
  a=$(median "$ours" 1)
  b=$(median "$theirs" 1)
  factor=–
  if [ -n "$a" ] && [ -n "$b" ]; then
    factor=$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.1f", b / (a > 0.0005 ? a : 0.0005) }')
    echo "$factor" >>"$scratch/factors"
  fi
  echo "| $name | ${a:-–} | ${b:-–} | $factor | $(w=$(median "$ours" 2); echo "${w:-–}") | $(w=$(median "$theirs" 2); echo "${w:-–}") |"
done
[ -s "$scratch/factors" ] || exit 1
sort -g "$scratch/factors" | awk '{ v[NR] = $1 } END {
  printf "\nFactor: median %.1f, minimum %.1f, %d trees.\n", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2, v[1], NR }'
