#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Prints what a tick costs, what it could cost at least, and the ratio of the two, all from one run:
# medians of several rounds (the first argument; 5) taken in turn. Quote the ratios: times change by
# a third with whatever else the machine does.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../app/setup.sh"

rounds=${1:-5}
require_packages "${packages_to_run[@]}" libbenchmark-dev
build_preset bench -DTICKSCOPE_UI=OFF
bin=$top/build/bench/bin

"$bin/bench_engine" --benchmark_format=csv --benchmark_repetitions="$rounds" \
    --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true \
    2>/dev/null | awk -F, '
    $1 == "name" { for (i = 1; i <= NF; ++i) if ($i ~ /ns_per_tick/) column = i }
    $1 ~ /_median"?$/ {
        split($1, part, "/")
        sub(/^"/, "", part[1])
        median[part[1] == "engine" ? "ours" : "limit", part[2], part[3]] = $column * 1e9
    }
    function row(title, workload, servers, bound,    ours, limit) {
        ours = median["ours", workload, servers]
        limit = median["limit", bound, servers]
        printf "| %-24s | %9d | %8.1f | %8.1f | %5.2f | %6.1f |\n", title, servers, ours, limit,
            ours / limit, 1000 / ours
    }
    END {
        print "| workload                 |   servers |  ns/tick |    limit | ratio | Mtick/s |"
        print "| ------------------------ | --------: | -------: | -------: | ----: | ------: |"
        row("W1", "W1", 1, "W1")
        row("W1", "W1", 1000, "W1")
        row("W1", "W1", 100000, "W1")
        row("W1", "W1", 1000000, "W1")
        row("W1, full trace", "W1_traced", 1000, "W1")
        row("W2, to 10,000 waiting", "W2", 1000, "W2")
        printf "\nW1 falls %.2f times from 1,000 to 1,000,000 servers.\n",
            median["ours", "W1", 1000000] / median["ours", "W1", 1000]
    }'
"$bin/bench_footprint"
