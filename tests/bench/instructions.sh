#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Counts the instructions that a tick takes and compares them with those kept in instructions.txt:
# unlike times they are the same on a busy machine. Fails when a count has grown by more than 5 %.
# They depend on the compiler: with another one than the file names nothing is compared.
#     tests/bench/instructions.sh            compare
#     tests/bench/instructions.sh --keep     write the file anew
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../app/setup.sh"

if ! command -v valgrind >/dev/null; then
    say "Left out: this needs valgrind, and it is not installed."
    exit 0
fi
build_preset bench
cli=$top/build/bench/bin/tickscope-cli
kept=$top/tests/bench/instructions.txt
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# What the whole program takes for so many ticks.
instructions() { # TICKS OPTION...
    local ticks=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$work/out" "$cli" bench --ticks "$ticks" "$@" 2>&1 |
        awk '/Collected/ { print $NF }'
}

# Of two runs that differ in their length alone, the difference: starting up does not count.
count() { # NAME OPTION...
    local name=$1 few=200000 many=400000
    shift
    printf '%s %d\n' "$name" $((($(instructions $many "$@") - $(instructions $few "$@")) / (many - few)))
}

compiler=$(c++ -dumpfullversion)-$(uname -m)
{
    printf 'compiler %s\n' "$compiler"
    count W1-1 --servers 1
    count W1-1000 --servers 1000
    count W1-10000 --servers 10000
    count W1-20000 --servers 20000
    count W1-1000-traced --servers 1000 --trace on
    count W2-100 --workload W2 --servers 100
} >"$work/counts"

if [[ ${1:-} == --keep ]]; then
    cp "$work/counts" "$kept"
    cat "$kept"
    exit 0
fi
if ! grep -qx "compiler $compiler" "$kept"; then
    say "Counted, not compared: the kept counts are of another compiler."
    cat "$work/counts"
    exit 0
fi
awk 'NR == FNR { kept[$1] = $2; next }
    $1 != "compiler" {
        ratio = $2 / kept[$1]
        printf "%-16s %6d instructions a tick, kept %6d (%+.1f %%)\n", $1, $2, kept[$1], (ratio - 1) * 100
        worse = worse || ratio > 1.05
    }
    END { exit worse }' "$kept" "$work/counts" || die "A tick takes more instructions than it may."
