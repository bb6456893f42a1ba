"""The comparison behind compare.sh."""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import expected
import images

ALPINE_DEBIAN_UBUNTU = ("alpine", "debian", "ubuntu")


def images_of(shared):
    """(name for breakwater, path, tag) of every image."""
    root = f"{shared}/images"
    for layout in ("oci", "oci-zstd", "oci-multiarch"):
        for tag in images.tags_of(f"{root}/{layout}") if os.path.isdir(f"{root}/{layout}") else ():
            yield f"oci:{root}/{layout}:{tag}", f"{root}/{layout}", tag
    archive = f"{root}/docker-archive-whiteouts.tar.gz"
    if os.path.exists(archive):
        yield f"docker-archive:{archive}", archive, None


def dpkg_query(status):
    """What dpkg itself reads of a status file."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("info", "updates"):
            os.mkdir(f"{folder}/{name}")
        with open(f"{folder}/status", "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(status)
        shape = "${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n"
        lines = subprocess.run(
            ["dpkg-query", "--admindir", folder, "-W", "-f", shape], capture_output=True, text=True, check=True
        ).stdout
    rows = (line.split("\t") for line in lines.splitlines())
    return sorted(tuple(row[1:]) for row in rows if row[0] == "installed")


def scan(breakwater, name, feeds, platform):
    command = [breakwater, "scan", name, "--feeds", feeds, "--format", "json", "--packages", "--platform", platform]
    run = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(run.stdout), run.returncode
    except ValueError:
        return {"error": run.stderr.strip() or f"exit {run.returncode}"}, run.returncode


def differences(report, want):
    packages = sorted(
        (p["name"], p["version"], p["arch"], p["source"], p["sourceVersion"]) for p in report.get("packages", ())
    )
    want_packages = [tuple(p) for p in want["packages"]]
    found = {
        # who has a fix is a question only where there is one
        (
            v["cve"],
            v["package"]["name"],
            v["package"]["source"],
            v["state"],
            v["fixAvailability"] if v["state"] == "fixed" else None,
        )
        for v in report.get("vulnerabilities", ())
    }
    wanted = {tuple(v) for v in want["vulnerabilities"]}
    lines = [f"- {row}" for row in sorted(set(want_packages) - set(packages))]
    lines += [f"+ {row}" for row in sorted(set(packages) - set(want_packages))]
    if len(packages) != len(want_packages):
        lines.append(f"  {len(want_packages)} packages wanted, {len(packages)} found")
    lines += [f"- {row}" for row in sorted(wanted - found)]
    lines += [f"+ {row}" for row in sorted(found - wanted)]
    if want["status"]:
        read = dpkg_query(want["status"])
        lines += [f"dpkg-query differs from the oracle: {row}" for row in sorted(set(read) ^ set(want_packages))]
    if "error" in report:
        lines = [report["error"]]
    verdict = report.get("verdict", {})
    reasons = {reason["code"] for reason in verdict.get("reasons", ())}
    # Nothing found by feeds as old as the shared ones shows nothing, and so the product says.
    outdated = verdict.get("status") == "INCOMPLETE" and reasons == {"advisories-outdated"}
    if want["covered"] and verdict.get("status") in ("UNSUPPORTED", "INCOMPLETE", None) and not outdated:
        lines.append(f"verdict {verdict}")
    if not want["covered"] and verdict.get("status") not in ("UNSUPPORTED", "INCOMPLETE"):
        lines.append(f"no feed covers {want['release']}, but the verdict is {verdict}")
    return packages, found, lines


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--breakwater")
    options.add_argument("--home")
    options.add_argument("-v", action="store_true", help="all differences, not the first ten of an image")
    options.add_argument("--only", help="images whose name holds this")
    options.add_argument("--platform", default="linux/amd64")
    options.add_argument("shared", nargs="?")
    options = options.parse_args()
    shared = os.path.abspath(options.shared or f"{options.home}/../shared")
    feeds = f"{shared}/feeds"
    if not os.path.isdir(feeds):
        print(f"compare: nothing at {shared} to compare with; name the folder with images/ and feeds/", file=sys.stderr)
        return 3
    bad = 0
    print("| image | release | packages | fixed | unfixed | verdict | equal |\n|---|---|---|---|---|---|---|")
    for name, path, tag in images_of(shared):
        if options.only and options.only not in name:
            continue
        want = expected.expected(path, tag, feeds)
        if want["distribution"] not in ALPINE_DEBIAN_UBUNTU:
            continue
        report, _ = scan(options.breakwater, name, feeds, options.platform)
        packages, found, lines = differences(report, want)
        states = collections.Counter(
            state + (" (Pro)" if availability == "ubuntu-pro" else "") for _, _, _, state, availability in found
        )
        fixed = ", ".join(f"{n}{state[5:]}" for state, n in sorted(states.items()) if state.startswith("fixed")) or "0"
        unfixed = ", ".join(f"{n} {state}" for state, n in sorted(states.items()) if not state.startswith("fixed"))
        verdict = report.get("verdict", {}).get("status", "none")
        short = name.replace(f"{shared}/images/", "")
        release = f"{want['distribution']} {want['release']}"
        equal = "yes" if not lines else f"no: {len(lines)}"
        print(f"| {short} | {release} | {len(packages)} | {fixed} | {unfixed or '0'} | {verdict} | {equal} |", flush=True)
        for line in lines if options.v else lines[:10]:
            print(f"    {line}", file=sys.stderr)
        bad += bool(lines)
    print(f"\n{bad} images differ" if bad else "\nno difference")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
