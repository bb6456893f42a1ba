# Sourced by the other scripts: the JDK that the project is built with, in `jdk` and JAVA_HOME.
jdk=
for candidate in "${BREAKWATER_JAVA:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  [ -n "$jdk" ] || ! grep -qs '^JAVA_VERSION="25' "$candidate/release" || jdk=$candidate
done
[ -n "$jdk" ] || {
  echo "${0##*/}: no JDK 25. Set JAVA_HOME" >&2
  exit 2
}
export JAVA_HOME="$jdk"
