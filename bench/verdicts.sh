#!/bin/sh
# How long after the last byte of a push its verdict is there: pushes an image again and again, each time with layers that the
# registry has never seen, and prints the times of PUT of the manifest. Each round stores the layers once more.
#   bench/verdicts.sh [-n ROUNDS] [-u USER] [-r NAMESPACE] URL LAYER.tar.gz...
# The login: USER, and the password in REGISTRY_PASSWORD. The registry must run on this machine.
set -eu
. "$(dirname "$0")/measure.sh"
rounds=10
namespace=bench
while getopts n:u:r: option; do
  case $option in
    n) rounds=$OPTARG ;;
    u) export REGISTRY_USER="$OPTARG" ;;
    r) namespace=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 1 ] || fail "usage: bench/verdicts.sh [-n ROUNDS] [-u USER] [-r NAMESPACE] URL LAYER.tar.gz..."
machine
driver VerdictTimes "$rounds" "$namespace" "$@"
