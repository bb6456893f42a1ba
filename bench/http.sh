#!/bin/sh
# Speed of the HTTP server alone, beside nginx where it is installed, by turns: GET of a 256 MiB file, PUT of the same
# to a hash (not at nginx), and with `ab` small answers on 16 connections. Then its memory: 16 uploads at once. Prints a
# line each. Both listen on the loopback address only.
#   bench/http.sh [-n ROUNDS] [-p FIRST_PORT]
# Linux: CPU is user + system of the server's process, from /proc. GB is 10^9 bytes. The file lies in memory (/dev/shm).
set -eu
. "$(dirname "$0")/measure.sh"
rounds=5
port=5190
while getopts n:p: option; do
  case $option in
    n) rounds=$OPTARG ;;
    p) port=$OPTARG ;;
    *) exit 2 ;;
  esac
done
. "$(dirname "$0")/jdk.sh"
(cd "$home" && "${MVN:-mvn}" -q compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -pl bench -am \
  -Dspotless.check.skip=true -Dmdep.outputFile=target/jmh.classpath)

files=$(mktemp -d /dev/shm/breakwater-http.XXXXXX)
chmod 755 "$files"
ours= theirs=
trap 'kill $ours $theirs 2>/dev/null || :; rm -rf "$work" "$files"' EXIT
bytes=268435456
head -c "$bytes" /dev/urandom >"$files/file"
head -c 1024 /dev/urandom >"$files/small"
chmod 644 "$files"/*

"$jdk/bin/java" -XX:+UseSerialGC -Xmx300m -cp "$home/bench/target/classes:$(cat "$home/bench/target/jmh.classpath")" \
  io.breakwater.bench.HttpLoadServer "$port" "$files/file" >"$work/ours" 2>&1 &
ours=$!
if command -v nginx >/dev/null; then
  cat >"$work/nginx.conf" <<EOF
daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;
events { }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;
  client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c; uwsgi_temp_path $work/d;
  scgi_temp_path $work/e;
  server { listen 127.0.0.1:$((port + 1)); root $files; }
}
EOF
  nginx -c "$work/nginx.conf" 2>/dev/null &
  theirs=$!
fi
curl -s -o /dev/null --retry 50 --retry-connrefused --retry-delay 1 "http://127.0.0.1:$port/file" || {
  cat "$work/ours" >&2
  fail "the server does not start"
}

# cpu PID: ticks of user and system.
cpu() {
  sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'
}

# load PID GIGABYTES NAME COMMAND...: prints MB/s and CPU of the server while the command runs.
load() {
  pid=$1 gigabytes=$2 name=$3
  shift 3
  before=$(cpu "$pid")
  begin=$(date +%s.%N)
  "$@" >/dev/null
  end=$(date +%s.%N)
  sleep 0.1
  awk -v n="$name" -v g="$gigabytes" -v t="$(awk -v a="$begin" -v b="$end" 'BEGIN {print b - a}')" \
    -v c="$(($(cpu "$pid") - before))" -v h="$(getconf CLK_TCK)" \
    'BEGIN {printf "%-12s %5.0f MB/s %6.3f CPU s/GB\n", n, g * 1000 / t, c / h / g}'
}

eight() {
  for _ in 1 2 3 4 5 6 7 8; do
    curl -sSf -o /dev/null "$@"
  done
}

# small PID PORT PATH NAME
small() {
  before=$(cpu "$1")
  ab -q -k -c 16 -n 60000 "http://127.0.0.1:$2/$3" >"$work/ab" 2>/dev/null
  awk -v n="$4" -v c="$(($(cpu "$1") - before))" -v h="$(getconf CLK_TCK)" '
    /^Requests per second/ {r = $4} /^  50%/ {p50 = $2} /^  99%/ {p99 = $2} /^Failed/ {f = $3}
    END {printf "%-12s %6.0f req/s, p50 %s ms, p99 %s ms, failed %s, %.1f CPU us/req\n", n, r, p50, p99, f, c / h * 1e6 / 60000}' \
    "$work/ab"
}

machine
gb=$(awk -v b="$bytes" 'BEGIN {print 8 * b / 1e9}')
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  load "$ours" "$gb" "GET" eight "http://127.0.0.1:$port/file"
  [ -z "$theirs" ] || load "$theirs" "$gb" "GET nginx" eight "http://127.0.0.1:$((port + 1))/file"
  load "$ours" "$gb" "PUT" eight -T "$files/file" "http://127.0.0.1:$port/hash"
  if command -v ab >/dev/null; then
    small "$ours" "$port" v2/team/app/manifests/latest "small"
    [ -z "$theirs" ] || small "$theirs" "$((port + 1))" small "small nginx"
  fi
done
uploads=
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  curl -sSf -o /dev/null -T "$files/file" "http://127.0.0.1:$port/hash" &
  uploads="$uploads $!"
done
for upload in $uploads; do
  wait "$upload"
done
printf '16 uploads   %s\n' "$(grep VmHWM "/proc/$ours/status")"
