#!/usr/bin/env python3
"""What must be found in a list of rpm packages, computed straight from the publishers' files.

Python's standard library only, and no code of the product: the second opinion for `compare_rpm.sh`.

usage: expected_rpm.py LIST.json FEEDS [CVE]    one list (shape: rpm_lists.py) as JSON; with CVE: its rows, and why
       expected_rpm.py --order FEEDS [N]        check the version order against rpm
"""
import collections
import functools
import json
import os
import random
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import rpm_feeds  # noqa: E402
import versions  # noqa: E402
from rpm_feeds import NOT_AFFECTED, UNKNOWN  # noqa: E402

STREAMS = {"redhat:rhel_eus", "redhat:rhel_aus", "redhat:rhel_e4s", "redhat:rhel_tus"}
OWN_VENDORS = {
    "rhel": r"Red Hat, Inc\.|CentOS( .*)?",
    "centos": r"Red Hat, Inc\.|CentOS( .*)?",
    "almalinux": r"AlmaLinux( OS Foundation)?",
    "rocky": r"Rocky( Enterprise Software Foundation)?",
}
# allowed: every (state, fixed version, notice) that the rules allow, the same state in all but odd cases
Finding = collections.namedtuple("Finding", "state fixed availability notices")


def compare(a, b):
    return versions.rpm_compare(a, b)


# --- products


class Products:
    """Which rows hold for the products of an image."""

    def __init__(self, system, repositories):
        self.minor = system["version"] if "." in system["version"] else None
        self.major = system["version"].split(".")[0]
        texts = set(system.get("cpes", ()))
        for name in system.get("repositories", ()):
            texts.update(repositories.get(name, ()))
        self.named = [rpm_feeds.cpe(t) for t in texts] if system["id"] == "rhel" else []
        self.streams = [c for c in self.named if c.product in STREAMS]

    def applying(self, row):
        """Depth of the most specific CPE that applies (0 where the row has none), None where none does."""
        if not row.cpes:
            return 0
        depths = [depth(c) for c in row.cpes if self.applies(c)]
        return max(depths, default=None)

    def applies(self, c):
        if not self.streams and self.is_base(c):  # packages of RHEL itself are in every image of a product for it
            return True
        if c.product in STREAMS and self.minor and c.version != self.minor:
            return False
        return any(covers(c, image) for image in self.named)

    def is_base(self, c):
        if c.product == "redhat:enterprise_linux" or c.product == "redhat:rhel_els":
            return c.version in ("", self.major)
        if c.product.startswith("redhat:rhel_extras"):
            return c.version in ("", self.major)
        if c.product == "redhat:rhel_software_collections":
            return c.edition == "el" + self.major or not c.edition and self.major in ("6", "7")  # none for 8 and later
        return False

    def names_els(self):
        return any(c.product == "redhat:rhel_els" for c in self.named)


def covers(row, image):
    return (
        row.product == image.product
        and (image.version + ".").startswith(row.version + "." if row.version else "")
        and row.update in ("", image.update)
        and (row.edition in ("", image.edition) or not image.edition)
    )


def depth(c):
    return (len(c.version.split(".")) if c.version else 0) + bool(c.update) + bool(c.edition)


# --- versions


def comparable(installed, fixed, distribution):
    """The pair as it is compared: CentOS numbers its builds in another way than Red Hat."""
    if distribution == "centos":
        if ".module" in installed and ".module" in fixed:
            return installed.split(".module")[0], fixed.split(".module")[0]
        if ".centos" in installed:
            plain = [re.sub(r"(\.el\d+)_\d+", r"\1", v) for v in (installed.replace(".centos", "", 1), fixed)]
            return plain[0], plain[1]
    return installed, fixed


def lower(installed, fixed, distribution):
    return compare(*comparable(installed, fixed, distribution)) < 0


def line_of(version):
    """(what stands before the dist tag, minor release in it, whether it is a build of the main line)."""
    before, minor = version, None
    tag = re.search(r"\.(?:module[+_])?el\d+[a-z]*(?:[_.](\d+))?", version)
    if tag:
        before = version[: tag.start()]
        minor = tag[1] if ".module" in tag[0] or "_" in tag[0].removeprefix(".module_") else None
    kernel = re.search(r"-(\d+)\.\d+\.\d+$", before)  # the kernel's own way: 957.38.1.el7 is of the 957 line
    if kernel:
        before = before[: kernel.end(1)]
    return before, minor, minor is None and not kernel


def held(installed, fixed, distribution, rule):
    """The lowest fix that the installed version lacks, None where it has one that holds for it.

    rule "branches": a fix of another minor release's stream says nothing about a build that left the main line before
    it: RHEL 8.10's glibc 2.28-251.el8 is above 8.9's fix 2.28-236.el8_9.13 for CVE-2024-2961, and is vulnerable until
    2.28-251.el8_10.1. rule "lowest": the lowest fix of all, to see what that would lose.
    """
    order = sorted(fixed, key=functools.cmp_to_key(lambda a, b: compare(a.fixed, b.fixed)))
    above = [r for r in order if lower(installed, r.fixed, distribution)]
    below = [r for r in order if r not in above]
    if rule == "lowest":
        return order[0] if order[0] in above else None
    if not above:
        return None
    before, minor, _ = line_of(installed)
    for row in below:
        theirs, their_minor, main = line_of(row.fixed if ":" in row.fixed else "0:" + row.fixed)
        if main or theirs == before or minor is not None and minor == their_minor:
            return None
    return above[0]


# --- one package


def module_of(package):
    """`name:stream`, None outside modules, UNKNOWN where the label is missing."""
    label = package["label"]
    if label:
        return ":".join(label.split(":")[:2])
    return UNKNOWN if ".module" in package["release"] else None


def module_fits(row, module, enabled):
    """True, False, or None where it cannot be known."""
    if module is None:
        return not row.modules
    if module != UNKNOWN:
        if row.modules == {UNKNOWN}:
            return None
        return module in row.modules
    if not row.modules:
        return False
    names = {m.partition(":")[0] for m in row.modules if m != UNKNOWN}
    streams = {f"{name}:{enabled[name]}" for name in names if name in enabled}
    return bool(streams & row.modules) if streams else None


def candidates(rows, products, package, release, enabled):
    """CVE -> [(kind, row, depth of its CPE, whether its module is certain)]."""
    found = collections.defaultdict(list)
    module = module_of(package)
    keys = {release, "rhel:any"} if release.startswith("rhel:") else {release}
    for kind, name in (("binary", package["name"]), ("source", source_of(package))):
        for row in rows.rows.get((kind, name), ()):
            if row.keys not in keys or row.arches and package["arch"] not in row.arches:
                continue
            fits = module_fits(row, module, enabled)
            if fits is False:
                continue
            how_deep = products.applying(row)
            if how_deep is None:
                continue
            for cve in row.cves:
                found[cve].append((kind, row, how_deep, fits is True))
    return found


def source_of(package):
    found = re.fullmatch(r"(.+)-[^-]+-[^-]+\.(no)?src\.rpm", package["source"] or "")
    return found[1] if found else package["name"]


def judge(package, rows, system, products):
    """The finding for one package and CVE, None where it is not vulnerable."""
    distribution = system["id"]
    installed = f"{package['epoch'] or 0}:{package['version']}-{package['release']}"
    sure = [r for r in rows if r[3]]
    fixed = [r for _, r, _, _ in sure if r.state == "fixed" and is_alt(r.fixed) == is_alt(installed)]
    if fixed:
        lowest = held(installed, fixed, distribution, system.get("rule", "branches"))
        if lowest is None:
            return None
        same = [r for r in fixed if compare(r.fixed, lowest.fixed) == 0]
        extended = all(c.product.startswith("redhat:rhel_els") for r in same for c in r.cpes) and same[0].cpes
        return Finding(
            {"fixed"},
            plain(lowest.fixed),
            "extended-support" if extended and not products.names_els() else "public",
            {r.notice for r in same},
        )
    unsure = [r for _, r, _, certain in rows if not certain]
    doubt = Finding({"under-investigation"}, None, None, set())
    if any(r.state == "fixed" and lower(installed, r.fixed, distribution) for r in unsure):
        return doubt
    if any(kind == "binary" and r.state == NOT_AFFECTED for kind, r, _, _ in sure):
        return None
    states = [r for r in sure if r[1].state not in ("fixed", NOT_AFFECTED)]
    if states:
        cleared = max((deep for _, r, deep, _ in sure if r.state == NOT_AFFECTED), default=-1)
        if cleared > max(deep for _, _, deep, _ in states):
            return None
        best = max((kind == "binary", deep) for kind, _, deep, _ in states)
        chosen = {r.state for kind, r, deep, _ in states if (kind == "binary", deep) == best}
        return Finding(chosen, None, None, set())
    if any(r.state not in ("fixed", NOT_AFFECTED) for r in unsure):
        return doubt
    return None


def is_alt(version):
    """Whether a build is of kernel-alt (`.el7a`), whose packages have the names of the kernel's."""
    return bool(re.search(r"\.el7a\b", version))


def plain(version):
    return version.removeprefix("0:")


def expected(given, rows):
    """{(CVE, name, version, arch): Finding}, and the packages that are not judged."""
    system = given["os"]
    base = "rhel" if system["id"] in ("rhel", "centos") else system["id"]
    release = f"{base}:{system['version'].split('.')[0]}"
    products = Products(system, rows.repositories)
    findings, not_judged = {}, []
    for package in given["packages"]:
        if package["name"] == "gpg-pubkey":
            continue
        if package["vendor"] and not re.fullmatch(OWN_VENDORS[system["id"]], package["vendor"]):
            not_judged.append(package)
            continue
        for cve, those in candidates(rows, products, package, release, system.get("modules", {})).items():
            finding = judge(package, those, system, products)
            if finding:
                findings[cve, package["name"], evr(package), package["arch"]] = finding
    return findings, not_judged


def evr(package):
    epoch = f"{package['epoch']}:" if package["epoch"] else ""
    return f"{epoch}{package['version']}-{package['release']}"


# --- the command


def explain(given, rows, wanted):
    system = given["os"]
    base = "rhel" if system["id"] in ("rhel", "centos") else system["id"]
    products = Products(system, rows.repositories)
    for package in given["packages"]:
        release = f"{base}:{system['version'].split('.')[0]}"
        those = candidates(rows, products, package, release, system.get("modules", {})).get(wanted, ())
        for kind, row, how_deep, certain in those:
            sure = "" if certain else ", module not certain"
            print(f"{package['name']} {evr(package)}: {kind}, CPE depth {how_deep}{sure}: {row}")
        if those:
            print(f"  -> {judge(package, those, system, products)}")


def check_order(feeds, count):
    rng, rows = random.Random(7), rpm_feeds.load(feeds)
    pool = sorted({row.fixed for those in rows.rows.values() for row in those if row.fixed})
    legal = re.compile(r"(\d+:)?[\w.+~^]+(-[\w.+~^]+)?", re.ASCII)
    pairs = []
    while len(pairs) < count:
        i = rng.randrange(len(pool))
        a, b = pool[i], pool[max(0, min(len(pool) - 1, i + rng.randrange(-20, 21)))]
        if rng.random() < 0.5:
            b = changed(rng, a)
        if rng.random() < 0.2:
            a = changed(rng, changed(rng, a))
        if legal.fullmatch(a) and legal.fullmatch(b):
            pairs.append((a, b))
    bad = 0
    for (a, b), theirs in zip(pairs, versions.rpm_says(pairs)):
        ours = compare(a, b)
        if (ours > 0) - (ours < 0) != theirs:
            bad += 1
            print(f"{a} {b}: here {ours}, there {theirs}")
    print(f"{count} pairs of {len(pool)} versions: {bad} differences")
    return bad


def changed(rng, text):
    i = rng.randrange(len(text) + 1)
    return text[:i] + rng.choice("~^.+_0019azAZ") + text[i + rng.randrange(2) :]


def main(arguments):
    if arguments[:1] == ["--order"]:
        return 1 if check_order(arguments[1], int(arguments[2]) if len(arguments) > 2 else 20000) else 0
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        given = json.load(file)
    rows = rpm_feeds.load(arguments[1])
    if len(arguments) == 3:
        explain(given, rows, arguments[2])
        return 0
    findings, not_judged = expected(given, rows)
    shown = [
        {"cve": k[0], "package": k[1], "version": k[2], "arch": k[3], "states": sorted(f.state), "fixed": f.fixed,
         "availability": f.availability, "notices": sorted(f.notices)}
        for k, f in sorted(findings.items())
    ]
    json.dump({"vulnerabilities": shown, "notJudged": not_judged}, sys.stdout, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
