#!/bin/sh
# Cost of the advisory database: CPU (user + system), wall and peak memory of `breakwater feeds import DIR`, its size,
# and the same with a 512 MB heap. Prints a Markdown table.
#   bench/feeds.sh [-n ROUNDS] [FEEDS]          FEEDS: ../shared/feeds by default
set -eu
. "$(dirname "$0")/measure.sh"
rounds=3
while getopts n: option; do
  case $option in
    n) rounds=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
feeds=${1:-$home/../shared/feeds}
[ -d "$feeds" ] || fail "$feeds is no folder of feeds"
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"
"$home/breakwater" --version >/dev/null || fail "./breakwater does not run"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  printf '\rround %s of %s' "$round" "$rounds" >&2
  rm -rf "$XDG_CACHE_HOME" "$XDG_DATA_HOME"
  measure import env "$home/breakwater" feeds import "$feeds"
  du -sb "$XDG_DATA_HOME" | awk '{print $1 / 1000000}' >"$work/size"
  find "$XDG_DATA_HOME" -type f -exec sha256sum {} + | awk '{print $1}' | sort >>"$work/digests.$round"
  rm -rf "$XDG_CACHE_HOME" "$XDG_DATA_HOME"
  measure bounded env BREAKWATER_OPTS=-Xmx512m "$home/breakwater" feeds import "$feeds"
done
printf '\r               \r' >&2
machine
printf 'Medians of %s rounds.\n\n| | CPU s | wall s | peak MB |\n|---|---|---|---|\n' "$rounds"
for row in import bounded; do
  printf '| feeds import%s | %s | %s | %s |\n' "$([ "$row" = import ] || echo ', 512 MB heap')" \
    "$(median $row 1)" "$(median $row 2)" "$(median $row 3)"
done
printf '\nOn disk: %s MB.' "$(cat "$work/size")"
[ "$rounds" -lt 2 ] || { cmp -s "$work/digests.1" "$work/digests.2" && printf ' The same bytes each time.'; }
printf '\n'
