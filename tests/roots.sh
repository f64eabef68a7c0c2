#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Tries what README promises under "Start" on a bare Debian: tests/roots.sh bookworm|trixie
# Needs Debian, mmdebstrap, root and the network.
set -euo pipefail
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<END
usage: tests/roots.sh [--anew] SUITE [COMMAND...]

Makes a bare root of the Debian release SUITE (bookworm, trixie), clones the commit that is checked
out into it, and runs the commands that README names under "Start". At the end it says how long
each took, how many warnings there were and how many tests passed. A warning is a failure.

  --anew   makes the root anew; else packages and objects of the last time are used again
  COMMAND  is run in the clone instead of README's commands; "bash" to look around

The root is \${XDG_CACHE_HOME:-~/.cache}/tickscope-roots/SUITE, and its log is SUITE.log beside it.
What was not committed is not in the clone. The mirror is the one that apt uses here.

CMAKE_BUILD_PARALLEL_LEVEL is passed on. With CCACHE_DIR set, that cache is used in the root too.
END
}

die() {
    printf 'roots.sh: %s\n' "$*" >&2
    exit 1
}

misused() {
    printf 'roots.sh: %s; see --help\n' "$*" >&2
    exit 2
}

anew=no
while [[ ${1:-} == -* ]]; do
    case $1 in
    --anew) anew=yes ;;
    -h | --help)
        usage
        exit 0
        ;;
    *) misused "unknown option $1" ;;
    esac
    shift
done
(($#)) || {
    usage >&2
    exit 2
}
suite=$1
shift
[[ $suite =~ ^[a-z]+$ ]] || misused "$suite is no Debian release"
((EUID == 0)) || die "a root is made by root: run it with sudo"
command -v mmdebstrap >/dev/null || die "mmdebstrap is missing: apt-get install mmdebstrap"

roots=${XDG_CACHE_HOME:-$HOME/.cache}/tickscope-roots
root=$roots/$suite
log=$roots/$suite.log
clone=root/tickscope # in the root

# Where apt of this machine gets Debian's main packages from.
mirror() {
    # shellcheck disable=SC2016 # apt expands these
    apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL) $(COMPONENT)' \
        'Identifier: Packages' | awk '$2 " " $3 " " $4 == "Debian Debian main" { print $1; exit }'
}

# Bootstraps the root beside its place, so that half a root is never taken for one.
make_root() {
    local uri proxy options=()
    uri=$(mirror)
    [[ -n $uri ]] || die "apt knows no Debian mirror; is this Debian, and did apt-get update run?"
    while IFS= read -r proxy; do
        options+=(--aptopt="$proxy")
    done < <(apt-config dump | grep -iE '^Acquire::https?::.*proxy' || true)
    mkdir -p "$roots"
    rm -rf --one-file-system "$root" "$root.new"
    mmdebstrap --variant=apt "${options[@]}" "$suite" "$root.new" "deb $uri $suite main" >&2
    mv "$root.new" "$root"
}

# Runs a command in the clone. Mounts and processes are the command's own and end with it.
in_root() {
    # shellcheck disable=SC2016 # the inner shell expands these
    unshare --mount --pid --fork --kill-child bash -euc '
        root=$1 clone=$2
        shift 2
        cp /etc/resolv.conf /etc/hosts "$root/etc/"
        mount -t proc proc "$root/proc"
        mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts"
        mount -t tmpfs tmpfs "$root/dev/shm"
        mount -t tmpfs tmpfs "$root/tmp"
        variables=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}")
        [[ -z ${CMAKE_BUILD_PARALLEL_LEVEL:-} ]] ||
            variables+=(CMAKE_BUILD_PARALLEL_LEVEL="$CMAKE_BUILD_PARALLEL_LEVEL")
        if [[ -n ${CCACHE_DIR:-} ]]; then
            mkdir -p "$root/var/cache/ccache"
            mount --bind "$CCACHE_DIR" "$root/var/cache/ccache"
            variables+=(CCACHE_DIR=/var/cache/ccache CCACHE_BASEDIR=/root CCACHE_NOHASHDIR=1)
        fi
        exec chroot "$root" env -i "${variables[@]}" \
            bash -c "cd \"/\$0\" && exec \"\$@\"" "$clone" "$@"
    ' bash "$root" "$clone" "$@"
}

take_clone() {
    local commit
    commit=$(git -C "$top" rev-parse HEAD)
    [[ -d $root/$clone/.git ]] || git init --quiet "$root/$clone"
    git -C "$root/$clone" fetch --quiet "$top" "$commit"
    git -C "$root/$clone" checkout --quiet --force --detach "$commit"
    git -C "$root/$clone" clean --quiet -d --force
}

# The commands of the first code block under "Start", without their comments.
readme_commands() {
    sed -n '/^## Start/,/^```$/{ /^[a-z].*\.sh/ s/ *#.*//p }' "$top/README.md"
}

[[ $anew == no && -d $root ]] || make_root
take_clone
if [[ -n ${CCACHE_DIR:-} && ! -x $root/usr/bin/ccache ]]; then
    in_root sh -c 'apt-get update -qq && apt-get install -qq --no-install-recommends ccache' >&2
fi
if (($#)); then
    in_root "$@"
    exit
fi

mapfile -t commands < <(readme_commands)
((${#commands[@]} == 2)) || die "README has ${#commands[@]} commands under Start, expected 2"
: >"$log"
status=0
report=()
for command in "${commands[@]}"; do
    began=$SECONDS
    in_root bash -c "$command" </dev/null 2>&1 | tee -a "$log" || status=1
    report+=("$(printf '%-14s %4d s' "$command" $((SECONDS - began)))")
    ((status == 0)) || break
done

warnings=$(grep -cE 'warning:|CMake (Deprecation )?Warning' "$log" || true)
printf '\n%s: %s\n' "$suite" "$(in_root bash -c 'g++ --version | head -n 1')"
printf '  %s\n' "${report[@]}"
printf '  warnings       %4d\n' "$warnings"
grep -E '^[0-9]+% tests passed' "$log" | sed 's/^/  /' || true
((status == 0)) || printf '  failed: %s; see %s\n' "$command" "$log"
((status == 0 && warnings == 0))
