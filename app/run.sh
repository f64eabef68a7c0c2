#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs what is needed, builds Tickscope and starts it. Arguments go to tickscope.
# The second call finds everything in place: it needs no network and starts at once.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

usage() {
    cat <<END
usage: app/run.sh [ARGUMENT...]

Installs what is missing of these Debian packages, as root or through sudo:
  ${packages_to_run[*]}
Then builds Tickscope in build/release and starts the window. The second call finds everything in
place: it needs no network.

Without an argument the built-in scenario "buildup" plays. Without a display it runs on the terminal
instead, and build/buildup.png is what the window would show.
Arguments go to tickscope: a scenario file, the name of a built-in one, or options, as in
  app/run.sh --render lanes.svg buildup
build/release/bin/tickscope --help lists them.

  CMAKE_BUILD_PARALLEL_LEVEL=N    runs N compilers at once; else one a core
  TICKSCOPE_PACKAGES=installed    looks for no package: another system, or libraries built by hand
END
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    usage
    exit
fi
require_packages "${packages_to_run[@]}"
build_preset release
bin=$top/build/release/bin

if (($#)); then
    exec "$bin/tickscope" "$@"
fi
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$bin/tickscope" --play buildup
fi

say "There is no display here, so this is the built-in scenario \"buildup\" without the window:"
"$bin/tickscope-cli" run buildup
picture=$top/build/buildup.png
QT_QPA_PLATFORM=offscreen "$bin/tickscope" --clean --until 45s --screenshot "$picture" buildup
say "What the window would show: $picture"
