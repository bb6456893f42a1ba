#!/bin/sh
# Runs the JMH benchmarks; arguments go to JMH: a part of a name, options (-h lists them).
#   bench/jmh.sh [NAME…] [JMH OPTION…]
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
. "$(dirname "$0")/jdk.sh"
(cd "$home" && "${MVN:-mvn}" -q compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl bench -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/jmh.classpath)
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$home/bench/target/classes:$(cat "$home/bench/target/jmh.classpath")" org.openjdk.jmh.Main "$@"
