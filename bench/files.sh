#!/bin/sh
# What reading files costs: CPU (user + system) of the inventory of an image with nothing cached, by this build, which
# searches every text for secrets and keeps configuration files, beside an older build that reads package databases and
# names only. Both in turn in one run; prints a Markdown table of medians and their ratio.
#   bench/files.sh [-n ROUNDS] OLDER_CHECKOUT OCI_LAYOUT:TAG
# OLDER_CHECKOUT: `git worktree add --detach DIR 6fcceeb` makes one; its ./breakwater is run once before the measuring.
set -eu
. "$(dirname "$0")/measure.sh"
rounds=5
while getopts n: option; do
  case $option in
    n) rounds=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -eq 2 ] || fail "usage: bench/files.sh [-n ROUNDS] OLDER_CHECKOUT OCI_LAYOUT:TAG"
older=$(cd "$1" && pwd -P)
image=$2
layout=${image%:*}
[ -x "$older/breakwater" ] || fail "$older has no ./breakwater"
[ -f "$layout/index.json" ] || fail "$layout is no OCI layout. Name one as DIR:TAG"

# An own folder for the cache, empty before each run, so that every layer is read.
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"
mkdir -p "$XDG_DATA_HOME"
cold() { rm -rf "$XDG_CACHE_HOME" && mkdir -p "$XDG_CACHE_HOME"; }
inventory() {
  cold
  measure "$1" "$2/breakwater" packages "oci:$image"
}

"$older/breakwater" --version >/dev/null || fail "$older/breakwater does not run"
"$home/breakwater" --version >/dev/null || fail "./breakwater does not run"
# Once unmeasured: the image's files come into the page cache.
inventory unmeasured "$home"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  printf '\rround %s of %s' "$round" "$rounds" >&2
  inventory older "$older"
  inventory newer "$home"
done
printf '\r               \r' >&2

machine
printf 'Image `%s`, `breakwater packages`, nothing cached. Medians of %s rounds in turn.\n\n' "${image##*:}" "$rounds"
printf '| | CPU s | ratio | wall s | ratio | peak MB |\n|---|---|---|---|---|---|\n'
row() {
  printf '| %s | %s | %s | %s | %s | %s |\n' "$2" "$(median "$1" 1)" "$(ratio "$(median "$1" 1)" "$(median older 1)")" \
    "$(median "$1" 2)" "$(ratio "$(median "$1" 2)" "$(median older 2)")" "$(median "$1" 3)"
}
row older 'packages only, the older build'
row newer 'with configuration files and the search for secrets'
