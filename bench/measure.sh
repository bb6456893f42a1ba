# Sourced by the other scripts: one measured run, medians, tables.
# GNU time does the counting: user + system of the whole process tree, wall, peak resident memory of the largest process.
home=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/breakwater-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

[ -x /usr/bin/time ] || fail "GNU time is not installed. Install the package 'time'"

# measure NAME COMMAND...: adds "cpu wall rss" to $work/NAME; 1 and 3 are verdicts, other exit codes are failures.
measure() {
  name=$1
  shift
  code=0
  /usr/bin/time -q -o "$work/last" -f '%U %S %e %M' "$@" >"$work/out" 2>"$work/err" || code=$?
  if [ "$code" -eq 2 ] || [ "$code" -gt 3 ]; then
    cat "$work/err" >&2
    fail "exit $code of: $*"
  fi
  awk '{printf "%.2f %.2f %.1f\n", $1 + $2, $3, $4 / 1024}' "$work/last" >>"$work/$name"
}

# median NAME FIELD: 1 CPU seconds, 2 wall seconds, 3 peak resident MB.
median() {
  cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'
}

ratio() {
  awk -v a="$1" -v b="$2" 'BEGIN {if (b == 0) print "–"; else printf "%.2f", a / b}'
}

machine() {
  printf 'Machine: %s, %s processors; %s.\n\n' \
    "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -sr)"
}

# driver CLASS ARGUMENT...: runs a class of the package `bench.registry`, whose classes need the JDK alone.
driver() {
  . "$home/bench/jdk.sh"
  mkdir "$work/classes"
  "$jdk/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$work" \
    $(find "$home/bench/src/main/java/io/breakwater/bench/registry" -name '*.java' ! -name package-info.java)
  class=$1
  shift
  "$jdk/bin/java" -XX:+UseSerialGC -Xmx400m -cp "$work/classes" "io.breakwater.bench.registry.$class" "$@"
}
