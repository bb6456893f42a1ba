"""Rows of the rpm family's feeds, read straight from the publishers' files.

Red Hat: OSV advisories (fixes of binary packages), Security Data CVE files (states of source packages, modules of
advisories), CSAF VEX documents (replace both for their CVE), repository-to-cpe. AlmaLinux and Rocky: errata as OSV.
No code of the product is used. A row is (kind, name) -> Row; kind is "binary" or "source".
"""
import collections
import gc
import glob
import hashlib
import json
import lzma
import os
import pickle
import re
import tarfile
import tempfile
import urllib.parse

Row = collections.namedtuple("Row", "keys cves state fixed modules arches cpes notice feed")
Cpe = collections.namedtuple("Cpe", "product version update edition")

UNKNOWN = "?"
NOT_AFFECTED = "not-affected"
STATES = {
    "affected": "affected",
    "will not fix": "will-not-fix",
    "fix deferred": "deferred",
    "out of support scope": "end-of-life",
    "under investigation": "under-investigation",
    "new": "under-investigation",
    "not affected": NOT_AFFECTED,
}
MAJOR_IN_VERSION = re.compile(r"redhat:(enterprise_linux|rhel_(eus|aus|e4s|tus|els|extras\w*))$")
MODULE_BUILD = re.compile(r"([^/:]+):([^/:]+)-\d{10,}\.(?:[0-9a-f]{8,}|rhel\d+)$")
SOURCE_BUILD = re.compile(r"([^/:]+)-(\d+:[^-:/]+-[^-:/]+)$")  # all that are rpms have an epoch
WORD = re.compile(r"(?<![\w:.+-])([A-Za-z0-9][\w.+-]*):([A-Za-z0-9][\w.+-]*?)(?=[,;)]|\.?(?:\s|$))")


def cpe(text):
    """A CPE 2.2 URI without its part: `cpe:/a:redhat:openshift:4.13::el8`."""
    fields = text.split("/", 1)[-1].split(":")[1:]
    fields = [urllib.parse.unquote(f) for f in fields] + [""] * 5
    return Cpe(f"{fields[0]}:{fields[1]}", fields[2], fields[3], fields[4])


def major(product, fixed=None):
    """The RHEL major of a row, None where nothing tells."""
    for field in (product.edition, product.update):
        if re.fullmatch(r"el\d+", field):
            return int(field[2:])
    if MAJOR_IN_VERSION.match(product.product) and product.version[:1].isdigit():
        return int(re.match(r"\d+", product.version)[0])
    tag = re.search(r"[.+_]el(\d+)", fixed or "")
    return int(tag[1]) if tag else None


class Rows:
    def __init__(self):
        self.rows = collections.defaultdict(list)
        self.repositories = {}
        self.counts = collections.Counter()

    def add(self, kind, name, cves, state, fixed, modules, arches, cpes, notice, feed):
        """One row for each release, with all CPEs of that release."""
        by_key = collections.defaultdict(list)
        for text in cpes:
            product = cpe(text)
            number = major(product, fixed)
            if number is not None and number < 6:
                self.counts[feed, "majors below 6"] += 1
                continue
            by_key[f"rhel:{number}" if number else "rhel:any"].append(product)
        for key, products in by_key.items():
            self.put(kind, name, Row(
                key, cves, state, fixed, frozenset(modules), frozenset(arches), tuple(sorted(set(products))), notice, feed
            ))

    def put(self, kind, name, row):
        self.rows[kind, name].append(row)
        self.counts[row.feed, row.state] += len(row.cves)


def documents(feeds, packed, unpacked):
    """Every JSON document of a tar, or of a folder where it lies unpacked."""
    if os.path.isdir(f"{feeds}/{unpacked}"):
        for folder, _, files in os.walk(f"{feeds}/{unpacked}"):
            for file in files:
                if file.endswith(".json"):
                    with open(f"{folder}/{file}", "rb") as stream:
                        yield json.load(stream)
    elif os.path.exists(f"{feeds}/{packed}"):
        with tarfile.open(f"{feeds}/{packed}") as tar:
            for member in tar:
                if member.isfile() and member.name.endswith(".json"):
                    yield json.load(tar.extractfile(member))


def summary_modules(summary):
    return {f"{name}:{stream}" for name, stream in WORD.findall(summary or "")}


# --- Security Data


def security_data(rows, feeds, replaced, modules):
    """Rows of states, modules of advisories; returns the fixes of source packages, by advisory."""
    fixes = collections.defaultdict(lambda: collections.defaultdict(list))
    for record in documents(feeds, "redhat/security-data-cve.tar.xz", "redhat/security-data-cve"):
        for entry in record.get("affected_release") or ():
            build = MODULE_BUILD.match(entry.get("package") or "")
            if build:
                modules[entry["advisory"]].add(f"{build[1]}:{build[2]}")
            build = SOURCE_BUILD.match(entry.get("package") or "")
            if build and record["name"] not in replaced:
                fixes[entry["advisory"]][record["name"], build[1], build[2]].append(entry["cpe"])
        if record["name"] in replaced:
            continue
        # rows equal but for the CPE are one
        merged = collections.defaultdict(list)
        for entry in record.get("package_state") or ():
            named = state_name(entry["package_name"])
            state = STATES.get(entry["fix_state"].strip().lower())
            if named is None or state is None:
                rows.counts["security data", "unused"] += 1
            else:
                merged[named, state].append(entry["cpe"])
        for ((name, module), state), cpes in merged.items():
            wanted = {module} if module else ()
            rows.add("source", name, (record["name"],), state, None, wanted, (), cpes, record["name"], "security data")
    return fixes


def source_fixes(rows, fixes, told):
    """Advisories that Security Data names and that have no record of their own: their source packages."""
    for advisory in sorted(set(fixes) - told):
        for (cve, name, fixed), cpes in fixes[advisory].items():
            wanted = {UNKNOWN} if ".module" in fixed else ()
            rows.add("source", name, (cve,), "fixed", fixed, wanted, (), cpes, advisory, "security data")


def state_name(text):
    """(source, module or None) of a `package_name`; None for containers and flatpaks."""
    slash, colon = text.find("/"), text.find(":")
    if slash >= 0 and not 0 <= colon < slash:
        return None
    if colon < 0:
        return text, None
    module, _, name = text.partition("/")
    if module.endswith(":flatpak"):
        return None
    return name or module.partition(":")[0], module


# --- OSV


def redhat_osv(rows, feeds, replaced, modules):
    """Returns the identifiers of the advisories."""
    told = set()
    for record in documents(feeds, "redhat/osv.tar.xz", "redhat/osv"):
        told.add(record["id"])
        cves = tuple(c for c in cves_of(record) if c not in replaced)
        if not cves:
            rows.counts["osv", "records without CVE"] += 1
            continue
        merged = collections.defaultdict(set)
        for affected in record["affected"]:
            ecosystem = affected["package"]["ecosystem"]
            if not ecosystem.startswith("Red Hat:"):
                continue
            for fixed in fixes(affected):
                merged[affected["package"]["name"], fixed].add("cpe:/:redhat:" + ecosystem[8:])
        named = modules.get(record["id"]) or summary_modules(record.get("summary")) or {UNKNOWN}
        for (name, fixed), cpes in merged.items():
            wanted = named if ".module" in fixed else ()
            rows.add("binary", name, cves, "fixed", fixed, wanted, (), cpes, record["id"], "osv")
    return told


def cves_of(record):
    words = [record["id"], *record.get("related", ()), *record.get("aliases", ()), *record.get("upstream", ())]
    return sorted({w for w in words if w.startswith("CVE-")})


def fixes(affected):
    return [e["fixed"] for r in affected.get("ranges", ()) for e in r["events"] if "fixed" in e]


def errata_osv(rows, feeds, folder, ecosystem, key):
    """AlmaLinux and Rocky."""
    for record in documents(feeds, f"{folder}/osv.tar.xz", f"{folder}/osv"):
        cves = tuple(cves_of(record))
        if not cves or record.get("withdrawn"):
            rows.counts[key, "records without CVE"] += 1
            continue
        named = summary_modules(record.get("summary")) or {UNKNOWN}
        for affected in record["affected"]:
            if not affected["package"]["ecosystem"].startswith(ecosystem + ":"):
                continue
            release = f"{key}:{affected['package']['ecosystem'].split(':')[1].split('.')[0]}"
            for fixed in fixes(affected):
                wanted = frozenset(named if ".module" in fixed else ())
                row = Row(release, cves, "fixed", fixed, wanted, frozenset(), (), record["id"], key)
                rows.put("binary", affected["package"]["name"], row)


# --- VEX


def vex_files(feeds):
    for path in sorted(glob.glob(f"{feeds}/redhat/vex/**/*.json*", recursive=True)):
        with (lzma.open if path.endswith(".xz") else open)(path, "rb") as stream:
            yield json.load(stream)


def vex(rows, document):
    """A document replaces what the other feeds say about its CVE."""
    products, components, parts = {}, {}, {}

    def walk(branch):
        product = branch.get("product")
        if product:
            helper = product.get("product_identification_helper", {})
            if "cpe" in helper:
                products[product["product_id"]] = helper["cpe"]
            else:
                components[product["product_id"]] = helper.get("purl")
        for child in branch.get("branches", ()):
            walk(child)

    for branch in document["product_tree"].get("branches", ()):
        walk(branch)
    for relation in document["product_tree"].get("relationships", ()):
        whole = relation["full_product_name"]["product_id"]
        parts[whole] = relation["product_reference"], relation["relates_to_product_reference"]

    def resolve(whole):
        """(component, product's CPE, modules on the way)."""
        component, parent = parts[whole]
        modules = set()
        while parent in parts:
            inner, parent = parts[parent]
            if (components.get(inner) or "").startswith("pkg:rpmmod/"):
                modules.add(":".join(inner.split(":")[:2]))
        return component, products.get(parent), parent, modules

    with_source = {resolve(p)[2] for p in parts if is_source(parts[p][0], components)}
    for entry in document["vulnerabilities"]:
        read_statuses(rows, entry, parts, components, resolve, with_source)


def is_source(component, components):
    return component.endswith(".src") or "arch=src" in (components.get(component) or "")


def read_statuses(rows, entry, parts, components, resolve, with_source):
    urls, words = collections.defaultdict(set), {}
    for remedy in entry.get("remediations", ()):
        for whole in remedy.get("product_ids", ()):
            if remedy["category"] == "vendor_fix":
                urls[whole].add(remedy.get("url", "").rsplit("/", 1)[-1])
            elif remedy["category"] in ("no_fix_planned", "none_available"):
                words[whole] = remedy.get("details", "").strip().lower()
    merged = collections.defaultdict(lambda: (set(), set()))
    with_binary = set()  # product and advisory
    for whole in entry.get("product_status", {}).get("fixed", ()):
        named = whole in parts and component_of(parts[whole][0], components)
        if named and named[1] and not is_source(parts[whole][0], components):
            with_binary.add((resolve(whole)[2], min(urls[whole], default=entry["cve"])))
    for status, wholes in entry.get("product_status", {}).items():
        for whole in wholes:
            if whole not in parts:
                continue
            component, product, parent, modules = resolve(whole)
            named = component_of(component, components)
            if named is None or product is None:
                continue
            name, evr, arch, module = named
            source = is_source(component, components)
            if status == "fixed":
                advisory = min(urls[whole], default=entry["cve"])
                if not evr or source and (parent, advisory) in with_binary:
                    continue
                state = "fixed"
            elif status == "known_affected":
                state = STATES.get(words.get(whole, "affected"), "affected")
            elif status == "under_investigation":
                state = "under-investigation"
            elif status == "known_not_affected":
                state = NOT_AFFECTED
            else:
                continue
            kind = "source" if source or not evr and parent not in with_source else "binary"
            wanted = frozenset(modules | ({module} if module else set()))
            notice = min(urls[whole], default=entry["cve"])
            cpes, arches = merged[kind, name, state, evr if state == "fixed" else None, wanted, notice]
            cpes.add(product)
            if arch not in (None, "src"):
                arches.add(arch)
    for (kind, name, state, evr, modules, notice), (cpes, arches) in merged.items():
        rows.add(kind, name, (entry["cve"],), state, evr, modules, arches, cpes, notice, "vex")


def component_of(component, components):
    """(name, epoch:version-release or None, arch or None, module or None); None if it is no rpm."""
    purl = components.get(component)
    if purl and not purl.startswith("pkg:rpm/"):
        return None
    nevra = re.fullmatch(r"(.+)-(\d+):([^-]+)-([^-]+)\.([^.]+)", component.rsplit("::", 1)[0])
    module = re.search(r"rpmmod=([^&]+)", purl or "")
    module = ":".join(urllib.parse.unquote(module[1]).split(":")[:2]) if module else None
    if "::" in component:
        module = ":".join(component.rsplit("::", 1)[1].split(":")[:2])
    at = re.match(r"pkg:rpm/[^/]+/([^@?]+)@([^?#]+)(?:\?([^#]*))?", purl or "")
    if at:  # later documents tell the version here, and not always an arch
        asked = dict(urllib.parse.parse_qsl(at[3] or ""))
        name, version = urllib.parse.unquote(at[1]), urllib.parse.unquote(at[2])
        return name, f"{asked.get('epoch', 0)}:{version}", asked.get("arch"), module
    if nevra:
        return nevra[1], f"{nevra[2]}:{nevra[3]}-{nevra[4]}", nevra[5], module
    named = state_name(component.removesuffix(".src"))
    return (named[0], None, None, module or named[1]) if named else None


# --- everything


def load(feeds):
    """All rows of a folder, from a pickle in the temporary folder where its files have not changed."""
    stamp = [os.stat(__file__).st_mtime_ns]
    for pattern in ("redhat/*", "redhat/vex/*", "almalinux/*", "rocky/*"):
        for path in sorted(glob.glob(f"{feeds}/{pattern}")):
            stamp.append((path, os.stat(path).st_size, os.stat(path).st_mtime_ns))
    name = hashlib.sha256(os.path.abspath(feeds).encode()).hexdigest()[:12]
    store = f"{tempfile.gettempdir()}/breakwater-oracle-{os.getuid()}-{name}.pickle"
    gc.disable()
    try:
        with open(store, "rb") as file:
            if pickle.load(file) == stamp:
                return pickle.load(file)
    except (OSError, EOFError, pickle.PickleError):
        pass
    rows = read(feeds)
    with open(store + ".new", "wb") as file:
        pickle.dump(stamp, file)
        pickle.dump(rows, file, pickle.HIGHEST_PROTOCOL)
    os.replace(store + ".new", store)
    return rows


def read(feeds):
    rows, modules = Rows(), collections.defaultdict(set)
    texts = [d for d in vex_files(feeds)]
    replaced = {entry["cve"] for text in texts for entry in text["vulnerabilities"]}
    for text in texts:
        vex(rows, text)
    fixes = security_data(rows, feeds, replaced, modules)
    source_fixes(rows, fixes, redhat_osv(rows, feeds, replaced, modules))
    errata_osv(rows, feeds, "almalinux", "AlmaLinux", "almalinux")
    errata_osv(rows, feeds, "rocky", "Rocky Linux", "rocky")
    for path in glob.glob(f"{feeds}/redhat/repository-to-cpe.json*"):
        with (lzma.open if path.endswith(".xz") else open)(path, "rb") as stream:
            for name, entry in json.load(stream)["data"].items():
                rows.repositories[name] = entry["cpes"]
    rows.rows = dict(rows.rows)
    return rows
