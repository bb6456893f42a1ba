#!/bin/sh
# Lists of many images, and the status of single ones at 100 requests a second, of a server that runs on this machine.
# The images differ in their manifest alone and stay in the namespace bench.
#   bench/lists.sh URL USER IMAGES SECONDS      the password in REGISTRY_PASSWORD
set -eu
. "$(dirname "$0")/measure.sh"
[ $# = 4 ] || fail "usage: bench/lists.sh URL USER IMAGES SECONDS"
. "$(dirname "$0")/jdk.sh"
(cd "$home" && "${MVN:-mvn}" -q compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl bench -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/lists.classpath)
machine
"$jdk/bin/java" -XX:+UseSerialGC -Xmx400m --enable-native-access=ALL-UNNAMED \
  -cp "$home/bench/target/classes:$(cat "$home/bench/target/lists.classpath")" \
  io.breakwater.bench.lists.ManyTags "$1" "$2:$REGISTRY_PASSWORD" "$3" "$4"
