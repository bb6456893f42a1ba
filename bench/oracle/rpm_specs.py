"""Writes spec files of packages in every shape that an rpm database holds; rpm.sh builds and installs them.

    rpm_specs.py DIR COUNT

One spec file is a source package with up to 300 packages. Prints nothing. In DIR afterwards: bulk-*.spec (COUNT
packages in all), twice-1.spec and twice-2.spec (two versions of one package that stay side by side, as kernels do),
grown-1.spec and grown-2.spec (a package and its upgrade), with lists of files beside them.
"""
import pathlib
import sys

VENDORS = [
    "Red Hat, Inc.", "CentOS", "AlmaLinux", "Rocky Enterprise Software Foundation", "Fedora Project", None,
    "Ærø Søfart ÅS", "建築 — مثال", "CentOS Buildsys <builder@centos.org>", "Example: tabs and \"quotes\"",
]
MODULES = [
    None, None, "nodejs:18:8060020220523160029:ad008a3a", "virt:rhel:8070020230120000000:3b9f49c4", None, None,
    "perl:5.26:820181219174508:9edba152", None, "container-tools:rhel8:8080020230201000000:63b34585", None,
]
RELEASES = ["1.el8", "12.el8_6", "3.module+el8.6.0+15239+6a8d2c8e", "0.1.rc1.el9_2.3", "5.20210518git4e2c4a8.el7",
            "1.el7.centos.1"]
VERSIONS = ["1.0", "2.4.57", "1.1.1k", "20230731", "3.0~rc1", "6.4^20230101git1a2b", "0"]


def preamble(name, version, release, epoch, arch, vendor, module):
    lines = [f"Name: {name}", f"Version: {version}", f"Release: {release}", "Summary: for a test", "License: MIT"]
    if epoch is not None:
        lines.append(f"Epoch: {epoch}")
    if arch == "noarch":
        lines.append("BuildArch: noarch")
    if vendor:
        lines.append(f"Vendor: {vendor}")
    if module:
        lines.append(f"ModularityLabel: {module}")
    return lines + ["AutoReqProv: no"]


def paths_of(number):
    """Absolute paths of a package: mostly a few, none in places, some long lists, names outside ASCII."""
    name = f"bw{number:04d}"
    if number % 13 == 5:
        return []
    few = [f"/usr/share/{name}/file{i}" for i in range(number % 5 + 1)] + [f"/usr/bin/{name}"]
    if number % 17 == 3:
        few.append(f"/usr/share/{name}/größe λ 漢字.txt")
    if number in (7, 1500):
        few += [f"/opt/{name}/d{i % 97:02d}/a-rather-long-name-of-a-file-{i}.dat" for i in range(2000)]
    if number == 61:
        few += [f"/opt/{name}/d{i % 401:03d}/file-{i}" for i in range(20000)]
    return few


def install(listed):
    """Makes the files of a list, all empty."""
    return ["%install",
            f"sed 's|/[^/]*$||; s|^|%{{buildroot}}|' {listed} | sort -u | xargs -d '\\n' mkdir -p",
            f"sed 's|^|%{{buildroot}}|' {listed} | xargs -d '\\n' touch"]


def bulk(folder, group, numbers):
    arch = "i686" if group % 5 == 4 else "x86_64"
    base = preamble(f"source{group:02d}", VERSIONS[group % 7], RELEASES[group % 6], group % 4 or None, arch,
                    VENDORS[group % 10], MODULES[group % 10])
    packages, files, paths = [], [], []
    for number in numbers:
        name = f"bw{number:04d}"
        packages += [f"%package -n {name}", "Summary: for a test, ünicode", "AutoReqProv: no"]
        if number % 3:
            packages += [f"Version: {VERSIONS[number % 7]}", f"Release: {RELEASES[number % 6]}"]
        if number % 7 == 0:
            packages.append(f"Epoch: {(0, 1, 2, 32, 2147483647)[number // 7 % 5]}")
        if number % 4 == 1:
            packages.append("BuildArch: noarch")
        if number % 11 == 2:
            packages.append(f"Vendor: {VENDORS[number % 10] or 'Nobody'}")
        packages += [f"%description -n {name}", "Text " * (number % 40), ""]
        own = paths_of(number)
        paths += own
        quoted = folder / f"{name}.quoted"
        quoted.write_text("".join(f'"{path}"\n' for path in own))
        files.append(f"%files -n {name} -f {quoted}" if own else f"%files -n {name}")
    listed = folder / f"bulk-{group:02d}.files"
    listed.write_text("".join(path + "\n" for path in paths))
    write(folder / f"bulk-{group:02d}-{arch}.spec", base + ["%description", "x", ""] + packages + install(listed) + files)


def single(folder, spec, name, version, release, path):
    listed = folder / f"{spec}.files"
    listed.write_text(path + "\n")
    lines = preamble(name, version, release, 3, "x86_64", "Red Hat, Inc.", None)
    write(folder / f"{spec}-x86_64.spec", lines + ["%description", "x"] + install(listed) + [f"%files -f {listed}"])


def write(path, lines):
    path.write_text("\n".join(lines) + "\n")


def main():
    folder, count = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    for group, start in enumerate(range(0, count, 300)):
        bulk(folder, group, range(start, min(start + 300, count)))
    single(folder, "twice-1", "twice", "4.18.0", "553.el8", "/boot/one")
    single(folder, "twice-2", "twice", "4.18.0", "553.16.1.el8_10", "/boot/two")
    single(folder, "grown-1", "grown", "1.0", "9.el8", "/usr/bin/grown")
    single(folder, "grown-2", "grown", "1.0", "10.el8", "/usr/bin/grown")


main()
