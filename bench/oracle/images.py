"""Reads images: an OCI layout with a tag, an OCI archive, a docker archive; flattens the layers.

Of the files only those are kept that tell packages and release. Python's tarfile, gzip and lzma do the reading;
zstd, which the standard library lacks, is left to the zstd program.
"""
import gzip
import hashlib
import io
import json
import posixpath
import re
import subprocess
import tarfile

WANTED = re.compile(
    r"(.*/)?(os-release|debian_version|alpine-release|lsb-release|status|installed|sources\.list)$"
    r"|var/lib/dpkg/status\.d/[^/]+$|etc/apt/sources\.list\.d/[^/]+$"
)


class Store:
    """A folder or a tar by relative name."""

    def __init__(self, path):
        self.tar = None
        self.path = path
        try:
            self.tar = tarfile.open(path)
            self.members = {posixpath.normpath(m.name): m for m in self.tar}
        except IsADirectoryError:
            pass

    def read(self, name):
        if self.tar is None:
            with open(f"{self.path}/{name}", "rb") as f:
                return f.read()
        member = self.members[name]
        if member.issym():
            return self.read(posixpath.normpath(posixpath.join(posixpath.dirname(name), member.linkname)))
        return self.tar.extractfile(member).read()

    def has(self, name):
        if self.tar is not None:
            return name in self.members
        try:
            open(f"{self.path}/{name}", "rb").close()
            return True
        except OSError:
            return False


def layers_of(path, tag=None, arch="amd64"):
    """The layers' archives, uncompressed, lowest first."""
    store = Store(path)
    if store.has("manifest.json") and not store.has("index.json"):
        manifest = json.loads(store.read("manifest.json"))[0]
        return [uncompressed(store.read(name)) for name in manifest["Layers"]]
    index = json.loads(store.read("index.json"))
    chosen = [
        d
        for d in index["manifests"]
        if tag is None or d.get("annotations", {}).get("org.opencontainers.image.ref.name") == tag
    ]
    document = json.loads(blob(store, chosen[0]["digest"]))
    while "manifests" in document:
        fitting = [d for d in document["manifests"] if d.get("platform", {}).get("architecture") in (arch, None)]
        document = json.loads(blob(store, fitting[0]["digest"]))
    return [uncompressed(blob(store, layer["digest"])) for layer in document["layers"]]


def tags_of(path):
    index = json.loads(Store(path).read("index.json"))
    return [d.get("annotations", {}).get("org.opencontainers.image.ref.name") for d in index["manifests"]]


def blob(store, digest):
    content = store.read("blobs/" + digest.replace(":", "/"))
    if "sha256:" + hashlib.sha256(content).hexdigest() != digest:
        raise SystemExit(f"oracle: {digest} has other content")
    return content


def uncompressed(content):
    if content[:2] == b"\x1f\x8b":
        return gzip.decompress(content)
    if content[:4] == b"\x28\xb5\x2f\xfd":
        return subprocess.run(["zstd", "-dcq"], input=content, stdout=subprocess.PIPE, check=True).stdout
    return content


def flatten(layers):
    """Path -> ('f', bytes or None) | ('d', None) | ('l', target), as a container would see it."""
    tree = {}
    for archive in layers:
        added = set()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            for member in tar:
                apply(tree, tar, member, added)
    return tree


def apply(tree, tar, member, added):
    path = posixpath.normpath("/" + member.name).lstrip("/")
    if not path:
        return
    folder, name = posixpath.split(path)
    folder = real(tree, folder)
    path = posixpath.join(folder, name)
    if name == ".wh..wh..opq":
        for other in [p for p in tree if p.startswith(folder + "/") and p not in added]:
            del tree[other]
    elif name.startswith(".wh."):
        remove(tree, posixpath.join(folder, name[4:]))
    elif member.isdir():
        if tree.get(path, ("d",))[0] != "d":
            remove(tree, path)
        tree[path] = ("d", None)
        added.add(path)
    else:
        remove(tree, path)
        added.add(path)
        if member.issym():
            tree[path] = ("l", member.linkname)
        elif member.islnk():
            target = posixpath.normpath("/" + member.linkname).lstrip("/")
            tree[path] = tree.get(real(tree, target), ("f", None))
        elif member.isfile():
            tree[path] = ("f", tar.extractfile(member).read() if WANTED.match(path) else None)


def remove(tree, path):
    if tree.pop(path, ("d",))[0] == "d":
        for other in [p for p in tree if p.startswith(path + "/")]:
            del tree[other]


def real(tree, path, depth=0):
    """Follows symbolic links, the last part's too."""
    if depth > 40:
        return path
    done = ""
    parts = path.split("/") if path else []
    for index, part in enumerate(parts):
        done = posixpath.join(done, part)
        kind, value = tree.get(done, ("d", None))
        if kind == "l":
            joined = posixpath.join("/", posixpath.dirname(done), value, *parts[index + 1 :])
            return real(tree, posixpath.normpath(joined).lstrip("/"), depth + 1)
    return done


def read(tree, path):
    """A file's bytes, None where there is none."""
    kind, value = tree.get(real(tree, path), (None, None))
    return value if kind == "f" else None
