# shellcheck shell=bash disable=SC2034
# SPDX-License-Identifier: GPL-3.0-only
# Sourced by app/run.sh and tests/run.sh: the Debian packages, and the steps that both share.

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# What it takes to build and start both programs. fonts-* are what the window is drawn with;
# libqt6svg6 holds the plug-in that loads its icons.
packages_to_run=(
    g++ cmake ninja-build
    qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libqt6svg6 libasound2-dev
    libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libfmt-dev
    fonts-inter fonts-jetbrains-mono fonts-dejavu-core
)
# What the tests need besides.
packages_to_test=(
    librapidcheck-dev libbenchmark-dev xvfb erlang-base elixir
    mandoc desktop-file-utils appstream shared-mime-info
)
# What tests/check.sh needs.
packages_to_check=(clang-format shellcheck codespell reuse)

say() { printf '%s\n' "$*" >&2; }
die() {
    say "$@"
    exit 1
}

# Which of the packages named are not installed, one a line. Asks dpkg alone: no network.
missing_packages() {
    local package
    for package in "$@"; do
        [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
            printf '%s\n' "$package"
    done
}

# Runs a command as root: directly, or through sudo.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "This needs root, and there is no sudo. As root, run:" \
            "apt-get install --no-install-recommends ${missing[*]}"
    fi
}

# Installs what is missing of the packages named. Does nothing, and asks nobody, when all are there.
require_packages() {
    if [[ ${TICKSCOPE_PACKAGES:-} == installed ]]; then
        return # somebody saw to it: another system, or libraries built by hand
    fi
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This script installs packages on Debian 12 or later, and this is another system."
        say "Install what corresponds to these Debian packages:"
        say "  $*"
        die "then run it again with TICKSCOPE_PACKAGES=installed."
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
        die "apt-get update failed; is there a network?"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "${missing[@]}" ||
        die "The packages could not be installed. Debian 12 or later has them all."
}

# Configures a preset of CMakePresets.json and builds it; further arguments go to cmake.
# CMAKE_BUILD_PARALLEL_LEVEL says how many jobs run at once; else one a core and no more: a machine
# that has cores usually has the memory for them.
build_preset() {
    local preset=$1
    shift
    cmake -S "$top" --preset "$preset" "$@" >&2
    cmake --build "$top/build/$preset" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}" >&2
}
