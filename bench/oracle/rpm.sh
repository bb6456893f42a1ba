#!/bin/bash
# Makes rpm databases with the real rpm of three Debian releases, to compare our reading with its own:
#   sqlite-N  rpm 4.18 (bookworm, the rpm of this machine)
#   bdb-N     rpm 4.16 (a bullseye chroot), Berkeley DB
#   ndb-N     rpm 4.20 (a trixie chroot)
# for N packages, and variants of the one with 100: a live write-ahead log, other page sizes, other byte order, vacuumed.
# Each is OUTDIR/NAME/root/{etc/os-release,var/lib/rpm/…} with OUTDIR/NAME/expected.tsv from that rpm's own `-qa`
# (name, epoch or (none), version, release, arch, source rpm, modularity label, vendor, install time, number of files;
# sorted bytewise, gpg-pubkey left out).
# A database that is there already is left alone. Wants root, rpm, rpmbuild, mmdebstrap, gpg, python3 and a Debian mirror.
#   bench/oracle/rpm.sh [-k] [-n 'N N …'] OUTDIR       -k keeps the chroots and the built packages for the next run
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
keep=no sizes='1 10 100 1000 3000'
while getopts kn: option; do
  case $option in
    k) keep=yes ;;
    n) sizes=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
out=$(mkdir -p "${1:?rpm.sh [-k] [-n SIZES] OUTDIR}" && cd "$1" && pwd -P)
work=$out/.work
for program in rpm rpmbuild mmdebstrap gpg python3; do
  command -v "$program" >/dev/null || { echo "rpm.sh needs $program" >&2; exit 3; }
done
[ "$(id -u)" = 0 ] || { echo 'rpm.sh needs root: it makes chroots' >&2; exit 3; }
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
format='%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{MODULARITYLABEL}\t%{VENDOR}\t%{INSTALLTIME}'
format+='\t[%{FILENAMES} ]\n'
without_noise() { grep -v -i 'use alien\|assuming you know\|private mounts in chroot' >&2 || true; }

# rpm_of BACKEND ARGUMENTS…: the rpm that writes this kind; $out is at the same path inside the chroots.
rpm_of() {
  local backend=$1 inside=()
  shift
  [ "$backend" = bdb ] && inside=(chroot "$work/bullseye")
  [ "$backend" = ndb ] && inside=(chroot "$work/trixie")
  LC_ALL=C.UTF-8 "${inside[@]}" rpm --define "_db_backend $backend" --dbpath /var/lib/rpm "$@"
}

chroots() {
  local suite
  for suite in bullseye trixie; do
    [ -x "$work/$suite/usr/bin/rpm" ] && continue
    say "chroot of $suite"
    rm -rf "${work:?}/$suite"
    mmdebstrap --variant=apt --include="$([ $suite = bullseye ] && echo rpm,db-util || echo rpm)" \
      "$suite" "$work/$suite" >"$work/$suite.log" 2>&1 || { tail "$work/$suite.log" >&2; exit 1; }
    mkdir -p "$work/$suite$out"
  done
  for suite in bullseye trixie; do
    mountpoint -q "$work/$suite$out" || mount --bind "$out" "$work/$suite$out"
  done
}

packages() {
  local count=$1 spec
  [ -e "$work/packages.$count" ] && return
  rm -rf "$work/specs" "$work/rpms"
  mkdir -p "$work/specs" "$work/rpms"
  python3 "$here/rpm_specs.py" "$work/specs" "$count"
  for spec in "$work"/specs/*.spec; do
    say "rpmbuild $(basename "$spec" .spec)"
    LC_ALL=C.UTF-8 rpmbuild --quiet -bb --target "$(basename "${spec##*-}" .spec)" --define "_topdir $work/top" \
      --define '__os_install_post %{nil}' --define '_build_id_links none' --define '_binary_payload w1.gzdio' \
      --define 'debug_package %{nil}' --define "_rpmdir $work/rpms/$(basename "$spec" .spec)" "$spec" >"$work/rpmbuild.log" 2>&1 ||
      { tail "$work/rpmbuild.log" >&2; exit 1; }
  done
  rm -rf "$work/top"
  touch "$work/packages.$count"
}

key() {
  [ -e "$work/key.asc" ] && return
  mkdir -p -m 700 "$work/gnupg"
  gpg --homedir "$work/gnupg" --batch --quiet --passphrase '' --quick-gen-key 'Example <example@example.org>' rsa2048 sign never
  gpg --homedir "$work/gnupg" --batch --armor --export >"$work/key.asc"
  gpgconf --homedir "$work/gnupg" --kill all
}

os_release() {
  mkdir -p "$1/etc" "$1/var/lib/rpm"
  printf 'NAME="Example Linux"\nID="rhel"\nVERSION_ID="8.6"\nPRETTY_NAME="Example Linux 8.6"\n' >"$1/etc/os-release"
}

expect() { # backend, folder: asks a copy, since asking checkpoints a log
  local copy=$out/.asked
  rm -rf "$copy"
  cp -a "$2/root" "$copy"
  rpm_of "$1" --root "$copy" -qa --qf "$format" | grep -v '^gpg-pubkey	' | LC_ALL=C sort |
    awk -F '\t' -v OFS='\t' '{ $10 = split($10, unused, " /") ; print }' >"$2/expected.tsv"
  rm -rf "$copy"
}

# The packages of all groups, in an order that looks random and is the same each time.
mixed() { find "$work"/rpms/bulk-* -name '*.rpm' | LC_ALL=C sort | shuf --random-source=<(yes); }

# Installed, then some erased, some upgraded, some erased and installed again: free pages and holes, instances out of order.
fill() { # backend, N, root
  local backend=$1 count=$2 root=$3 churn all erased again
  local install=(--nodeps --noscripts --justdb --ignorearch --ignoreos --nosignature --replacefiles)
  local single=$work/rpms
  rpm_of "$backend" --root "$root" --initdb
  mapfile -t all < <(mixed)
  if [ "$count" -lt 10 ]; then
    rpm_of "$backend" --root "$root" -i "${install[@]}" "${all[@]:0:count}"
    return
  fi
  churn=$((count / 10 < 100 ? count / 10 : 100))
  rpm_of "$backend" --root "$root" --import "$work/key.asc"
  rpm_of "$backend" --root "$root" -i "${install[@]}" "${all[@]:0:count - 3 + churn}"
  mapfile -t erased < <(printf '%s\n' "${all[@]:0:churn * 9}" | awk 'NR % 9 == 3' | xargs -n 1 basename | sed 's/-[^-]*-[^-]*$//')
  rpm_of "$backend" --root "$root" -e --nodeps --noscripts --justdb "${erased[@]}"
  mapfile -t again < <(printf '%s\n' "${all[@]:0:churn * 9}" | awk 'NR % 18 == 5')
  rpm_of "$backend" --root "$root" -U --replacepkgs --force "${install[@]}" "${again[@]}"
  rpm_of "$backend" --root "$root" -i "${install[@]}" "$(find "$single/grown-1-x86_64" -name '*.rpm')"
  rpm_of "$backend" --root "$root" -i "${install[@]}" "$(find "$single/twice-1-x86_64" -name '*.rpm')"
  rpm_of "$backend" --root "$root" -i "${install[@]}" "$(find "$single/twice-2-x86_64" -name '*.rpm')"
  rpm_of "$backend" --root "$root" -U "${install[@]}" "$(find "$single/grown-2-x86_64" -name '*.rpm')"
}

database() { # backend, N
  local name=$1-$2 made
  [ -e "$out/$name/expected.tsv" ] && return
  say "$name with $(rpm_of "$1" --version)"
  rm -rf "${out:?}/$name"
  os_release "$out/$name/root"
  fill "$1" "$2" "$out/$name/root" 2>&1 | without_noise
  expect "$1" "$out/$name"
  made=$(wc -l <"$out/$name/expected.tsv")
  [ "$made" = "$2" ] || { say "$name has $made packages, not $2"; exit 1; }
}

variant() { # backend, name, what to do with its database folder
  local name=$1-100-$2 source=$1-100
  [ -e "$out/$name/expected.tsv" ] && return
  say "$name"
  rm -rf "${out:?}/$name"
  cp -a "$out/$source" "$out/$name"
  rm "$out/$name/expected.tsv"
  "$3" "$out/$name/root" "$2"
  expect "$1" "$out/$name"
  [ "$(wc -l <"$out/$name/expected.tsv")" -ge 100 ] || { say "$name lacks packages"; exit 1; }
}

# A reader that stays keeps rpm from emptying the log: what rpm installs then lies in the log alone.
live_log() {
  local db=$1/var/lib/rpm/rpmdb.sqlite held=$work/held extra
  mapfile -t extra < <(mixed | sed -n '111,140p')
  rm -rf "$held"
  mkfifo "$held.ask" "$held.done"
  python3 - "$db" "$held.ask" "$held.done" <<'PYTHON' &
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("BEGIN")
db.execute("SELECT count(*) FROM Packages").fetchall()
open(sys.argv[2], "w").close()
open(sys.argv[3]).read()
PYTHON
  cat "$held.ask"
  rpm_of sqlite --root "$1" -i --nodeps --noscripts --justdb --ignorearch --nosignature "${extra[@]}" 2>&1 | without_noise
  rpm_of sqlite --root "$1" -e --nodeps --noscripts --justdb twice-4.18.0-553.el8 2>&1 | without_noise
  mkdir "$held"
  cp -a "$db" "$db-wal" "$held/"
  : >"$held.done"
  wait
  rm -f "$db"*
  mv "$held"/* "$1/var/lib/rpm/"
  rm -rf "$held" "$held.ask" "$held.done"
}

sqlite_pages() { # page1024, page65536, vacuumed, autovacuum
  python3 - "$1/var/lib/rpm/rpmdb.sqlite" "$2" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = DELETE")
if sys.argv[2].startswith("page"):
    db.execute("PRAGMA page_size = " + sys.argv[2][4:])
if sys.argv[2] == "autovacuum":
    db.execute("PRAGMA auto_vacuum = FULL")
db.execute("VACUUM")
db.close()
PYTHON
}

berkeley_pages() { # page512, page65536, bigendian: the same entries in a file laid out otherwise
  local packages=$1/var/lib/rpm/Packages options=()
  case $2 in
    bigendian) options=(-c db_lorder=4321) ;;
    page*) options=(-c "db_pagesize=${2#page}") ;;
  esac
  rm -f "$1"/var/lib/rpm/__db*
  chroot "$work/bullseye" db_dump -h "$1/var/lib/rpm" Packages |
    sed '/^db_pagesize\|^db_lorder/d' >"$packages.dump"
  rm "$packages"
  chroot "$work/bullseye" db_load -h "$1/var/lib/rpm" -t hash "${options[@]}" -f "$packages.dump" Packages
  rm "$packages.dump"
}

cleanup() {
  local suite
  for suite in bullseye trixie; do
    ! mountpoint -q "$work/$suite$out" || umount "$work/$suite$out"
  done
  [ "$keep" = yes ] || rm -rf "$work"
}

mkdir -p "$work"
trap cleanup EXIT
largest=$(printf '%s\n' $sizes 100 | sort -n | tail -1)
chroots
packages $((largest + 100))
key
for count in $sizes; do
  for backend in sqlite bdb ndb; do
    database "$backend" "$count"
  done
done
case " $sizes " in
  *' 100 '*)
    variant sqlite wal live_log
    for how in page1024 page65536 vacuumed autovacuum; do variant sqlite "$how" sqlite_pages; done
    for how in page512 page65536 bigendian; do variant bdb "$how" berkeley_pages; done
    ;;
esac
say "databases in $out:"
for made in "$out"/*/expected.tsv; do
  printf '%6s packages  %s\n' "$(wc -l <"$made")" "$(basename "$(dirname "$made")")"
done
