#!/bin/sh
# Compares `breakwater scan` with expected_rpm.py for RHEL, CentOS and AlmaLinux: the lists of packages with module,
# source and vendor, and per package and CVE the state, the fixed version, who has the fix, the notice. Every list is
# scanned as a bill of materials and as an image with rpm's database. Sets: edges (made-up advisories, answers by hand),
# made (every package that the feeds name), and folders of real lists by --lists DIR.
# Prints a table; exits 1 on any difference, 3 where there is nothing to compare with.
#   bench/oracle/compare_rpm.sh [-v] [--only TEXT] [--sets edges,made] [--inputs sbom,oci] [--lists DIR] [SHARED]
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)
PYTHONDONTWRITEBYTECODE=1 exec python3 "$here/compare_rpm.py" --breakwater "$home/breakwater" --home "$home" "$@"
