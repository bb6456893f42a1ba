#!/bin/sh
# What the console's pages take in this machine's Chromium: the first page, an image with 2,000 findings, and 10,000 images.
# Starts servers of its own on loopback and stops them; prints what was measured, median and most, and fails where the first
# page is not there within a second or an interaction takes 100 ms. Let nothing else run beside it.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
. "$(dirname "$0")/jdk.sh"
export CONSOLE_SLACK="${CONSOLE_SLACK:-1}"
cd "$home"
rm -f console/target/speed.tsv
failed=0
"${MVN:-mvn}" -q test -pl server -am -Dspotless.check.skip=true -Dtest=ConsolePagesTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dbreakwater.browser=speed || failed=$?
[ -f console/target/speed.tsv ] || {
  echo "console: nothing was measured: see above, and console/target/browser.log" >&2
  exit 2
}
cat console/target/speed.tsv
exit "$failed"
