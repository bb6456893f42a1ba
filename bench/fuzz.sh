#!/bin/sh
# Runs the fuzz targets (classes *Fuzz with `fuzzerTestOneInput(byte[])` under */src/test/java) with Jazzer, one after
# the other, and prints a table; exits 1 when a target found something. Corpus and findings lie in bench/target/fuzz,
# which git does not see; a target's self-made corpus (src/test/resources/fuzz/<name>) is read as well.
#   bench/fuzz.sh [--seconds N] [--list] [TARGET…]     600 seconds a target; TARGET: class name or part of one
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
jazzer=0.30.0
out=$home/bench/target/fuzz
seconds=600
list=
wanted=
while [ $# -gt 0 ]; do
  case $1 in
    --seconds)
      seconds=$2
      shift
      ;;
    --list) list=yes ;;
    -*)
      sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
      exit 2
      ;;
    *) wanted="$wanted $1" ;;
  esac
  shift
done

. "$(dirname "$0")/jdk.sh"

maven() { (cd "$home" && "${MVN:-mvn}" -q "$@"); }

sources() {
  find "$home"/*/src/test/java -name '*Fuzz.java' | sort | while read -r source; do
    class=${source#*/src/test/java/}
    class=$(printf %s "${class%.java}" | tr / .)
    for part in ${wanted:-.}; do
      case $class in
        *$part*)
          module=${source#"$home"/}
          printf '%s %s\n' "${module%%/*}" "$class"
          break
          ;;
      esac
    done
  done
}

targets=$(sources)
[ -n "$targets" ] || {
  echo "fuzz: no target matches${wanted:- *}" >&2
  exit 2
}
if [ -n "$list" ]; then
  printf '%s\n' "$targets"
  exit
fi

modules=$(printf '%s\n' "$targets" | cut -d' ' -f1 | sort -u | paste -sd,)
mkdir -p "$out"
echo "fuzz: compiling $modules" >&2
maven test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl "$modules" -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/fuzz.classpath -Dmdep.includeScope=test
for artifact in jazzer jazzer-api; do
  [ -f "$out/lib/$artifact-$jazzer.jar" ] || maven org.apache.maven.plugins:maven-dependency-plugin:copy -pl bench \
    -Dartifact="com.code-intelligence:$artifact:$jazzer" -DoutputDirectory="$out/lib"
done

found=0
printf '| target | seconds | runs | runs/s | coverage | corpus | result |\n|---|---|---|---|---|---|---|\n'
while read -r module class; do
  name=${class##*.}
  folder=$out/$name
  mkdir -p "$folder/corpus" "$folder/findings"
  seeds=$(printf %s "${name%Fuzz}" | tr '[:upper:]' '[:lower:]')
  seeds=$home/$module/src/test/resources/fuzz/$seeds
  [ -d "$seeds" ] || seeds=
  result=nothing
  (
    cd "$folder"
    # The heap is the one that the product promises; a timeout or an OutOfMemoryError is a finding.
    nice -n 10 "$jdk/bin/java" -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
      -XX:+EnableDynamicAgentLoading -cp "$out/lib/jazzer-$jazzer.jar:$out/lib/jazzer-api-$jazzer.jar:$home/$module/target/test-classes:$home/$module/target/classes:$(cat "$home/$module/target/fuzz.classpath")" \
      com.code_intelligence.jazzer.Jazzer --target_class="$class" --instrumentation_includes='io.breakwater.**' \
      --reproducer_path="$folder/findings" -artifact_prefix="$folder/findings/" -max_total_time="$seconds" \
      -max_len="${FUZZ_MAX_LEN:-16384}" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 "$folder/corpus" \
      ${seeds:+"$seeds"} >"$folder/log" 2>&1
  ) || {
    result="FOUND: $(sed -n 's/^== Java Exception: //p; s/^SUMMARY: //p' "$folder/log" | head -n 1 | tr '|' '/')"
    [ "$result" != "FOUND: " ] || result="FAILED, see ${folder#"$home"/}/log"
    found=1
  }
  stat() { sed -n "s/^stat::$1: *//p" "$folder/log" | tail -n 1; }
  coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$folder/log" | tail -n 1)
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$seconds" "$(stat number_of_executed_units)" \
    "$(stat average_exec_per_sec)" "$coverage" "$(find "$folder/corpus" -type f | wc -l)" "$result"
done <<TARGETS
$targets
TARGETS
exit "$found"
