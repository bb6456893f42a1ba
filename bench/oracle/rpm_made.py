#!/usr/bin/env python3
"""Large package lists made from the feeds: every package that any advisory or state of a release names, once.

The installed version is one that an advisory names, one just below it or one just above; modular packages mostly carry
their label. Made lists reach rules that few real images reach; they are no picture of a real system.

usage: rpm_made.py FEEDS FOLDER
"""
import collections
import os
import random
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rpm_feeds  # noqa: E402
import rpm_lists  # noqa: E402
import versions  # noqa: E402

EUS = ["rhel-8-for-x86_64-baseos-eus-rpms__8_DOT_6", "rhel-8-for-x86_64-appstream-eus-rpms__8_DOT_6"]
SYSTEMS = {
    "made-rhel6": {"id": "rhel", "version": "6.10"},
    "made-rhel7": {"id": "rhel", "version": "7.9"},
    "made-rhel8": {"id": "rhel", "version": "8.9"},
    "made-rhel9": {"id": "rhel", "version": "9.4"},
    "made-rhel8-repos": {"id": "rhel", "version": "8.9", "repositories": [
        "rhel-8-for-x86_64-baseos-rpms", "rhel-8-for-x86_64-appstream-rpms"]},
    "made-eus86": {"id": "rhel", "version": "8.6", "repositories": EUS},
    "made-eus86-both": {"id": "rhel", "version": "8.6", "repositories": EUS + [
        "rhel-8-for-x86_64-baseos-rpms", "rhel-8-for-x86_64-appstream-rpms"]},
    "made-els7": {"id": "rhel", "version": "7.9", "cpes": ["cpe:/o:redhat:rhel_els:7", "cpe:/o:redhat:enterprise_linux:7"]},
    "made-openshift413": {"id": "rhel", "version": "8.6", "cpes": ["cpe:/a:redhat:openshift:4.13::el8"]},
    "made-centos6": {"id": "centos", "version": "6"},
    "made-centos7": {"id": "centos", "version": "7"},
    "made-centos8": {"id": "centos", "version": "8"},
    "made-stream9": {"id": "centos", "version": "9"},
    "made-alma8": {"id": "almalinux", "version": "8.9"},
    "made-alma9": {"id": "almalinux", "version": "9.4"},
    "made-alma10": {"id": "almalinux", "version": "10.0"},
}
VENDORS = {"rhel": "Red Hat, Inc.", "centos": "CentOS", "almalinux": "AlmaLinux"}


def moved(rng, version):
    """The version, or one a little below or above it."""
    step = rng.choice((0, 0, 0, -1, -1, 1))
    head, _, release = version.rpartition("-")
    number = re.match(r"\d+", release)
    if not step or not number:
        return version
    return f"{head}-{max(0, int(number[0]) + step)}{release[number.end():]}"


def rename(rng, system, release):
    """CentOS' own marks."""
    if system["id"] != "centos":
        return release
    release = release.replace(".module+el", ".module_el")
    if ".module" not in release and rng.random() < 0.15:
        release = re.sub(r"(\.el\d+)(_\d+)?", r"\1.centos", release, count=1)
    return release


def make(rows, sources, system, seed):
    rng = random.Random(seed)
    major = system["version"].split(".")[0]
    key = f"{'rhel' if system['id'] != 'almalinux' else 'almalinux'}:{major}"
    keys = {key, "rhel:any"} if system.get("cpes") else {key}
    names = collections.defaultdict(list)
    for (kind, name), those in sorted(rows.rows.items()):
        those = [r for r in those if r.keys in keys]
        # the package that names the distribution, of another one, would rightly be told as a contradiction
        if those and not re.match(r"(redhat|centos)-release", name):
            names[name].append((kind, those))
    enabled, packages = {}, []
    for name, kinds in names.items():
        fixed = [r for _, those in kinds for r in those if r.fixed]
        states = [r for _, those in kinds for r in those if not r.fixed]
        row = rng.choice(fixed or states)
        version = moved(rng, row.fixed) if row.fixed else f"1.0-1.el{major}"
        modules = sorted(row.modules - {rpm_feeds.UNKNOWN})
        if modules and ".module" not in version:
            version = f"1.0-1.module+el{major}.6.0+1+abcdef01"
        epoch, text, release = versions.rpm_split(version)
        package = {
            "name": name, "epoch": epoch or None, "version": text, "release": rename(rng, system, release or "1"),
            "arch": rng.choice(("x86_64",) * 8 + ("noarch", "i686")), "label": "",
            "vendor": rng.choice((VENDORS[system["id"]],) * 30 + ("", "Fedora Project")),
        }
        if modules:
            module = rng.choice(modules)
            if rng.random() < 0.85:
                package["label"] = f"{module}:{major}060020220101000000:abcdef01"
            elif rng.random() < 0.5:
                enabled.setdefault(*module.split(":", 1))
        source = sources.get((row.notice, row.fixed)) or [name]
        package["source"] = f"{rng.choice(source)}-{text}-{release or '1'}.src.rpm" if rng.random() < 0.97 else ""
        packages.append(package)
    return {"origin": "made from the feeds", "os": {"cpes": [], "repositories": [], **system, "modules": enabled},
            "packages": packages}


def sources_of(feeds):
    """(advisory, epoch:version-release) -> names of source packages."""
    found = collections.defaultdict(list)
    for record in rpm_feeds.documents(feeds, "redhat/security-data-cve.tar.xz", "redhat/security-data-cve"):
        for entry in record.get("affected_release") or ():
            named = re.fullmatch(r"(.+)-(\d+:.+-[^-]+)", entry.get("package") or "")
            if named and named[1] not in found[entry["advisory"], named[2]]:
                found[entry["advisory"], named[2]].append(named[1])
    return found


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    rows, sources = rpm_feeds.load(arguments[0]), sources_of(arguments[0])
    os.makedirs(arguments[1], exist_ok=True)
    for seed, (name, system) in enumerate(SYSTEMS.items()):
        given = make(rows, sources, system, seed)
        rpm_lists.store(f"{arguments[1]}/{name}.json", given)
        print(f"{name}: {len(given['packages'])} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
