#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# What needs no compiler: form, shell, spelling, licences, and the arrows between folders.
set -euo pipefail
# shellcheck source=app/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../app/setup.sh"

usage() {
    cat <<END
usage: tests/check.sh [--all]

Checks the files that differ from the branch main, uncommitted and new ones too; with --all, all of
them. Installs what is missing of these Debian packages, and says what it skips without them:
  ${packages_to_check[*]}

  form      clang-format 14 with .clang-format; git clang-format mends it
  shell     shellcheck
  spelling  codespell; words that are right all the same are in tests/house/words.txt
  licences  each source file begins with its SPDX line; reuse finds those of all other files
  arrows    an include from a folder that tests/house/arrows.txt does not allow; always all files

It ends with 1 when one of them found something.
END
}

all=no
for argument; do
    case $argument in
    --all) all=yes ;;
    -h | --help)
        usage
        exit
        ;;
    *)
        say "check.sh: unknown option $argument; see --help"
        exit 2
        ;;
    esac
done
(require_packages "${packages_to_check[@]}") || say "check.sh: goes on without them"
cd "$top"
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# Whether a program is there; says which check is left out when it is not.
has() {
    command -v "$2" >/dev/null && return
    say "$1: skipped, there is no $2"
    return 1
}

# The files to look at, a line each; further arguments are patterns of git.
files() {
    local base=
    if [[ $all == no ]]; then
        base=$(git merge-base HEAD main 2>/dev/null || git merge-base HEAD origin/main 2>/dev/null || true)
    fi
    if [[ -n $base ]]; then
        git diff --name-only --diff-filter=d "$base" -- "$@"
        git ls-files --others --exclude-standard -- "$@"
    else
        git ls-files --cached --others --exclude-standard -- "$@"
    fi | sort -u
}

form() {
    local version sources
    has form clang-format || return 0
    version=$(clang-format --version | grep -oE 'version [0-9]+' || true)
    if [[ $version != "version 14" ]]; then
        say "form: skipped, this clang-format is of another ${version:-version}"
        return 0
    fi
    mapfile -t sources < <(files '*.h' '*.cpp')
    ((${#sources[@]} == 0)) ||
        printf '%s\0' "${sources[@]}" | xargs -0 -n 40 -P "$(nproc)" clang-format --dry-run -Werror
}

shell() {
    local scripts
    has shell shellcheck || return 0
    mapfile -t scripts < <(files '*.sh' '.ci/run')
    ((${#scripts[@]} == 0)) || shellcheck --external-sources "${scripts[@]}"
}

spelling() {
    local texts
    has spelling codespell || return 0
    mapfile -t texts < <(files '*.h' '*.cpp' '*.md' '*.sh' '*.toml' '*.txt' \
        ':!tests/house/words.txt' ':!tests/golden')
    ((${#texts[@]} == 0)) || codespell --ignore-words tests/house/words.txt "${texts[@]}"
}

licences() {
    local sources
    mapfile -t sources < <(files '*.h' '*.cpp' '*.sh' '*.cmake' '*CMakeLists.txt' '.ci/run')
    ((${#sources[@]} == 0)) || awk '
        function close_file() {
            if (file == "" || hasLicence) return
            printf "%s:1:1: error: no SPDX-License-Identifier in the first three lines\n", file
            found = 1
        }
        FNR == 1 { close_file(); file = FILENAME; hasLicence = 0 }
        /SPDX-License-[I]dentifier: / { hasLicence = 1 }
        FNR == 3 { nextfile }
        END { close_file(); exit found }' "${sources[@]}" >&2 || return 1
    has reuse reuse || return 0
    # It prints pages when all is well, and complains of texts that only mention a licence.
    reuse lint >"$report" 2>/dev/null || {
        cat "$report" >&2
        return 1
    }
}

arrows() {
    # shellcheck disable=SC2016 # they are awk's
    git ls-files --cached --others --exclude-standard 'app/*.h' 'app/*.cpp' 'core/*.h' 'core/*.cpp' \
        'ui/*.h' 'ui/*.cpp' | xargs -d '\n' awk '
        function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
        FILENAME == list {
            if ($2 == "->")
                for (i = 3; i <= NF; ++i) isAllowed[$1 " -> " $i] = 1
            next
        }
        /^#include "/ {
            split($0, parts, "\"")
            arrow = folder(FILENAME) " -> " folder(parts[2])
            if (folder(FILENAME) == folder(parts[2]) || arrow in isAllowed) next
            printf "%s:%d:1: error: %s is not in %s\n", FILENAME, FNR, arrow, list
            found = 1
        }
        END { exit found }' list=tests/house/arrows.txt tests/house/arrows.txt >&2
}

failed=()
for check in form shell spelling licences arrows; do
    "$check" || failed+=("$check")
done
((${#failed[@]} == 0)) || die "check.sh: ${failed[*]}: see above"
