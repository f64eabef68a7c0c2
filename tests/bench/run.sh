#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Prints what things cost, what they could cost at least, the ratio of the two, and the goal: the
# least of several rounds (the first argument; 5) that are taken in turn, so that both sides see the
# same machine. Quote the ratios: times change by a third with whatever else the machine does.
# Where the Debian packages libns3-dev or libsystemc-dev are installed, those simulators run W1 too.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../app/setup.sh"

rounds=${1:-5}
require_packages "${packages_to_run[@]}" libbenchmark-dev
build_preset bench -DTICKSCOPE_UI=ON
bin=$top/build/bench/bin
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# measure PROGRAM ROUNDS [OPTION...]: appends to results.csv.
measure() {
    local program=$1 times=$2
    shift 2
    say "bench_$program ..."
    "$bin/bench_$program" --benchmark_format=csv --benchmark_repetitions="$times" \
        --benchmark_enable_random_interleaving=true "$@" 2>/dev/null >>"$work/results.csv"
}

# peer NAME PACKAGE LIBRARY...: builds peers/NAME.cpp and appends what it prints.
peer() {
    local name=$1 package=$2 servers
    shift 2
    if [[ -n $(missing_packages "$package") ]]; then
        say "$name is left out: the package $package is not installed."
        return 0
    fi
    if ! g++ -std=c++17 -O2 "$top/tests/bench/peers/$name.cpp" -o "$work/$name" "$@"; then
        say "$name is left out: its program does not compile here."
        return 0
    fi
    say "$name ..."
    for servers in 1 1000 100000; do
        printf 'peer,%s,%s,%s\n' "$name" "$servers" "$("$work/$name" "$servers" 1000000 2>/dev/null | tail -n 1)" >>"$work/peers.csv"
    done
}

# frames PROGRAM: prints what a frame costs, the least of three rounds.
frames() {
    QT_QPA_PLATFORM=offscreen "$bin/bench_$1" --benchmark_format=csv --benchmark_repetitions=3 2>/dev/null |
        awk -F, '
            $1 ~ /^"/ && $1 !~ /_(mean|median|stddev|cv)"$/ {
                gsub(/"|\/repeats:.*/, "", $1)
                if (!($1 in least)) names[++count] = $1
                if (!($1 in least) || $4 < least[$1]) least[$1] = $4
            }
            END { for (i = 1; i <= count; ++i) printf "%-24s %8.2f ms\n", names[i], least[names[i]] }'
}

# sweeps: prints what a run of a sweep costs one core, the best of three rounds.
sweeps() {
    "$bin/bench_sweep" --benchmark_format=csv --benchmark_repetitions=3 2>/dev/null |
        awk -F, '
            $1 == "name" { for (i = 1; i <= NF; ++i) { gsub(/"/, "", $i); column[$i] = i } }
            $1 ~ /^"/ && $1 !~ /_(mean|median|stddev|cv)"$/ {
                name = $1
                gsub(/"|\/repeats:.*/, "", name)
                if (!(name in most)) names[++count] = name
                if ($column["runs"] > most[name]) most[name] = $column["runs"]
                allocations[name] = $column["allocations"]
            }
            END {
                for (i = 1; i <= count; ++i)
                    printf "%-24s %9.0f runs/s  %4.0f allocations a run\n", names[i], most[names[i]],
                        allocations[names[i]]
            }'
}

measure engine "$rounds"
measure trace 3 --benchmark_min_time=0.1
measure export 3 --benchmark_min_time=0.1
measure scenario 3 --benchmark_min_time=0.1
: >"$work/peers.csv"
peer ns3 libns3-dev -lns3-core
peer systemc libsystemc-dev -lsystemc

awk -F, '
    FNR == 1 { ++file }
    file == 1 && $1 == "name" { for (i = 1; i <= NF; ++i) if ($i == "\"each\"" || $i == "each") column = i }
    file == 1 && $1 ~ /^"(ours|limit)\// && $1 !~ /_(mean|median|stddev|cv)"$/ {
        name = $1
        gsub(/"|\/iterations:.*|\/repeats:.*/, "", name)
        if (!(name in least) || $column < least[name]) least[name] = $column
    }
    file == 2 { peers[$2 " " $3] = $4 }
    function row(title, what, bound, unit, scale, goal,    ours, limit) {
        ours = least["ours/" what] * scale
        limit = least["limit/" bound] * scale
        printf "| %-32s | %8.1f %-2s | %8.1f %-2s | %5.1f | %-10s |\n", title, ours, unit, limit, unit,
            ours / limit, goal
    }
    END {
        print "| what                             | ours        | limit       | ratio | goal       |"
        print "| -------------------------------- | ----------- | ----------- | ----- | ---------- |"
        row("W1, a tick, 1 server", "W1/1", "W1/1", "ns", 1e9, "2x")
        row("W1, 1,000 servers", "W1/1000", "W1/1000", "ns", 1e9, "1.5x")
        row("W1, 100,000 servers", "W1/100000", "W1/100000", "ns", 1e9, "1.7x")
        row("W1, 1,000,000 servers", "W1/1000000", "W1/1000000", "ns", 1e9, "1.7x")
        row("W1, 1,000 servers, full trace", "W1traced/1000", "W1/1000", "ns", 1e9, "125 ns")
        row("W2, 1,000 mailboxes, 10,000 deep", "W2/1000", "W2/1000", "ns", 1e9, "1.3x")
        row("a record", "record", "record", "ns", 1e9, "")
        row("a change of depth, 16 bytes", "depth", "depth", "ns", 1e9, "30 ns")
        row("depth of 1,600 columns of 10^6", "columns/1000000", "columns/1000000", "ms", 1e3, "")
        row("depth of 1,600 columns of 10^7", "columns/10000000", "columns/10000000", "ms", 1e3, "")
        row("a record as JSON Lines", "events", "events", "ns", 1e9, "")
        row("a record as Chrome trace", "chrome", "chrome", "ns", 1e9, "")
        row("loading 10,000 servers", "load/10000", "load/10000", "ms", 1e3, "100 ms")
        printf "\nW1 costs %.2f times as much with 1,000,000 servers as with 1,000 (goal: 1.5).\n",
            least["ours/W1/1000000"] / least["ours/W1/1000"]
        split("ns3 systemc", names, " ")
        split("1 1000 100000", sizes, " ")
        for (i = 1; i <= 2; ++i)
            for (k = 1; k <= 3; ++k)
                if ((names[i] " " sizes[k]) in peers)
                    printf "%s, W1 with %d servers: %.0f ns a tick, %.1f times ours.\n", names[i], sizes[k],
                        peers[names[i] " " sizes[k]], peers[names[i] " " sizes[k]] / 1e9 / least["ours/W1/" sizes[k]]
    }' "$work/results.csv" "$work/peers.csv"
"$bin/bench_footprint"

printf '\nSweeps on one core, 60 s of virtual time:\n'
sweeps

printf '\nThe window, 1600x900 pixels, of runs with so many ticks (lanes) or changes of depth (charts):\n'
frames frame
frames charts
export QT_QPA_PLATFORM=offscreen
"$bin/bench_start" 2>/dev/null
"$bin/bench_play" 60 2>/dev/null
