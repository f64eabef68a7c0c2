#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Runs random scenarios on the installed BEAM and in the simulator, and keeps those in which the two
# differ: tests/swarm.sh [COUNT] [SEED] [DIRECTORY]. Scenario i has the seed SEED + i, so a number
# finds it again. For a quiet machine, at night: each takes some seconds.
# Ends with 1 when one differs or fails, and says which. What the machine was too noisy to tell is
# tried again, twice, and then only counted.
set -euo pipefail

count=${1:-100}
seed=${2:-1}
kept=${3:-swarm-failures}
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
build=${TICKSCOPE_BUILD:-$top/build/dev}
cli=$build/bin/tickscope-cli
generator=$build/tests/random_scenario

[[ $count =~ ^[0-9]+$ && $seed =~ ^[0-9]+$ ]] || {
    echo "usage: tests/swarm.sh [COUNT] [SEED] [DIRECTORY]" >&2
    exit 2
}
for program in "$cli" "$generator"; do
    [[ -x $program ]] || {
        echo "$program is missing: cmake --build $build --target tickscope-cli random_scenario" >&2
        exit 6
    }
done
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# Prints agrees, differs, inconclusive or fails.
verdict() {
    local code=0
    "$cli" beam "$1" >"$2" 2>&1 || code=$?
    if grep -q '^inconclusive' "$2"; then
        echo inconclusive
    elif [[ $code == 0 ]]; then
        echo agrees
    elif [[ $code == 4 ]]; then
        echo differs
    else
        echo fails
    fi
}

declare -A seen=([agrees]=0 [differs]=0 [inconclusive]=0 [fails]=0)
for ((i = 0; i < count; ++i)); do
    number=$((seed + i))
    scenario=$work/$number.toml
    "$generator" "$number" >"$scenario"
    for _ in 1 2 3; do
        told=$(verdict "$scenario" "$work/out")
        [[ $told == inconclusive ]] || break
    done
    seen[$told]=$((seen[$told] + 1))
    if [[ $told == differs || $told == fails ]]; then
        mkdir -p -- "$kept"
        cp -- "$scenario" "$kept/$number.toml"
        cp -- "$work/out" "$kept/$number.txt"
        echo "$number $told: $(tail -n 1 "$work/out")"
    fi
done
echo "$count scenarios: ${seen[agrees]} agree, ${seen[differs]} differ, ${seen[fails]} fail," \
    "${seen[inconclusive]} could not be told"
((seen[differs] + seen[fails] == 0))
