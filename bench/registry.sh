#!/bin/sh
# What a registry costs: CPU and throughput of blobs, requests for manifests, small images, tags, memory; of one registry
# or of several by turns, with ratios to the first. All must run on this machine. Prints a Markdown table of medians.
#   bench/registry.sh [-n ROUNDS] [-s | -o ROWS] [-u USER] [-r NAMESPACE] URL...
# One short round goes before, unmeasured. -s: small sizes, a minute a registry; without, some 6 GB are pushed to each in every round, and stay there.
# -o: only these rows, "images" (250 small ones, 65 MB a registry and round) or "blobs" (of 16 MiB, 256 MB).
# The login of all registries that ask for one: USER, and the password in REGISTRY_PASSWORD.
# Linux: CPU is user + system of the process that listens, from /proc. To measure other users' processes, be root.
set -eu
. "$(dirname "$0")/measure.sh"
rounds=3
size=full
namespace=bench
while getopts n:so:u:r: option; do
  case $option in
    n) rounds=$OPTARG ;;
    s) size=short ;;
    o) size=$OPTARG ;;
    u) export REGISTRY_USER="$OPTARG" ;;
    r) namespace=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || fail "usage: bench/registry.sh [-n ROUNDS] [-s | -o ROWS] [-u USER] [-r NAMESPACE] URL..."
machine
driver RegistryLoad "$rounds" "$size" "$namespace" "$@"
