"""Writes a spec file for each source package of a package list; alma-root.sh builds and installs them.

    alma_specs.py LIST.tsv DIR

LIST: name, epoch, version, release, arch, source rpm, modularity label, vendor, separated by tabs; one package a line,
a field empty where there is none (no source rpm: that of the package's own name and version). In DIR afterwards: NUMBER-ARCH.spec with NUMBER.files beside it.
"""
import collections
import pathlib
import sys


def split(source):
    """NAME-VERSION-RELEASE.src.rpm"""
    name, version, release = source.removesuffix(".src.rpm").rsplit("-", 2)
    return name, version, release


def read(path):
    groups = collections.defaultdict(list)
    for line in pathlib.Path(path).read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, epoch, version, release, arch, source, label, vendor = (line.split("\t") + [""] * 8)[:8]
        source = source or f"{name}-{version}-{release}.src.rpm"
        # A sub-package inherits what it does not set, so what is unset for some stands in a spec of its own.
        groups[source, epoch, label, vendor, "x86_64" if arch == "noarch" else arch].append((name, version, release, arch))
    return groups


def spec(number, group, packages, folder):
    source, epoch, label, vendor, _ = group
    main_name, main_version, main_release = split(source)
    lines = [f"Name: {main_name}", f"Version: {main_version}", f"Release: {main_release}", "Summary: as listed",
             "License: MIT", "AutoReqProv: no"]
    lines += [f"Epoch: {epoch}"] if epoch else []
    lines += [f"ModularityLabel: {label}"] if label else []
    lines += [f"Vendor: {vendor}"] if vendor else []
    all_noarch = all(arch == "noarch" for *_, arch in packages)
    lines += ["BuildArch: noarch"] if all_noarch else []
    lines += ["%description", "As listed.", ""]
    files, listed = [], folder / f"{number}.files"
    paths = []
    for name, version, release, arch in packages:
        owned = [f"/usr/share/licenses/{name}/COPYING", f"/usr/lib/listed/{name}"]
        paths += owned
        if name == main_name:
            if (version, release) != (main_version, main_release):
                raise SystemExit(f"{name} {version}-{release} cannot be the main package of {source}")
            files += ["%files"] + owned
            continue
        lines += [f"%package -n {name}", f"Version: {version}", f"Release: {release}", "Summary: as listed",
                  "AutoReqProv: no"]
        lines += ["BuildArch: noarch"] if arch == "noarch" and not all_noarch else []
        lines += [f"%description -n {name}", "As listed.", ""]
        files += [f"%files -n {name}"] + owned
    listed.write_text("".join(path + "\n" for path in paths))
    install = ["%install",
               f"sed 's|/[^/]*$||; s|^|%{{buildroot}}|' {listed} | sort -u | xargs -d '\\n' mkdir -p",
               f"sed 's|^|%{{buildroot}}|' {listed} | xargs -d '\\n' touch"]
    return "\n".join(lines + install + files) + "\n"


def main():
    folder = pathlib.Path(sys.argv[2]).resolve()
    for number, (group, packages) in enumerate(sorted(read(sys.argv[1]).items())):
        (folder / f"{number:04d}-{group[-1]}.spec").write_text(spec(f"{number:04d}", group, packages, folder))


main()
