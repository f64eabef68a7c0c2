#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Builds the Debian packages and looks at them: tests/packages.sh
# With lintian installed its complaints are a failure, but for what a package outside Debian cannot
# have. As root with mmdebstrap: tests/packages.sh --try SUITE installs both packages into a bare
# root of that release, runs them there, removes them, and wants nothing to be left.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../app/setup.sh"

require_packages "${packages_to_run[@]}" dpkg-dev
build_preset release
cd "$top"
rm -rf build/release/packages
cpack --config build/release/CPackConfig.cmake >&2
packages=(build/release/packages/*.deb)
printf '%s\n' "${packages[@]}"

# There is no bug to close, no upstream archive, and both are built from one source.
excepted=initial-upload-closes-no-bugs,no-manual-page
if command -v lintian >/dev/null; then
    lintian --fail-on error,warning --suppress-tags "$excepted" --allow-root "${packages[@]}"
else
    say "Not looked at by lintian: it is not installed."
fi

[[ ${1:-} == --try ]] || exit 0
suite=${2:?which release of Debian?}
root=$(mktemp -d)
trap 'rm -rf --one-file-system -- "$root"' EXIT
# shellcheck disable=SC2016 # apt expands these
uri=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL) $(COMPONENT)' 'Identifier: Packages' |
    awk '$2 " " $3 " " $4 == "Debian Debian main" { print $1; exit }')
mmdebstrap --variant=apt "$suite" "$root" "deb $uri $suite main" >&2
cp /etc/resolv.conf "$root/etc/"
cp "${packages[@]}" "$root/tmp/"
chroot "$root" sh -euc '
    apt-get update -qq
    apt-get install -qq --no-install-recommends /tmp/*.deb
    tickscope-cli check buildup
    QT_QPA_PLATFORM=offscreen tickscope --version
    apt-get purge -qq tickscope tickscope-cli
    ! find / -xdev -name "*ickscope*" -not -path "/tmp/*" -not -path "/var/*" | grep .
'
say "$suite: installed, ran, removed."
