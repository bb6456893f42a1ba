#!/bin/sh
# Speed of the whole process: CPU (user + system), wall and peak memory of `breakwater scan`, cold and cached, beside
# `gzip -dc` of the same layers, all in one run, medians of several rounds. Prints a Markdown table.
#   bench/scan.sh [-n ROUNDS] [-f FEEDS] [OCI_LAYOUT:TAG]
# FEEDS: ../shared/feeds by default; built into a database once, before the measuring. The image: ../shared's
# debian-bookworm-min by default. Further rows where SYFT or GRYPE name a program, or one is on PATH;
# GRYPE_DB_CACHE_DIR must then hold a database, or the row is left out.
set -eu
. "$(dirname "$0")/measure.sh"
rounds=5
feeds=$home/../shared/feeds
while getopts n:f: option; do
  case $option in
    n) rounds=$OPTARG ;;
    f) feeds=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
image=${1:-$home/../shared/images/oci:debian-bookworm-min}
layout=${image%:*}
tag=${image##*:}
[ -f "$layout/index.json" ] || fail "$layout is no OCI layout. Name one as DIR:TAG"

# Own folders for cache and database, so that the user's stay as they are.
export XDG_CACHE_HOME="$work/cache" XDG_DATA_HOME="$work/data"
mkdir -p "$XDG_CACHE_HOME" "$XDG_DATA_HOME"
"$home/breakwater" --version >/dev/null || fail "./breakwater does not run"
"$home/breakwater" feeds import "$feeds" >"$work/import" 2>&1 || {
  cat "$work/import" >&2
  fail "feeds import $feeds failed"
}

blob() { printf '%s/blobs/%s' "$layout" "$(printf %s "$1" | tr : /)"; }
manifest=$(jq -r --arg tag "$tag" \
  '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $tag) | .digest' "$layout/index.json")
[ -n "$manifest" ] || fail "$layout has no tag $tag"
layers=
for digest in $(jq -r '.layers[].digest' "$(blob "$manifest")"); do layers="$layers $(blob "$digest")"; done
# shellcheck disable=SC2086 # digests hold no blanks
stored=$(cat $layers | wc -c)

unzip_all() { measure "$1" sh -c 'for layer; do gzip -dc "$layer" >/dev/null; done' sh $layers; }
# The feeds' database stays; only what was remembered of layers goes.
cold() { rm -rf "$XDG_CACHE_HOME" && mkdir -p "$XDG_CACHE_HOME"; }
breakwater_scan() { measure "$@" "$home/breakwater" scan "oci:$layout:$tag" --format json; }

syft=${SYFT:-$(command -v syft || true)}
grype=${GRYPE:-$(command -v grype || true)}
[ -d "${GRYPE_DB_CACHE_DIR:-/nonexistent}" ] || grype=
# The peers take the only image of a layout, not a tag.
mkdir "$work/single"
ln -s "$(cd "$layout" && pwd)/blobs" "$work/single/blobs"
cp "$layout/oci-layout" "$work/single/"
jq --arg tag "$tag" '.manifests |= map(select(.annotations["org.opencontainers.image.ref.name"] == $tag))' \
  "$layout/index.json" >"$work/single/index.json"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  printf '\rround %s of %s' "$round" "$rounds" >&2
  unzip_all gzip
  cold
  breakwater_scan cold env
  cold
  breakwater_scan plain env BREAKWATER_ISAL=off
  cold
  breakwater_scan tiny env BREAKWATER_OPTS=-Xmx64m
  breakwater_scan warm env
  [ -z "$syft" ] || measure syft env SYFT_CHECK_FOR_APP_UPDATE=false "$syft" scan -q -o json "oci-dir:$work/single"
  [ -z "$syft" ] || measure syft_os env SYFT_CHECK_FOR_APP_UPDATE=false "$syft" scan -q -o json \
    --override-default-catalogers apk-db-cataloger,dpkg-db-cataloger "oci-dir:$work/single"
  [ -z "$grype" ] || measure grype env GRYPE_DB_AUTO_UPDATE=false GRYPE_CHECK_FOR_APP_UPDATE=false "$grype" -q -o json \
    "oci-dir:$work/single"
done
printf '\r               \r' >&2

machine
printf 'Image `%s`: %s layers, %s MB stored. Medians of %s rounds; ratios to `gzip -dc` of the same layers.\n\n' \
  "$tag" "$(printf '%s\n' $layers | wc -l)" "$((stored / 1000000))" "$rounds"
printf '| | CPU s | ratio | wall s | ratio | peak MB |\n|---|---|---|---|---|---|\n'
row() {
  [ -s "$work/$1" ] || return 0
  printf '| %s | %s | %s | %s | %s | %s |\n' "$2" "$(median "$1" 1)" "$(ratio "$(median "$1" 1)" "$(median gzip 1)")" \
    "$(median "$1" 2)" "$(ratio "$(median "$1" 2)" "$(median gzip 2)")" "$(median "$1" 3)"
}
row gzip '`gzip -dc`, one layer after the other'
row cold 'breakwater scan, cold'
row plain 'breakwater scan, cold, `BREAKWATER_ISAL=off`'
row tiny 'breakwater scan, cold, 64 MB heap'
row warm 'breakwater scan, layers cached'
row syft 'Syft, all catalogers (packages, no matching)'
row syft_os 'Syft, dpkg and apk only'
row grype 'Grype'
