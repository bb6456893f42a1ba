#!/bin/bash
# Makes an AlmaLinux root file system that the real rpm installed, as an image in an OCI layout. No repository is asked:
# each package of the list is built by rpmbuild under its listed name, epoch, version, release, arch, source rpm,
# modularity label and vendor, with two files of its own, and installed with its files into the root.
# Two layers: all packages but the last tenth, then those (an upper layer that replaces the database), with the state
# files of dnf for the modules. TAG.tsv beside OUT is what that rpm says is installed, in the form of the list.
#   bench/oracle/alma-root.sh LIST.tsv OUT TAG [VERSION]
#     LIST: name, epoch, version, release, arch, source rpm, modularity label, vendor (tabs; empty where none)
#     OUT: the layout, made if need be; TAG: replaced if there; VERSION: VERSION_ID of AlmaLinux, 8.10 by default
# Wants root, rpm, rpmbuild, umoci and python3. rpm of Debian 12 writes SQLite databases.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
list=${1:?LIST.tsv} out=${2:?OUT} tag=${3:?TAG} version=${4:-8.10}
for program in rpm rpmbuild umoci python3; do
  command -v "$program" >/dev/null || { echo "alma-root.sh needs $program" >&2; exit 3; }
done
[ "$(id -u)" = 0 ] || { echo 'alma-root.sh needs root: rpm enters the root file system' >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/specs" "$work/rpms" "$(dirname "$out")"
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

python3 "$here/alma_specs.py" "$list" "$work/specs"
say "building $(grep -c . "$list") packages from $(ls "$work"/specs/*.spec | wc -l) sources"
for spec in "$work"/specs/*.spec; do
  LC_ALL=C.UTF-8 rpmbuild --quiet -bb --target "$(basename "${spec##*-}" .spec)" --define "_topdir $work/top" \
    --define '__os_install_post %{nil}' --define '_build_id_links none' --define '_binary_payload w1.gzdio' \
    --define 'debug_package %{nil}' --define "_rpmdir $work/rpms" "$spec" >"$work/rpmbuild.log" 2>&1 ||
    { echo "$spec" >&2; tail "$work/rpmbuild.log" >&2; exit 1; }
done

[ -e "$out/index.json" ] || umoci init --layout "$out"
umoci rm --image "$out:$tag" 2>/dev/null || true
umoci new --image "$out:$tag"
umoci config --image "$out:$tag" --architecture amd64 --os linux
mapfile -t rpms < <(find "$work/rpms" -name '*.rpm' | LC_ALL=C sort)
upper=$((${#rpms[@]} - ${#rpms[@]} / 10))

installed() { # the packages of one layer
  LC_ALL=C.UTF-8 rpm --root "$work/bundle/rootfs" --dbpath /var/lib/rpm -i --nodeps --ignorearch --ignoreos --nosignature \
    --noscripts --oldpackage "$@" 2>&1 | { grep -v -i 'use alien\|assuming you know' >&2 || true; }
}

layer() { # unpack, change, pack: what the function does becomes a layer
  rm -rf "$work/bundle"
  umoci unpack --image "$out:$tag" "$work/bundle"
  "$@"
  umoci repack --image "$out:$tag" "$work/bundle"
}

base() {
  local root=$work/bundle/rootfs
  mkdir -p "$root/etc" "$root/var/lib/rpm" "$root/usr/lib"
  printf '%s\n' 'NAME="AlmaLinux"' "VERSION=\"$version\"" 'ID="almalinux"' 'ID_LIKE="rhel centos fedora"' \
    "VERSION_ID=\"$version\"" "PLATFORM_ID=\"platform:el${version%%.*}\"" "PRETTY_NAME=\"AlmaLinux $version\"" \
    "CPE_NAME=\"cpe:/o:almalinux:almalinux:${version%%.*}::baseos\"" >"$root/usr/lib/os-release"
  ln -s ../usr/lib/os-release "$root/etc/os-release"
  echo "AlmaLinux release $version" >"$root/etc/almalinux-release"
  rpm --root "$root" --dbpath /var/lib/rpm --initdb
  installed "${rpms[@]:0:upper}"
}

rest() {
  local root=$work/bundle/rootfs
  [ "${#rpms[@]}" = "$upper" ] || installed "${rpms[@]:upper}"
  mkdir -p "$root/etc/dnf/modules.d"
  awk -F '\t' '$7 ~ /:/ { split($7, part, ":"); print part[1] ":" part[2] }' "$list" | LC_ALL=C sort -u | while IFS=: read -r name stream; do
    printf '[%s]\nname=%s\nstream=%s\nprofiles=\nstate=enabled\n' "$name" "$name" "$stream" >"$root/etc/dnf/modules.d/$name.module"
  done
}

say "installing ${#rpms[@]} packages"
layer base
layer rest
LC_ALL=C.UTF-8 rpm --root "$work/bundle/rootfs" --dbpath /var/lib/rpm -qa --qf \
  '%{NAME}\t%|EPOCH?{%{EPOCH}}|\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%|MODULARITYLABEL?{%{MODULARITYLABEL}}|\t%|VENDOR?{%{VENDOR}}|\n' |
  LC_ALL=C sort >"$out/../$tag.tsv"
umoci gc --layout "$out"
grep -v '^#' "$list" | grep . | awk -F '\t' -v OFS='\t' '$6 == "" { $6 = $1 "-" $3 "-" $4 ".src.rpm" } { print }' | LC_ALL=C sort | cmp - "$out/../$tag.tsv" ||
  { say "what rpm says is installed differs from the list: diff $list $out/../$tag.tsv"; exit 1; }
say "$out:$tag has $(wc -l <"$out/../$tag.tsv") packages, as listed"
