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
# kind, row, its CPEs that apply, those among them of the main stream beside the image's own, whether its module is certain
Candidate = collections.namedtuple("Candidate", "kind row cpes beside certain")


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
        # on a stream of its own minor release, and not on the main one
        self.on_stream = any(
            c.product in STREAMS and (not self.minor or c.version in ("", self.minor)) for c in self.named
        ) and not any(c.product == "redhat:enterprise_linux" for c in self.named)

    def applying(self, row):
        """(CPEs that apply, those among them of the main stream that the image is not on); None where none does."""
        if not row.cpes:
            return (), ()
        those = tuple(c for c in row.cpes if self.applies(c))
        return (those, tuple(c for c in those if self.beside(c))) if those else None

    def applies(self, c):
        if self.is_base(c):  # packages of RHEL itself are in every image of a product for it
            return True
        if c.product in STREAMS:  # as of the main stream, every edition: one left out would look clean
            if self.minor and c.version != self.minor:
                return False
            c = c._replace(edition="")
        return any(covers(c, image) for image in self.named)

    def beside(self, c):
        return self.on_stream and c.product == "redhat:enterprise_linux"

    def names_els(self):
        return any(c.product == "redhat:rhel_els" for c in self.named)

    def reached(self, candidate):
        """Whether an image on a stream can get a fix: of its own stream, or of the main one up to its minor release."""
        if set(candidate.cpes) - set(candidate.beside) or not candidate.beside:
            return True
        minor = line_of(candidate.row.fixed)[1]
        return minor is not None and self.minor is not None and int(minor) <= int(self.minor.split(".")[1])

    def is_base(self, c):
        if c.product == "redhat:enterprise_linux" or c.product == "redhat:rhel_els":
            return c.version in ("", self.major)
        if c.product.startswith("redhat:rhel_extras"):
            return c.version in ("", self.major)
        if c.product == "redhat:rhel_software_collections":
            return c.edition == "el" + self.major or not c.edition and self.major in ("6", "7")  # none for 8 and later
        return False


def covers(row, image):
    return (
        row.product == image.product
        and (image.version + ".").startswith(row.version + "." if row.version else "")
        and row.update in ("", image.update)
        and (row.edition in ("", image.edition) or not image.edition)
    )


def depth(c):
    return c is not None and (len(c.version.split(".")) if c.version else 0) + bool(c.update) + bool(c.edition)


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


def held(package, lower_than, rule):
    """The fixes that the package lacks, none where it has one that holds for it.

    rule "branches": a fix of another minor release's stream says nothing about a build that left the main line before
    it: RHEL 8.10's glibc 2.28-251.el8 is above 8.9's fix 2.28-236.el8_9.13 for CVE-2024-2961, and is vulnerable until
    2.28-251.el8_10.1. rule "lowest": any fix that it has is enough, to see what that would lose.
    """
    below = [c for c, is_lower in lower_than.items() if not is_lower]
    if below and rule == "lowest":
        return []
    for c in below:
        before, minor, _ = line_of(installed_for(package, c))
        theirs, their_minor, main = line_of(c.row.fixed if ":" in c.row.fixed else "0:" + c.row.fixed)
        if main or theirs == before or minor is not None and minor == their_minor:
            return []
    return [c for c, is_lower in lower_than.items() if is_lower]


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
    """CVE -> [Candidate]."""
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
            applying = products.applying(row)
            if applying is None:
                continue
            for cve in row.cves:
                found[cve].append(Candidate(kind, row, *applying, fits is True))
    return found


def source_of(package):
    found = re.fullmatch(r"(.+)-[^-]+-[^-]+\.(no)?src\.rpm", package["source"] or "")
    return found[1] if found else package["name"]


def judge(package, rows, system, products):
    """The finding for one package and CVE, None where it is not vulnerable."""
    sure = [c for c in rows if c.certain]
    fixed = [c for c in sure if c.row.state == "fixed" and is_alt(c.row.fixed) == is_alt(package["release"])]
    if fixed:
        return lacking(package, fixed, system, products)
    unsure = [c for c in rows if not c.certain]
    doubt = Finding({"under-investigation"}, None, None, set())
    if any(c.row.state == "fixed" and lower(installed_for(package, c), c.row.fixed, system["id"]) for c in unsure):
        return doubt
    if any(c.kind == "binary" and c.row.state == NOT_AFFECTED for c in sure):
        return None
    states = not_cleared(sure)
    if states:
        return Finding(states, None, None, set())
    if any(c.row.state == NOT_AFFECTED for c in sure) and any(is_unfixed(c) for c in sure):
        return None
    return doubt if any(is_unfixed(c) for c in unsure) else None


def lacking(package, fixed, system, products):
    """The finding where there are fixes."""
    lower_than = {c: lower(installed_for(package, c), c.row.fixed, system["id"]) for c in fixed}
    above = held(package, lower_than, system.get("rule", "branches"))
    if not above:
        return None
    near = [c for c in above if products.reached(c)]
    if not near:
        return Finding({"affected"}, None, None, set())
    if not products.names_els():
        near = [c for c in near if not extended(c)] or near
    least = functools.reduce(lambda a, b: b if compare(b.row.fixed, a.row.fixed) < 0 else a, near)
    same = [c for c in near if compare(c.row.fixed, least.row.fixed) == 0]
    availability = "extended-support" if all(extended(c) for c in same) else "public"
    return Finding({"fixed"}, plain(least.row.fixed), availability, {c.row.notice for c in same})


def extended(candidate):
    """Whether a row is for extended life-cycle support alone."""
    return candidate.row.cpes and all(c.product.startswith("redhat:rhel_els") for c in candidate.row.cpes)


def is_unfixed(candidate):
    return candidate.row.state not in ("fixed", NOT_AFFECTED)


def not_cleared(sure):
    """The states that hold: those of the binary package first, then of the most specific CPE of each product."""
    states = [c for c in sure if is_unfixed(c)]
    cleared = collections.defaultdict(lambda: -1)
    for c in sure:
        if c.row.state == NOT_AFFECTED:
            for cpe in c.cpes or (None,):
                cleared[cpe and cpe.product] = max(cleared[cpe and cpe.product], depth(cpe))
    kept = collections.defaultdict(list)
    for c in states:
        for cpe in c.cpes or (None,):
            if depth(cpe) >= cleared[cpe and cpe.product]:
                kept[c.kind, cpe and cpe.product].append((depth(cpe), c.row.state))
    kinds = {kind for kind, _ in kept}
    if "binary" in kinds:
        kept = {k: v for k, v in kept.items() if k[0] == "binary"}
    return {state for those in kept.values() for deep, state in those if deep == max(those)[0]}


def installed_for(package, candidate):
    """The version that a row's fix is compared with: that of the source package where the row names it."""
    epoch, version, release = package["epoch"] or 0, package["version"], package["release"]
    if candidate.kind == "source":
        found = re.fullmatch(r".+-([^-]+)-([^-]+)\.(?:no)?src\.rpm", package["source"] or "")
        version, release = found.groups() if found else (version, release)
    return f"{epoch}:{version}-{release}"


def is_alt(version):
    """Whether a build is of kernel-alt (`.el7a`), whose packages have the names of the kernel's."""
    return bool(re.search(r"\.el7a\b", version))


def plain(version):
    return version.removeprefix("0:")


def expected(given, rows):
    """{(CVE, name, version, arch): Finding}, and the packages that are not judged."""
    system = given["os"]
    findings, not_judged = {}, []
    if system["id"] not in OWN_VENDORS:  # another distribution: nobody's rows
        return findings, not_judged
    base = "rhel" if system["id"] in ("rhel", "centos") else system["id"]
    release = f"{base}:{system['version'].split('.')[0]}"
    products = Products(system, rows.repositories)
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
        for c in those:
            sure = "" if c.certain else ", module not certain"
            print(f"{package['name']} {evr(package)}: {c.kind}{', main stream beside' * bool(c.beside)}{sure}: {c.row}")
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
