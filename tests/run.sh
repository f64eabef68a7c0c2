#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs what is needed, builds everything and runs all tests. Arguments go to ctest
# (tests/run.sh -R cli). With CI=true a warning is an error.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../app/setup.sh"

usage() {
    cat <<END
usage: tests/run.sh [ARGUMENT...]

Installs what is missing of the Debian packages for app/run.sh (see app/run.sh --help) and of these:
  ${packages_to_test[*]}
Then builds everything in build/dev, with asserts, and runs all tests.

Arguments go to ctest:
  -R REGEX       only tests whose names match; -E REGEX leaves them out
  -C beam        also what takes a real BEAM and minutes
  --rerun-failed only what failed the last time

  CI=true                         makes a warning an error
  CMAKE_BUILD_PARALLEL_LEVEL=N    runs N compilers at once; else one a core
  TICKSCOPE_PACKAGES=installed    looks for no package: another system, or libraries built by hand
END
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    usage
    exit
fi
werror=OFF
[[ ${CI:-} != true ]] || werror=ON

require_packages "${packages_to_run[@]}" "${packages_to_test[@]}"
build_preset dev -DTICKSCOPE_WERROR=$werror
cd "$top"
exec ctest --preset dev --parallel 2 "$@"
