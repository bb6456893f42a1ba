#!/usr/bin/env python3
"""What `breakwater scan` must find, computed straight from the image's and the publishers' files.

Python's standard library only, and no code of the product: the second opinion for `compare.sh`.

usage: expected.py IMAGE[:TAG] FEEDS            one image as JSON
       expected.py --order FEEDS [N] [ROOT]     check the version orders against dpkg, and against apk in ROOT
"""
import glob
import json
import lzma
import os
import random
import re
import sys
import tarfile
from collections import defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import images  # noqa: E402
import versions  # noqa: E402

DEBIAN = {
    "7": "wheezy", "8": "jessie", "9": "stretch", "10": "buster", "11": "bullseye", "12": "bookworm", "13": "trixie",
}


def release(tree):
    """(distribution, key of the feed)."""
    text = images.read(tree, "etc/os-release") or images.read(tree, "usr/lib/os-release")
    fields = {}
    for line in (text or b"").decode("utf-8", "replace").splitlines():
        key, equals, value = line.partition("=")
        if equals:
            fields[key.strip()] = value.strip().strip("\"'")
    version, name = fields.get("VERSION_ID", ""), fields.get("ID", "")
    if name == "alpine":
        edge = "_alpha" in version or "edge" in fields.get("PRETTY_NAME", "")
        return name, "edge" if edge else "v" + ".".join(version.split(".")[:2])
    if name == "debian":
        return name, DEBIAN.get(version) or fields.get("VERSION_CODENAME") or "sid"
    return name, version


def deb_packages(tree):
    """dpkg's status and status.d, `install ok installed` only (status.d has no such field)."""
    found = []
    files = {"var/lib/dpkg/status": True}
    files.update({p: False for p in tree if re.fullmatch(r"var/lib/dpkg/status\.d/[^/]+(?<!\.md5sums)", p)})
    for file, needs_status in files.items():
        for stanza in re.split(r"\n\s*\n", (images.read(tree, file) or b"").decode("utf-8", "replace")):
            fields = {}
            for line in stanza.splitlines():
                if line[:1] not in (" ", "\t") and ":" in line:
                    key, _, value = line.partition(":")
                    fields[key] = value.strip()
            status = fields.get("Status", "install ok installed" if not needs_status else "")
            if "Package" in fields and status == "install ok installed":
                source = re.fullmatch(r"(\S+)(?:\s+\((\S+)\))?", fields.get("Source", "") or fields["Package"])
                found.append(
                    (
                        fields["Package"],
                        fields["Version"],
                        fields.get("Architecture", ""),
                        source[1],
                        source[2] or fields["Version"],
                    )
                )
    return sorted(found)


def apk_packages(tree):
    found = []
    files = {images.real(tree, p) for p in ("lib/apk/db/installed", "usr/lib/apk/db/installed")}
    for file in files:
        for block in (images.read(tree, file) or b"").decode("utf-8", "replace").split("\n\n"):
            fields = {}
            for line in block.splitlines():
                fields.setdefault(line[:1], line[2:])
            if "P" in fields:
                found.append((fields["P"], fields["V"], fields.get("A", ""), fields.get("o", fields["P"]), fields["V"]))
    return sorted(found)


def is_pro(tree, packages):
    if any("+esm" in p[1] or "~esm" in p[1] for p in packages):
        return True
    lists = [p for p in tree if re.fullmatch(r"etc/apt/sources\.list(\.d/[^/]+\.(list|sources))?", p)]
    for file in lists:
        for line in (images.read(tree, file) or b"").decode("utf-8", "replace").splitlines():
            if "esm.ubuntu.com" in line and not line.lstrip().startswith("#"):
                return True
    return False


# --- feeds: (source) -> {cve: (state, availability, fixed)} for the packages that are installed


def alpine(feeds, branch, packages):
    rows = defaultdict(lambda: defaultdict(set))
    files = glob.glob(f"{feeds}/alpine/{branch}/*.json")
    for file in files:
        for entry in json.load(open(file, encoding="utf-8"))["packages"]:
            package = entry["pkg"]
            for fixed, ids in package["secfixes"].items():
                for words in ids or []:
                    cves = re.findall(r"\bCVE-\d{4}-\d{4,}\b", words) or words.split()[:1]
                    for cve in cves:
                        rows[package["name"]][cve].add(fixed)
    if not files:
        return None
    result = set()
    for name, version, _, origin, _ in packages:
        for cve, fixes in rows.get(origin, {}).items():
            missing = [f for f in fixes if f != "0" and versions.apk_compare(version, f) < 0]
            if missing:
                result.add((cve, name, origin, "fixed", "public"))
    return result


def debian_state(row):
    if row["status"] == "undetermined":
        return "under-investigation"
    if row.get("urgency") == "end-of-life" or "nodsa_reason" in row and row["nodsa_reason"] == "end-of-life":
        return "end-of-life"
    reason = row.get("nodsa_reason")
    if reason == "ignored":
        return "will-not-fix"
    if reason == "postponed":
        return "deferred"
    return "affected"


def debian(feeds, codename, packages):
    tracker = json.load(lzma.open(f"{feeds}/debian/tracker.json.xz"))
    result, known = set(), False
    known = any(codename in cve["releases"] for cves in tracker.values() for cve in cves.values())
    if not known:
        return None
    for name, _, _, source, version in packages:
        for cve, entry in tracker.get(source, {}).items():
            row = entry["releases"].get(codename)
            if row is None:
                continue
            if row["status"] == "resolved":
                fixed = row["fixed_version"]
                if fixed != "0" and versions.deb_compare(version, fixed) < 0:
                    result.add((cve, name, source, "fixed", "public"))
            else:
                result.add((cve, name, source, debian_state(row), None))
    return result


def ubuntu(feeds, version, packages, pro):
    """A package is not vulnerable as soon as one archive says that its version is fixed."""
    sources = {p[3] for p in packages}
    rows = defaultdict(list)
    with tarfile.open(f"{feeds}/ubuntu/osv-all.tar.xz") as tar:
        for member in tar:
            if not member.isfile():
                continue
            record = json.load(tar.extractfile(member))
            if record.get("withdrawn"):
                continue
            for affected in record["affected"]:
                ecosystem = affected["package"]["ecosystem"].split(":")
                if version not in ecosystem or affected["package"]["name"] not in sources:
                    continue
                fixed = [e["fixed"] for r in affected["ranges"] for e in r["events"] if "fixed" in e]
                for cve in record["upstream"] or [record["id"]]:
                    rows[affected["package"]["name"], cve].append(("Pro" in ecosystem, fixed[0] if fixed else None))
    if not rows:
        return None
    result = set()
    for name, _, _, source, installed in packages:
        for (row_source, cve), found in rows.items():
            if row_source != source:
                continue
            fixes = [(p, f) for p, f in found if f is not None]
            if any(versions.deb_compare(installed, f) >= 0 for _, f in fixes):
                continue
            if not fixes:
                result.add((cve, name, source, "affected", None))
            else:
                public = pro or any(not p for p, _ in fixes)
                result.add((cve, name, source, "fixed", "public" if public else "ubuntu-pro"))
    return result


def expected(image, tag, feeds):
    tree = images.flatten(images.layers_of(image, tag))
    distribution, key = release(tree)
    packages = apk_packages(tree) if distribution == "alpine" else deb_packages(tree)
    pro = False
    if distribution == "alpine":
        found = alpine(feeds, key, packages)
    elif distribution == "debian":
        found = debian(feeds, key, packages)
    elif distribution == "ubuntu":
        pro = is_pro(tree, packages)
        found = ubuntu(feeds, key, packages, pro)
    else:
        found = None
    status = images.read(tree, "var/lib/dpkg/status")
    return {
        "distribution": distribution,
        "release": key,
        "covered": found is not None,
        "pro": pro,
        "packages": packages,
        "vulnerabilities": sorted(found or ()),
        "status": (status or b"").decode("utf-8", "surrogateescape"),
    }


def split(reference):
    for cut in (reference, *(reference[:i] for i, c in enumerate(reference) if c == ":")):
        if os.path.exists(cut):
            return cut, reference[len(cut) + 1 :] or None
    raise SystemExit(f"oracle: {reference} is neither a layout nor an archive")


def check_order(feeds, pairs, root):
    rng = random.Random(7)
    deb, apk = set(), set()
    for cves in json.load(lzma.open(f"{feeds}/debian/tracker.json.xz")).values():
        for entry in cves.values():
            deb.update(r["fixed_version"] for r in entry["releases"].values() if "fixed_version" in r)
    for file in glob.glob(f"{feeds}/alpine/*/*.json"):
        for entry in json.load(open(file, encoding="utf-8"))["packages"]:
            apk.update(entry["pkg"]["secfixes"])
    bad = 0
    for compare, says, pool in (
        (versions.deb_compare, versions.dpkg_says, sorted(deb)),
        (versions.apk_compare, (lambda a, b: versions.apk_says(root, a, b)) if root else None, sorted(apk)),
    ):
        for _ in range(pairs if says else 0):
            i = rng.randrange(len(pool))
            a, b = pool[i], pool[max(0, min(len(pool) - 1, i + rng.randrange(-20, 21)))]
            ours, theirs = compare(a, b), says(a, b)
            if (ours > 0) - (ours < 0) != theirs:
                bad += 1
                print(f"{a} {b}: here {ours}, there {theirs}")
    print(f"{pairs} pairs each: {bad} differences" + ("" if root else " (apk not asked: no ROOT given)"))
    return bad


def main(arguments):
    if arguments and arguments[0] == "--order":
        pairs = int(arguments[2]) if len(arguments) > 2 else 2000
        return 1 if check_order(arguments[1], pairs, arguments[3] if len(arguments) > 3 else None) else 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    json.dump(expected(*split(arguments[0]), arguments[1]), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
