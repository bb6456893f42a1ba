#!/bin/sh
# Runs the JMH benchmarks; arguments go to JMH: a part of a name, options (-h lists them).
#   bench/jmh.sh [NAME…] [JMH OPTION…]
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
jdk=
for candidate in "${BREAKWATER_JAVA:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  [ -n "$jdk" ] || ! grep -qs '^JAVA_VERSION="25' "$candidate/release" || jdk=$candidate
done
[ -n "$jdk" ] || {
  echo "jmh: no JDK 25. Set JAVA_HOME" >&2
  exit 2
}
export JAVA_HOME="$jdk"
(cd "$home" && "${MVN:-mvn}" -q compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl bench -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/jmh.classpath)
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$home/bench/target/classes:$(cat "$home/bench/target/jmh.classpath")" org.openjdk.jmh.Main "$@"
