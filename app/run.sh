#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs what is needed, builds Tickscope and starts it. Arguments go to tickscope.
# The second call finds everything in place: it needs no network and starts at once.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

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
