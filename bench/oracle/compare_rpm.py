"""The comparison behind compare_rpm.sh."""
import argparse
import collections
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

import expected_rpm
import rpm_edges
import rpm_feeds
import rpm_lists
import rpm_made


def scan(breakwater, name, feeds):
    command = [breakwater, "scan", name, "--feeds", feeds, "--format", "json", "--packages"]
    run = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"error": run.stderr.strip() or f"exit {run.returncode}"}


def found_by(report):
    """{(CVE, name, version, arch): (state, fixed version, availability, notices)}"""
    found = {}
    for entry in report.get("vulnerabilities", ()):
        package = entry["package"]
        key = entry["cve"], package["name"], package["version"].removeprefix("0:"), package["arch"]
        fixed = (entry["fixedVersion"] or "").removeprefix("0:") or None
        availability = entry["fixAvailability"] if entry["state"] == "fixed" else None
        found[key] = entry["state"], fixed, availability, {n["id"] for n in entry["notices"]}
    return found


def differences(wanted, found):
    """(kind of difference, key, wanted, found)"""
    for key in sorted(set(wanted) | set(found)):
        want, have = wanted.get(key), found.get(key)
        if want is None:
            yield "extra", key, None, have
        elif have is None:
            yield "missing", key, want, None
        elif have[0] not in want.state:
            yield "state", key, want, have
        elif want.state == {"fixed"}:
            if have[1] != want.fixed:
                yield "fixed version", key, want, have
            elif have[2] != want.availability:
                yield "availability", key, want, have
            elif not have[3] & want.notices:
                yield "notice", key, want, have


def package_lines(given, report):
    """Packages as given and as reported, each as one line of words."""
    want = collections.Counter(
        (p["name"], expected_rpm.evr(p), p["arch"], p["label"], p["source"], p["vendor"])
        for p in given["packages"]
        if p["name"] != "gpg-pubkey"
    )
    have = collections.Counter(
        (
            p["name"], p["version"].removeprefix("0:"), p["arch"], p.get("module") or "", p.get("sourceRpm") or "",
            p.get("vendor") or "",
        )
        for p in report.get("packages", ())
    )
    return [f"- package {row}" for row in want - have], [f"+ package {row}" for row in have - want]


def rows_for(given, rows, key):
    """What the oracle knew of this package and CVE."""
    cve, name, version, arch = key
    system = given["os"]
    base = "rhel" if system["id"] in ("rhel", "centos") else system["id"]
    products = expected_rpm.Products(system, rows.repositories)
    for package in given["packages"]:
        if (package["name"], expected_rpm.evr(package), package["arch"]) == (name, version, arch):
            release = f"{base}:{system['version'].split('.')[0]}"
            those = expected_rpm.candidates(rows, products, package, release, system.get("modules", {}))
            for kind, row, _, _, sure in those.get(cve, ()):
                cpes = " ".join(":".join(filter(None, c)).removeprefix("redhat:") for c in row.cpes)
                doubt = "" if sure else " (module not certain)"
                yield (
                    f"      {kind} {row.state} {row.fixed or ''} {row.notice} [{' '.join(sorted(row.modules))}]"
                    f" {' '.join(sorted(row.arches))} {cpes} {row.feed}{doubt}"
                )
            yield f"      label {package['label'] or 'none'}, source {package['source'] or 'none'}"


def as_read_from_bill(given):
    """A bill of materials tells neither content sets nor labels nor dnf's state."""
    system = {"id": given["os"]["id"], "version": given["os"]["version"]}
    return {**given, "os": system}


def compare(options, path, rows, feeds, kind):
    name = path.removesuffix(".json")
    given = rpm_lists.load(path)
    target = given.get("target") or (f"sbom:{name}.cdx.json" if kind == "sbom" else f"oci:{name}.oci:list")
    if kind == "sbom":
        given = as_read_from_bill(given)
    wanted, not_judged = expected_rpm.expected(given, rows)
    report = scan(options.breakwater, target, feeds)
    found = found_by(report)
    lines = []
    lost, more = package_lines(given, report)
    lines += lost[:5] + more[:5]
    if lost or more:
        lines.append(f"  packages: {len(lost)} missing, {len(more)} extra")
    kinds = collections.Counter()
    for what, key, want, have in differences(wanted, found):
        kinds[what] += 1
        if kinds[what] <= (1000000 if options.v else 3):
            lines.append(f"{what}: {' '.join(key)}: expected {shown(want)}, found {shown(have)}")
            lines += rows_for(given, rows, key)
    if "error" in report:
        lines = [report["error"]]
    reasons = " ".join(r["code"] for r in report.get("verdict", {}).get("reasons", ()))
    if bool(not_judged) != told(report, not_judged):
        lines.append(f"{len(not_judged)} packages of other vendors, and the report does not say so: {reasons}")
    states = collections.Counter(state for state, _, _, _ in found.values())
    unfixed = ", ".join(f"{n} {s}" for s, n in sorted(states.items()) if s != "fixed") or "0"
    system = given["os"]
    equal = "yes" if not lines else "no: " + (", ".join(f"{n} {k}" for k, n in sorted(kinds.items())) or "see below")
    print(
        f"| {os.path.basename(name)} ({kind}) | {system['id']} {system['version']} | {len(report.get('packages', ()))} "
        f"| {states['fixed']} | {unfixed} | {len(not_judged)} "
        f"| {report.get('verdict', {}).get('status', 'none')} | {equal} |",
        flush=True,
    )
    for line in lines:
        print(f"    {line}", file=sys.stderr)
    return bool(lines)


def shown(finding):
    if finding is None:
        return "nothing"
    if isinstance(finding, expected_rpm.Finding):
        return f"{'/'.join(sorted(finding.state))} {finding.fixed} {finding.availability} {sorted(finding.notices)}"
    return f"{finding[0]} {finding[1]} {finding[2]} {sorted(finding[3])}"


def told(report, not_judged):
    """Whether the report says anywhere that packages of those vendors are not judged."""
    rest = {k: v for k, v in report.items() if k not in ("packages", "vulnerabilities")}
    vendors = {p["vendor"] for p in not_judged}
    text = json.dumps(rest, ensure_ascii=False)
    return any(vendor in text for vendor in vendors) if vendors else "packages-not-judged" in text


def lists_of(options, shared):
    """(path of a list, feeds)"""
    work = options.work
    if "edges" in options.sets:
        os.makedirs(f"{work}/edges", exist_ok=True)
        if rpm_edges.main([f"{work}/edges"]):
            print("compare_rpm: the oracle itself differs from the answers written by hand", file=sys.stderr)
            sys.exit(3)
        for path in sorted(glob.glob(f"{work}/edges/edge-*.json")):
            if not path.endswith(".cdx.json"):
                yield path, f"{work}/edges/feeds"
    if not os.path.isdir(f"{shared}/feeds/redhat"):
        print(f"compare_rpm: no feeds at {shared}/feeds/redhat; only made-up advisories are compared", file=sys.stderr)
        return
    if "made" in options.sets:
        rpm_made.main([f"{shared}/feeds", f"{work}/made"])
        for path in sorted(glob.glob(f"{work}/made/made-*.json")):
            if not path.endswith(".cdx.json"):
                yield path, f"{shared}/feeds"
    for folder in options.lists:
        for path in sorted(glob.glob(f"{folder}/*.json")):
            if not path.endswith(".cdx.json"):
                yield path, f"{shared}/feeds"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--breakwater")
    options.add_argument("--home")
    options.add_argument("-v", action="store_true", help="all differences, not the first three of a kind and list")
    options.add_argument("--only", default="", help="lists whose name holds this")
    options.add_argument("--sets", default="edges,made", help="edges, made, or both")
    options.add_argument("--inputs", default="sbom,oci", help="sbom, oci, or both")
    options.add_argument("--work", default=f"{tempfile.gettempdir()}/breakwater-oracle-rpm", help="folder to work in")
    options.add_argument("--lists", action="append", default=[], help="folder with real lists (see rpm_lists.py)")
    options.add_argument("shared", nargs="?")
    options = options.parse_args()
    shared = os.path.abspath(options.shared or f"{options.home}/../shared")
    if "XDG_CACHE_HOME" not in os.environ:  # a database that an older build kept would be compared instead
        os.environ["XDG_CACHE_HOME"] = f"{options.work}/cache"
        shutil.rmtree(f"{options.work}/cache", ignore_errors=True)
    bad = 0
    head = "| list | release | packages | fixed | unfixed | not judged | verdict | equal |"
    print(head + "\n" + "|---" * 8 + "|")
    for path, feeds in lists_of(options, shared):
        if options.only not in os.path.basename(path):
            continue
        kinds = options.inputs.split(",")
        if rpm_lists.load(path).get("target"):
            kinds = ["image"]
        else:
            rpm_lists.write_inputs(path)
        for kind in kinds:
            bad += compare(options, path, rpm_feeds.load(feeds), feeds, kind)
    print(f"\n{bad} inputs differ" if bad else "\nno difference")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
