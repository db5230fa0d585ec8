#!/usr/bin/env bash
# The same input must give the same bytes: for g++ and clang++, optimised and not, with the instructions of this
# very processor, and for any number of threads. Builds what is missing.      closing line: N passed, N failed
set -u
cd "$(dirname "$0")/.." || exit 3
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

# Every scenario is a folder; the variants are one model per file.
models=()
for folder in scenarios/*/; do
  if [[ $folder == *-variants/ ]]; then models+=("$folder"*.json); else models+=("${folder%/}"); fi
done
name_of() { basename "$1" .json; }

provide() { # PRESET: the program built by it
  { cmake --preset "$1" "${launcher[@]}" && ninja -C "build/$1" hakyu; } >"$scratch/build.log" 2>&1 && return 0
  tail -n 30 "$scratch/build.log"
  failed=$((failed + 1))
  return 1
}

# Results of one program with one number of threads into a folder.
results() { # PROGRAM THREADS FOLDER
  local scenario plan
  mkdir -p "$3"
  for scenario in "${models[@]}"; do
    local name plans
    name=$(name_of "$scenario")
    "$1" check "$scenario" --json "$3/$name-check.json" >/dev/null 2>&1
    "$1" start-order "$scenario" --json "$3/$name-start.json" >/dev/null 2>&1
    "$1" rank "$scenario" --replications 1000 --seed 11 --threads "$2" --json "$3/$name-rank.json" >/dev/null 2>&1
    plans=$(jq -r '.plans | keys_unsorted[]' "$3/$name-rank.json" 2>/dev/null) || continue
    for plan in $plans; do
      "$1" simulate "$scenario" --plan "$plan" --replications 500 --seed 7 --threads "$2" \
        --json "$3/$name-$plan.json" >/dev/null 2>&1
      "$1" simulate "$scenario" --plan "$plan" --seed 7 --trace 3 >"$3/$name-$plan.trace" 2>/dev/null
    done
  done
}

compare() { # NAME PROGRAM THREADS
  results "$2" "$3" "$scratch/$1"
  if diff -rq "$scratch/reference" "$scratch/$1"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $1 differs"
  fi
}

provide release && results build/release/cli/hakyu 1 "$scratch/reference"
# Something must have been compared: a ranking and a simulation of every scenario.
for scenario in "${models[@]}"; do
  name=$(name_of "$scenario")
  if [ -s "$scratch/reference/$name-rank.json" ] && [ "$(find "$scratch/reference" -name "$name-*.trace" -size +0 | wc -l)" -ge 1 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: no results for $name"
  fi
done
compare 2-threads build/release/cli/hakyu 2
compare 7-threads build/release/cli/hakyu 7
# Builds of their own only where time does not matter: the other compiler, and the instructions of this processor.
presets=()
[ "${HAKYU_TEST_MODE:-}" = all ] && presets=(clang-native native clang-release debug)
for preset in "${presets[@]}"; do
  provide "$preset" && compare "$preset" "build/$preset/cli/hakyu" 2
done
# The other compiler, not optimised, under its sanitizers: built by then in a run of everything.
other=0
for preset in fuzz debug; do
  [ -x "build/$preset/cli/hakyu" ] || continue
  other=1
  compare "$preset" "build/$preset/cli/hakyu" 2
done
[ "$other" = 1 ] || { provide clang-native && compare clang-native build/clang-native/cli/hakyu 2; }
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
