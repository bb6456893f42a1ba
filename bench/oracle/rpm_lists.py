#!/usr/bin/env python3
"""Package lists of the rpm family: read, and written as inputs that a scanner can read.

A list is NAME.tsv (name, epoch, version, release, arch, sourcerpm, modularitylabel, vendor; one package a line, empty
where there is none) with NAME.json beside it:
  {"origin": where it is from, "os": {"id", "version", "cpes": [of the label], "repositories": [content sets],
   "modules": {name: enabled stream}},
   "target": an image that holds just these, which is scanned instead of inputs made from the list; optional}

usage: rpm_lists.py LIST.json...      writes LIST.cdx.json (CycloneDX 1.5 in the dialect of Syft)
                                      and LIST.oci (an OCI layout whose layer holds os-release and rpmdb.sqlite)
"""
import hashlib
import io
import json
import os
import sqlite3
import struct
import sys
import tarfile
import tempfile
import urllib.parse

FIELDS = ("name", "epoch", "version", "release", "arch", "source", "label", "vendor")
NAMES = {
    "rhel": "Red Hat Enterprise Linux", "centos": "CentOS Linux", "almalinux": "AlmaLinux", "rocky": "Rocky Linux",
}


def load(path):
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    given["packages"] = []
    with open(path.removesuffix(".json") + ".tsv", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                package = dict(zip(FIELDS, line.rstrip("\n").split("\t")))
                package["epoch"] = int(package["epoch"]) if package["epoch"] else None
                given["packages"].append(package)
    return given


def store(path, given):
    with open(path.removesuffix(".json") + ".tsv", "w", encoding="utf-8") as file:
        for package in given["packages"]:
            values = (package[f] for f in FIELDS)
            file.write("\t".join("" if v is None else str(v) for v in values) + "\n")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({k: v for k, v in given.items() if k != "packages"}, file, indent=1)


# --- a bill of materials


def purl(package, system):
    quoted = [("arch", package["arch"])]
    if package["epoch"]:
        quoted.append(("epoch", str(package["epoch"])))
    if package["label"]:
        quoted.append(("rpmmod", package["label"]))
    if package["source"]:
        quoted.append(("upstream", package["source"]))
    quoted.append(("distro", f"{system['id']}-{system['version']}"))
    namespace = {"rhel": "redhat"}.get(system["id"], system["id"])
    version = urllib.parse.quote(f"{package['version']}-{package['release']}", safe="")
    name = urllib.parse.quote(package["name"], safe="")
    rest = "&".join(f"{k}={urllib.parse.quote(v, safe=':')}" for k, v in sorted(quoted))
    return f"pkg:rpm/{namespace}/{name}@{version}?{rest}"


def cyclonedx(given):
    system = given["os"]
    components = []
    for number, package in enumerate(given["packages"]):
        text = purl(package, system)
        epoch = f"{package['epoch']}:" if package["epoch"] else ""
        properties = [
            {"name": "syft:package:foundBy", "value": "rpm-db-cataloger"},
            {"name": "syft:package:type", "value": "rpm"},
            {"name": "syft:package:metadataType", "value": "rpm-db-entry"},
        ]
        if package["source"]:
            properties.append({"name": "syft:metadata:sourceRpm", "value": package["source"]})
        component = {
            "bom-ref": f"{text}&package-id={number:016x}", "type": "library", "name": package["name"],
            "version": f"{epoch}{package['version']}-{package['release']}", "purl": text, "properties": properties,
        }
        if package["vendor"]:
            component["publisher"] = package["vendor"]
        components.append(component)
    components.append({
        "bom-ref": "os:" + system["id"], "type": "operating-system", "name": system["id"], "version": system["version"],
        "description": f"{NAMES[system['id']]} {system['version']}",
        "properties": [
            {"name": "syft:distro:id", "value": system["id"]},
            {"name": "syft:distro:versionID", "value": system["version"]},
        ],
    })
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.5",
        "serialNumber": "urn:uuid:00000000-0000-4000-8000-000000000000", "version": 1,
        "metadata": {
            "timestamp": "2025-02-18T00:00:00Z",
            "tools": {"components": [{"type": "application", "author": "anchore", "name": "syft", "version": "1.19.0"}]},
            "component": {"bom-ref": "image", "type": "container", "name": "list"},
        },
        "components": components,
    }


# --- an image with rpm's own database


def header(package):
    """A header blob as rpm keeps it: index entries, then data, both inside the immutable region (tag 63)."""
    strings = {1000: "name", 1001: "version", 1002: "release", 1011: "vendor", 1022: "arch", 1044: "source", 5096: "label"}
    entries = [(tag, 6, package[field].encode() + b"\0") for tag, field in strings.items() if package[field]]
    entries.append((1006, 4, struct.pack(">I", 1_600_000_000)))  # rpm skips headers without a build time
    entries.append((1008, 4, struct.pack(">I", 1_700_000_000)))
    entries.append((1021, 6, b"linux\0"))
    if package["epoch"] is not None:
        entries.append((1003, 4, struct.pack(">I", package["epoch"])))
    entries.sort()
    data, index = b"", b""
    for tag, kind, value in entries:
        data += b"\0" * (-len(data) % 4 if kind == 4 else 0)
        index += struct.pack(">IIII", tag, kind, len(data), 1)
        data += value
    count = len(entries) + 1
    region = struct.pack(">IIII", 63, 7, len(data), 16)
    data += struct.pack(">IIiI", 63, 7, -16 * count, 16)
    return struct.pack(">II", count, len(data)) + region + index + data


def rpmdb(packages):
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(f"{folder}/rpmdb.sqlite")
        database.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
        database.executemany("INSERT INTO Packages (blob) VALUES (?)", [(header(p),) for p in packages])
        database.execute("CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)")
        names = [(p["name"], number, 0) for number, p in enumerate(packages, 1)]
        database.executemany("INSERT INTO Name VALUES (?, ?, ?)", names)
        database.commit()
        database.close()
        with open(f"{folder}/rpmdb.sqlite", "rb") as file:
            return file.read()


def files(given):
    system = given["os"]
    name = NAMES[system["id"]]
    found = {
        "etc/os-release": f'NAME="{name}"\nID="{system["id"]}"\nVERSION_ID="{system["version"]}"\n'
        f'PRETTY_NAME="{name} {system["version"]}"\n',
        "var/lib/rpm/rpmdb.sqlite": rpmdb(given["packages"]),
    }
    if system.get("repositories"):
        manifest = {"metadata": {"icm_version": 1}, "content_sets": system["repositories"], "image_contents": []}
        found["root/buildinfo/content_manifests/list-1.json"] = json.dumps(manifest)
    for module, stream in system.get("modules", {}).items():
        found[f"etc/dnf/modules.d/{module}.module"] = (
            f"[{module}]\nname={module}\nstream={stream}\nprofiles=\nstate=enabled\n"
        )
    return {k: v.encode() if isinstance(v, str) else v for k, v in found.items()}


def oci(given, folder):
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as tar:
        for path, content in sorted(files(given).items()):
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    os.makedirs(f"{folder}/blobs/sha256", exist_ok=True)

    def blob(content, kind):
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        digest = hashlib.sha256(content).hexdigest()
        with open(f"{folder}/blobs/sha256/{digest}", "wb") as file:
            file.write(content)
        return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": "sha256:" + digest, "size": len(content)}

    packed = blob(layer.getvalue(), "layer.v1.tar")
    labels = {"cpe": cpe for cpe in given["os"].get("cpes", ())}
    config = blob({
        "architecture": "amd64", "os": "linux", "config": {"Labels": labels},
        "rootfs": {"type": "layers", "diff_ids": [packed["digest"]]},
        "history": [{"created": "2025-02-18T00:00:00Z", "created_by": "list"}],
    }, "config.v1+json")
    manifest = blob({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config,
        "layers": [packed],
    }, "manifest.v1+json")
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "list"}
    with open(f"{folder}/oci-layout", "w", encoding="utf-8") as file:
        file.write('{"imageLayoutVersion":"1.0.0"}')
    with open(f"{folder}/index.json", "w", encoding="utf-8") as file:
        json.dump({"schemaVersion": 2, "manifests": [manifest]}, file)


def write_inputs(path):
    given, name = load(path), path.removesuffix(".json")
    with open(name + ".cdx.json", "w", encoding="utf-8") as file:
        json.dump(cyclonedx(given), file, indent=1)
    oci(given, name + ".oci")
    return given


def main(arguments):
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for path in arguments:
        given = write_inputs(path)
        print(f"{path}: {len(given['packages'])} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
