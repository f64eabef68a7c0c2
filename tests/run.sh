#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs what is needed, builds everything and runs all tests. Arguments go to ctest
# (tests/run.sh -R cli). With CI=true a warning is an error.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../app/setup.sh"

werror=OFF
[[ ${CI:-} != true ]] || werror=ON

require_packages "${packages_to_run[@]}" "${packages_to_test[@]}"
build_preset dev -DTICKSCOPE_WERROR=$werror
cd "$top"
exec ctest --preset dev --parallel 2 "$@"
