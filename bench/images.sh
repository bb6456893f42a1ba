#!/bin/sh
# A registry of very many images, in the metadata alone: 300 packages each of 100,000 distinct ones. Makes it and asks it
# what people and jobs ask; prints a Markdown table.
#   bench/images.sh make PLACE FROM TO     adds the images of these numbers, from 0 on; 1,000,000 take some 4 GB and 40 minutes
#   bench/images.sh measure PLACE
# PLACE: a folder for SQLite, or jdbc:postgresql://HOST:PORT/DATABASE, with the login in BREAKWATER_POSTGRESQL_USER and
# BREAKWATER_POSTGRESQL_PASSWORD. What was made stays until you remove it.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
. "$(dirname "$0")/jdk.sh"
case ${1:-} in
  # The index of packages takes many images at once here; a server has a smaller heap.
  make) heap=-Xmx1g ;;
  measure) heap=-Xmx224m ;;
  *)
    echo "usage: bench/images.sh make PLACE FROM TO | measure PLACE" >&2
    exit 2
    ;;
esac
export JAVA_HOME="$jdk"
(cd "$home" && "${MVN:-mvn}" -q compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl bench -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/images.classpath)
exec "$jdk/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders $heap --enable-native-access=ALL-UNNAMED \
  -cp "$home/bench/target/classes:$(cat "$home/bench/target/images.classpath")" \
  io.breakwater.bench.images.ManyImages "$@"
