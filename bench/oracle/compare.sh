#!/bin/sh
# Compares `breakwater scan` with expected.py, dpkg-query and the apk database, for every Alpine, Debian and Ubuntu
# image of the shared test data: package lists, and the sets of (CVE, package, source, state, who has the fix).
# Prints a table; exits 1 on any difference, 3 where there is nothing to compare with.
#   bench/oracle/compare.sh [-v] [SHARED]        SHARED: folder with images/ and feeds/, ../shared by default
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)
PYTHONDONTWRITEBYTECODE=1 exec python3 "$here/compare.py" --breakwater "$home/breakwater" --home "$home" "$@"
