#!/usr/bin/env python3
"""Made-up advisories and packages, one case for each rule, with the answers written by hand.

usage: rpm_edges.py FOLDER     writes FOLDER/feeds, FOLDER/LIST.{tsv,json}, and checks expected_rpm.py against the answers
"""
import io
import json
import os
import sys
import tarfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import expected_rpm  # noqa: E402
import rpm_feeds  # noqa: E402
import rpm_lists  # noqa: E402

BASE, APP = "enterprise_linux:8::baseos", "enterprise_linux:8::appstream"
EL = "cpe:/o:redhat:enterprise_linux:"
MODULAR = "2.0-2.module+el8.6.0+10+aaaaaaaa"
CENTOS_MODULAR = "2.0-1.module_el8.6.0+900+bbbbbbbb"


def label(module):
    return module + ":8060020990101000000:aaaaaaaa"


# advisory: (ecosystems, package, fixed version), the number of the CVE; summary and modules where they matter
OSV = [
    (1, [BASE], "plain", "0:1.0-2.el8", {}),
    (2, [APP], "moda", "0:" + MODULAR, {"modules": ["a:1"]}),
    (3, [APP], "outside", "0:1.0-2.el8", {}),
    (4, [APP], "modless", "0:" + MODULAR, {}),
    (5, [APP], "virtpkg", "0:" + MODULAR, {"summary": "virt:rhel and virt-devel:rhel security update"}),
    (7, ["rhel_eus:8.6::baseos"], "eusonly", "0:1.0-2.el8_6", {}),
    (8, ["enterprise_linux:7::server"], "centpkg", "0:1.0-5.el7_9.2", {}),
    (9, ["enterprise_linux:7::server"], "centpkg", "0:1.0-5.el7_9", {}),
    (10, [APP], "centmod", "0:" + MODULAR, {"modules": ["a:1"]}),
    (11, ["rhel_els:7"], "elsonly", "0:1.0-2.el7_9", {}),
    (12, [BASE], "vendored", "0:1.0-2.el8", {}),
    (13, [BASE], "several", "0:1.0-2.el8", {}),
    (13, [BASE], "several", "0:1.0-4.el8", {}),
    (15, [BASE], "mixed-libs", "0:1.0-2.el8", {}),
    (19, [BASE], "vexwins", "0:1.0-2.el8", {}),
    (23, ["enterprise_linux:7::server"], "otherel", "0:1.0-2.el7", {}),
    (23, ["enterprise_linux:5::server"], "otherel", "0:9.0-2.el5", {}),
    (24, ["rhel_software_collections:3::el7"], "rh-thing", "0:1.0-2.el7", {}),
    (27, [BASE], "epochal", "1:1.0-2.el8", {}),
    (27, [BASE], "noepoch", "1.0-2.el8", {}),
    (28, [BASE], "tilde", "0:1.0-2.el8", {}),
    (28, [BASE], "caret", "0:1.0^1-2.el8", {}),
    (29, ["rhel_extras_rt:7"], "extra", "0:1.0-2.el7", {}),
    (31, ["openshift:4.13::el8"], "layered", "0:1.0-2.el8", {}),
    (32, [BASE], "branched", "0:1.0-236.el8_9.13", {}),
    (32, [BASE], "branched", "0:1.0-251.el8_10.1", {}),
    (33, [APP], "modbranch", "0:2.0-2.module+el8.6.0+10+a", {"modules": ["a:1"]}),
    (33, [APP], "modbranch", "0:3.0-1.module+el8.8.0+20+a", {"modules": ["a:1"]}),
    (34, ["enterprise_linux:7::server"], "altkernel", "0:3.10.0-957.10.1.el7", {}),
    (34, ["enterprise_linux:7::server"], "altkernel", "0:3.10.0-1062.el7", {}),
    (34, ["enterprise_linux:7::server"], "altkernel", "0:4.14.0-115.el7a", {}),
    (35, [BASE], "mainline", "0:1.0-2.el8_4", {}),
    (36, [BASE], "mainlater", "0:1.0-2.el8_8", {}),
    (37, [BASE], "mainboth", "0:1.0-2.el8_8", {}),
    (37, ["rhel_eus:8.6::baseos"], "mainboth", "0:1.0-1.el8_6.1", {}),
    (46, [BASE], "mainearly", "0:1.0-2.el8_4", {}),
    (46, [BASE], "mainearly", "0:1.0-9.el8_8", {}),
    (48, ["rhel_eus:8.6::crb"], "eusother", "0:1.0-2.el8_6", {}),
]

# fixes that Security Data alone names: (CVE, CPE, package), each of an advisory of its own
RELEASED = [
    (39, EL + "8", "srcfix-0:1.0-2.el8"),
    (40, EL + "8", "srcmod-0:1.0-2.module+el8.6.0+5+a"),
    (41, EL + "8", "some-thing-container"),
]

# CVE file: (CPE, package_name, fix_state)
STATES = [
    (14, EL + "8", "src-affected", "Affected"),
    (14, EL + "8", "src-wontfix", "Will not fix"),
    (14, EL + "8", "src-deferred", "Fix deferred"),
    (14, EL + "8", "src-eol", "Out of support scope"),
    (14, EL + "8", "src-looking", "Under investigation"),
    (14, EL + "8", "src-clean", "Not affected"),
    (15, EL + "8", "mixed", "Affected"),
    (16, EL + "8", "m:1/insrc", "Will not fix"),
    (17, EL + "8", "whole:1", "Affected"),
    (18, "cpe:/a:redhat:openshift:4", "openshift4/container", "Affected"),
    (18, EL + "8", "thing:flatpak/flat", "Affected"),
    (22, "cpe:/a:redhat:openshift:4", "nomajor", "Affected"),
    (25, EL + "8", "specific", "Affected"),
    (25, EL + "8::baseos", "specific", "Will not fix"),
    (26, EL + "8", "cleared", "Affected"),
    (26, EL + "8::baseos", "cleared", "Not affected"),
    (38, EL + "8", "eusunfixed", "Will not fix"),
    (41, EL + "8", "some", "Affected"),
    (45, EL + "8", "fresh", "New"),
    (47, EL + "8", "products", "Affected"),
    (47, "cpe:/a:redhat:openshift:4.13::el8", "products", "Not affected"),
]

# VEX: (product's CPE, component, purl, status, words, modules); NEVRA components carry their version
VEX = [
    (6, EL + "8::baseos", "archy-0:1.0-2.el8.aarch64", "pkg:rpm/redhat/archy@1.0-2.el8?arch=aarch64", "fixed", ""),
    (19, EL + "8", "vexwins.src", "pkg:rpm/redhat/vexwins?arch=src", "known_not_affected", ""),
    (20, EL + "8", "vexsource", None, "known_affected", "Affected"),
    (21, EL + "8", "twofold.src", "pkg:rpm/redhat/twofold?arch=src", "known_affected", "Will not fix"),
    (21, EL + "8", "twofold", "pkg:rpm/redhat/twofold", "known_affected", "Fix deferred"),
    (21, EL + "8", "twofold-libs", "pkg:rpm/redhat/twofold-libs", "known_not_affected", ""),
    (42, EL + "8", "vexsrc-0:1.0-2.el8.src", "pkg:rpm/redhat/vexsrc@1.0-2.el8?arch=src", "fixed", ""),
    (43, EL + "8", "vexboth-0:1.0-2.el8.src", "pkg:rpm/redhat/vexboth@1.0-2.el8?arch=src", "fixed", ""),
    (43, EL + "8", "vexboth-0:1.0-2.el8.x86_64", "pkg:rpm/redhat/vexboth@1.0-2.el8?arch=x86_64", "fixed", ""),
    (44, EL + "8", "vexflat-1.0-2.el8", "pkg:rpm/redhat/vexflat@1.0-2.el8?epoch=1", "fixed", ""),
    (21, EL + "8", "kept.src", "pkg:rpm/redhat/kept?arch=src&rpmmod=k:1", "known_affected", "Out of support scope"),
]

SYSTEMS = {
    "edge-rhel8": {"id": "rhel", "version": "8.6"},
    "edge-rhel8-a1": {"id": "rhel", "version": "8.6", "modules": {"a": "1"}},
    "edge-rhel8-a2": {"id": "rhel", "version": "8.6", "modules": {"a": "2"}},
    "edge-eus86": {"id": "rhel", "version": "8.6", "repositories": ["edge-eus-8-6"]},
    "edge-eus88": {"id": "rhel", "version": "8.8", "repositories": ["edge-eus-8-6"]},
    "edge-eus86-main": {"id": "rhel", "version": "8.6", "repositories": ["edge-eus-8-6"],
                        "cpes": ["cpe:/o:redhat:enterprise_linux:8::baseos"]},
    "edge-openshift": {"id": "rhel", "version": "8.6", "cpes": ["cpe:/a:redhat:openshift:4.13::el8"]},
    "edge-rhel7": {"id": "rhel", "version": "7.9"},
    "edge-els7": {"id": "rhel", "version": "7.9", "cpes": ["cpe:/o:redhat:rhel_els:7"]},
    "edge-centos7": {"id": "centos", "version": "7"},
    "edge-centos8": {"id": "centos", "version": "8"},
    "edge-alma8": {"id": "almalinux", "version": "8.9"},
}

# (list, name, evr, arch, source or None, module label, vendor, {CVE: answer})
CASES = [
    ("edge-rhel8", "plain", "1.0-1.el8", {1: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "plain", "1.0-2.el8", {}),
    ("edge-rhel8", "plain", "1.0-10.el8", {}),
    ("edge-rhel8", "moda", "2.0-1.module+el8.6.0+9+a", {2: "fixed " + MODULAR}, {"label": label("a:1")}),
    ("edge-rhel8", "moda", "2.0-1.module+el8.6.0+8+a", {}, {"label": label("a:2")}),
    ("edge-rhel8", "moda", MODULAR, {}, {"label": label("a:1")}),
    ("edge-rhel8", "moda", "1.0-1.el8", {}),
    ("edge-rhel8", "moda", "2.0-1.module+el8.6.0+7+a", {2: "under-investigation"}),
    ("edge-rhel8-a1", "moda", "2.0-1.module+el8.6.0+7+a", {2: "fixed " + MODULAR}),
    ("edge-rhel8-a2", "moda", "2.0-1.module+el8.6.0+7+a", {}),
    ("edge-rhel8", "outside", "1.0-1.el8", {3: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "outside", "1.0-1.module+el8.6.0+9+a", {}, {"label": label("a:1")}),
    ("edge-rhel8", "modless", "2.0-1.module+el8.6.0+9+a", {4: "under-investigation"}, {"label": label("a:1")}),
    ("edge-rhel8", "modless", MODULAR, {}, {"label": label("a:1")}),
    ("edge-rhel8", "modless", "1.0-1.el8", {}),
    ("edge-rhel8", "virtpkg", "2.0-1.module+el8.6.0+9+a", {5: "fixed " + MODULAR}, {"label": label("virt-devel:rhel")}),
    ("edge-rhel8", "virtpkg", "2.0-1.module+el8.6.0+8+a", {}, {"label": label("virt:av")}),
    ("edge-rhel8", "archy", "1.0-1.el8", {}),
    ("edge-rhel8", "archy", "1.0-1.el8", {6: "fixed 1.0-2.el8"}, {"arch": "aarch64"}),
    ("edge-rhel8", "eusonly", "1.0-1.el8", {}),
    ("edge-eus86", "eusonly", "1.0-1.el8", {7: "fixed 1.0-2.el8_6"}),
    ("edge-eus88", "eusonly", "1.0-1.el8", {}),
    ("edge-eus86", "plain", "1.0-1.el8", {1: "affected"}),
    ("edge-eus86", "plain", "1.0-2.el8", {}),
    ("edge-eus86", "moda", "2.0-1.module+el8.6.0+9+a", {2: "fixed " + MODULAR}, {"label": label("a:1")}),
    ("edge-eus86", "mainline", "1.0-1.el8", {35: "fixed 1.0-2.el8_4"}),
    ("edge-eus86", "mainlater", "1.0-1.el8_6", {36: "affected"}),
    ("edge-eus86", "mainlater", "1.0-3.el8_6", {}),
    ("edge-eus86", "mainboth", "1.0-1.el8_6", {37: "fixed 1.0-1.el8_6.1"}),
    ("edge-eus86", "mainboth", "1.0-1.el8_6.1", {}),
    ("edge-eus86", "mainearly", "1.0-6.el8_6", {46: "affected"}),
    ("edge-eus86", "eusunfixed", "1.0-1.el8", {38: "will-not-fix"}),
    ("edge-eus86", "eusother", "1.0-1.el8", {48: "fixed 1.0-2.el8_6"}),
    ("edge-eus88", "plain", "1.0-1.el8", {1: "fixed 1.0-2.el8"}),
    ("edge-eus86-main", "plain", "1.0-1.el8", {1: "fixed 1.0-2.el8"}),
    ("edge-eus86-main", "mainlater", "1.0-1.el8_6", {36: "fixed 1.0-2.el8_8"}),
    ("edge-eus86-main", "mainboth", "1.0-1.el8_6", {37: "fixed 1.0-1.el8_6.1"}),
    ("edge-rhel8", "mainboth", "1.0-1.el8_6.1", {37: "fixed 1.0-2.el8_8"}),
    ("edge-rhel8", "srcfix-libs", "1.0-1.el8", {39: "fixed 1.0-2.el8"}, {"source": "srcfix"}),
    ("edge-rhel8", "srcfix-libs", "1.0-2.el8", {}, {"source": "srcfix"}),
    ("edge-rhel8", "srcfix-own", "7.0-1.el8", {39: "fixed 1.0-2.el8"}, {"rpm": "srcfix-1.0-1.el8.src.rpm"}),
    ("edge-rhel8", "srcfix-own", "0.1-1.el8", {}, {"rpm": "srcfix-1.0-2.el8.src.rpm"}),
    ("edge-rhel8", "srcmod", "1.0-1.module+el8.6.0+1+a", {40: "under-investigation"}, {"label": label("s:1")}),
    ("edge-rhel8", "srcmod", "1.0-1.el8", {}),
    ("edge-rhel8", "some", "1.0-1.el8", {41: "affected"}),
    ("edge-rhel8", "vexsrc-libs", "1.0-1.el8", {42: "fixed 1.0-2.el8"}, {"source": "vexsrc"}),
    ("edge-rhel8", "vexsrc-libs", "1.0-2.el8", {}, {"source": "vexsrc"}),
    ("edge-rhel8", "vexboth", "1.0-1.el8", {43: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "vexboth-doc", "1.0-1.el8", {}, {"source": "vexboth"}),
    ("edge-rhel8", "vexflat", "1.0-3.el8", {44: "fixed 1:1.0-2.el8"}),
    ("edge-rhel8", "vexflat-libs", "1.0-1.el8", {}, {"source": "vexflat"}),
    ("edge-rhel8", "fresh", "1.0-1.el8", {45: "under-investigation"}),
    ("edge-openshift", "products", "1.0-1.el8", {47: "affected"}),
    ("edge-centos7", "centpkg", "1.0-5.el7.centos.1", {8: "fixed 1.0-5.el7_9.2"}),
    ("edge-centos7", "centpkg", "1.0-5.el7.centos.2", {}),
    ("edge-centos7", "centpkg", "1.0-4.el7.centos", {8: "fixed 1.0-5.el7_9.2", 9: "fixed 1.0-5.el7_9"}),
    ("edge-centos7", "centpkg", "1.0-5.el7.centos", {8: "fixed 1.0-5.el7_9.2"}),
    ("edge-centos7", "centpkg", "1.0-5.el7", {8: "fixed 1.0-5.el7_9.2", 9: "fixed 1.0-5.el7_9"}),
    ("edge-centos8", "centmod", "2.0-2.module_el8.6.0+5+b", {}, {"label": label("a:1")}),
    ("edge-centos8", "centmod", CENTOS_MODULAR, {10: "fixed " + MODULAR}, {"label": label("a:1")}),
    ("edge-rhel7", "elsonly", "1.0-1.el7", {11: "fixed 1.0-2.el7_9 extended-support"}),
    ("edge-els7", "elsonly", "1.0-1.el7", {11: "fixed 1.0-2.el7_9 extended-support"}),
    ("edge-rhel8", "vendored", "1.0-1.el8", {}, {"vendor": "Fedora Project"}),
    ("edge-rhel8", "vendored", "1.0-1.1.el8", {12: "fixed 1.0-2.el8"}, {"vendor": ""}),
    ("edge-rhel8", "vendored", "1.0-1.2.el8", {12: "fixed 1.0-2.el8"}, {"vendor": "CentOS"}),
    ("edge-rhel8", "several", "1.0-1.el8", {13: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "several", "1.0-3.el8", {}),
    ("edge-rhel8", "bin-affected", "1.0-1.el8", {14: "affected"}, {"source": "src-affected"}),
    ("edge-rhel8", "bin-wontfix", "1.0-1.el8", {14: "will-not-fix"}, {"source": "src-wontfix"}),
    ("edge-rhel8", "bin-deferred", "1.0-1.el8", {14: "deferred"}, {"source": "src-deferred"}),
    ("edge-rhel8", "bin-eol", "1.0-1.el8", {14: "end-of-life"}, {"source": "src-eol"}),
    ("edge-rhel8", "bin-looking", "1.0-1.el8", {14: "under-investigation"}, {"source": "src-looking"}),
    ("edge-rhel8", "bin-clean", "1.0-1.el8", {}, {"source": "src-clean"}),
    ("edge-rhel8", "src-affected", "9.0-1.el8", {}, {"source": "other"}),
    ("edge-rhel8", "mixed-libs", "1.0-1.el8", {15: "fixed 1.0-2.el8"}, {"source": "mixed"}),
    ("edge-rhel8", "mixed-libs", "1.0-2.el8", {}, {"source": "mixed"}),
    ("edge-rhel8", "mixed", "1.0-2.el8", {15: "affected"}),
    ("edge-rhel8", "insrc", "1.0-1.module+el8.6.0+1+a", {16: "will-not-fix"}, {"label": label("m:1")}),
    ("edge-rhel8", "insrc", "1.0-2.module+el8.6.0+1+a", {}, {"label": label("m:2")}),
    ("edge-rhel8", "insrc", "1.0-1.el8", {}),
    ("edge-rhel8", "insrc", "1.0-3.module+el8.6.0+1+a", {16: "under-investigation"}),
    ("edge-rhel8", "whole", "1.0-1.module+el8.6.0+1+a", {17: "affected"}, {"label": label("whole:1")}),
    ("edge-openshift", "plain", "1.0-1.el8", {1: "fixed 1.0-2.el8"}),
    ("edge-openshift", "container", "1.0-1.el8", {}),
    ("edge-rhel8", "flat", "1.0-1.el8", {}),
    ("edge-rhel8", "vexwins", "1.0-1.el8", {}),
    ("edge-rhel8", "vexbinary", "1.0-1.el8", {20: "affected"}, {"source": "vexsource"}),
    ("edge-rhel8", "twofold", "1.0-1.el8", {21: "deferred"}),
    ("edge-rhel8", "twofold-libs", "1.0-1.el8", {}, {"source": "twofold"}),
    ("edge-rhel8", "twofold-tools", "1.0-1.el8", {21: "will-not-fix"}, {"source": "twofold"}),
    ("edge-rhel8", "kept", "1.0-1.module+el8.6.0+1+a", {21: "end-of-life"}, {"label": label("k:1")}),
    ("edge-rhel8", "kept", "1.0-1.el8", {}),
    ("edge-openshift", "nomajor", "1.0-1.el8", {22: "affected"}),
    ("edge-rhel8", "nomajor", "1.0-1.el8", {}),
    ("edge-rhel8", "otherel", "1.0-1.el8", {}),
    ("edge-rhel7", "otherel", "1.0-1.el7", {23: "fixed 1.0-2.el7"}),
    ("edge-rhel7", "otherel", "1.0-3.el7", {}),
    ("edge-rhel7", "rh-thing", "1.0-1.el7", {24: "fixed 1.0-2.el7"}),
    ("edge-rhel8", "rh-thing", "1.0-1.el8", {}),
    ("edge-rhel8", "specific", "1.0-1.el8", {25: "will-not-fix"}),
    ("edge-rhel8", "cleared", "1.0-1.el8", {}),
    ("edge-rhel8", "epochal", "5.0-1.el8", {27: "fixed 1:1.0-2.el8"}),
    ("edge-rhel8", "epochal", "1:1.0-2.el8", {}),
    ("edge-rhel8", "noepoch", "0:1.0-1.el8", {27: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "noepoch", "1:0.1-1.el8", {}),
    ("edge-rhel8", "tilde", "1.0~rc1-9.el8", {28: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "caret", "1.0-9.el8", {28: "fixed 1.0^1-2.el8"}),
    ("edge-rhel8", "caret", "1.0.1-1.el8", {}),
    ("edge-rhel7", "extra", "1.0-1.el7", {29: "fixed 1.0-2.el7"}),
    ("edge-alma8", "almapkg", "1.0-1.el8", {30: "fixed 1.0-2.el8"}),
    ("edge-alma8", "almamod", "2.0-1.module_el8.6.0+1+a", {30: "fixed 2.0-2.module_el8.6.0+10+a"}, {"label": label("n:1")}),
    ("edge-alma8", "almamod", "2.0-1.module_el8.6.0+2+a", {}, {"label": label("n:2")}),
    ("edge-alma8", "plain", "1.0-1.el8", {}),
    ("edge-openshift", "layered", "1.0-1.el8", {31: "fixed 1.0-2.el8"}),
    ("edge-rhel8", "layered", "1.0-1.el8", {}),
    ("edge-rhel8", "branched", "1.0-225.el8_8.1", {32: "fixed 1.0-236.el8_9.13"}),
    ("edge-rhel8", "branched", "1.0-236.el8_9.12", {32: "fixed 1.0-236.el8_9.13"}),
    ("edge-rhel8", "branched", "1.0-236.el8_9.14", {}),
    ("edge-rhel8", "branched", "1.0-240.el8_9", {}),
    ("edge-rhel8", "branched", "1.0-251.el8", {32: "fixed 1.0-251.el8_10.1"}),
    ("edge-rhel8", "branched", "1.0-251.el8_10.1", {}),
    ("edge-rhel8", "modbranch", "2.0-1.module+el8.6.0+9+a", {33: "fixed 2.0-2.module+el8.6.0+10+a"}, {"label": label("a:1")}),
    ("edge-rhel8", "modbranch", "2.0-3.module+el8.6.0+11+a", {}, {"label": label("a:1")}),
    ("edge-rhel8", "modbranch", "2.1-1.module+el8.8.0+1+a", {33: "fixed 3.0-1.module+el8.8.0+20+a"}, {"label": label("a:1")}),
    ("edge-rhel7", "altkernel", "3.10.0-957.5.1.el7", {34: "fixed 3.10.0-957.10.1.el7"}),
    ("edge-rhel7", "altkernel", "3.10.0-957.12.1.el7", {}),
    ("edge-rhel7", "altkernel", "3.10.0-1062.1.1.el7", {}),
]

ALMA = [("almapkg", "1.0-2.el8"), ("almamod", "2.0-2.module_el8.6.0+10+a")]


def cve_id(number):
    return f"CVE-2099-{number:04}"


def advisory_id(index):
    return f"RHSA-2099:{index + 1:04}"


def osv_documents():
    for index, (number, ecosystems, name, fixed, more) in enumerate(OSV):
        yield f"{advisory_id(index)}.json", {
            "schema_version": "1.6.0", "id": advisory_id(index), "modified": "2025-02-01T00:00:00Z",
            "published": "2025-02-01T00:00:00Z", "related": [cve_id(number)],
            "summary": "Red Hat Security Advisory: " + more.get("summary", name + " security update"),
            "affected": [affected("Red Hat:" + e, name, fixed) for e in ecosystems],
            "references": [{"type": "ADVISORY", "url": "https://access.redhat.com/errata/" + advisory_id(index)}],
        }


def affected(ecosystem, name, fixed):
    events = [{"introduced": "0"}, {"fixed": fixed}]
    return {
        "package": {"ecosystem": ecosystem, "name": name, "purl": "pkg:rpm/redhat/" + name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }


def cve_documents():
    for number in range(1, 49):
        released = [
            {
                "advisory": advisory_id(index), "cpe": "cpe:/a:redhat:" + ecosystems[0], "product_name": "Edge",
                "release_date": "2025-02-01T00:00:00Z", "package": f"{module}-8060020990101000000.aaaaaaaa",
            }
            for index, (other, ecosystems, _, _, more) in enumerate(OSV)
            for module in more.get("modules", ())
            if other == number
        ]
        released += [
            {
                "advisory": f"RHSA-2098:{index:04}", "cpe": product, "product_name": "Edge",
                "release_date": "2025-02-01T00:00:00Z", "package": package,
            }
            for index, (other, product, package) in enumerate(RELEASED)
            if other == number
        ]
        states = [
            {"cpe": product, "fix_state": state, "package_name": name, "product_name": "Edge"}
            for other, product, name, state in STATES
            if other == number
        ]
        document = {
            "name": cve_id(number), "threat_severity": "Important", "public_date": "2025-02-01T00:00:00Z",
            "bugzilla": {"description": "edge", "id": "1", "url": "https://bugzilla.redhat.com/show_bug.cgi?id=1"},
            "details": ["edge"], "references": [], "csaw": False,
        }
        if released:
            document["affected_release"] = released
        if states:
            document["package_state"] = states
        yield f"2099/{cve_id(number)}.json", document


def vex_document(number, rows):
    products, components, relations, statuses, remedies = {}, {}, [], {}, []
    for product, component, purl, status, words in rows:
        name = "edge-" + product.rsplit("enterprise_linux:", 1)[-1].replace(":", "-")
        products[name] = product
        components[component] = purl
        whole = f"{name}:{component}"
        relations.append({
            "category": "default_component_of", "full_product_name": {"name": whole, "product_id": whole},
            "product_reference": component, "relates_to_product_reference": name,
        })
        statuses.setdefault(status, []).append(whole)
        category = {"fixed": "vendor_fix", "Will not fix": "no_fix_planned", "Out of support scope": "no_fix_planned"}
        category = category.get(status) or category.get(words) or ("none_available" if words else None)
        if category:
            remedy = {"category": category, "details": words or "Update.", "product_ids": [whole]}
            if category == "vendor_fix":
                remedy["url"] = f"https://access.redhat.com/errata/RHSA-2099:9{number:03}"
            remedies.append(remedy)
    branches = [
        {"category": "product_name", "name": n, "product": {
            "name": n, "product_id": n, "product_identification_helper": {"cpe": c}}}
        for n, c in products.items()
    ] + [
        {"category": "product_version", "name": n, "product": {
            "name": n, "product_id": n, **({"product_identification_helper": {"purl": p}} if p else {})}}
        for n, p in components.items()
    ]
    family = {"category": "vendor", "name": "Red Hat", "branches": branches}
    tracking = {
        "current_release_date": "2025-02-01T00:00:00+00:00", "initial_release_date": "2025-02-01T00:00:00+00:00",
        "id": cve_id(number), "status": "final", "version": "1",
        "revision_history": [{"date": "2025-02-01T00:00:00+00:00", "number": "1", "summary": "Initial version"}],
    }
    publisher = {"category": "vendor", "name": "Red Hat Product Security", "namespace": "https://www.redhat.com"}
    return {
        "document": {
            "category": "csaf_vex", "csaf_version": "2.0", "publisher": publisher, "title": "edge", "tracking": tracking,
            "aggregate_severity": {"text": "Important"},
        },
        "product_tree": {"branches": [family], "relationships": relations},
        "vulnerabilities": [{
            "cve": cve_id(number), "title": "edge", "product_status": statuses, "remediations": remedies,
            "release_date": "2025-02-01T00:00:00+00:00", "notes": [],
        }],
    }


def alma_documents():
    yield "alma/advisories/almalinux8/ALSA-2099:0001.json", {
        "id": "ALSA-2099:0001", "summary": "Important: n:1 security update", "related": [cve_id(30)],
        "published": "2025-02-01T00:00:00Z", "modified": "2025-02-01T00:00:00Z", "details": "edge", "references": [],
        "affected": [affected("AlmaLinux:8", name, fixed) for name, fixed in ALMA],
    }


def write_tar(path, documents):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with tarfile.open(path, "w:xz") as tar:
        for name, document in documents:
            content = json.dumps(document).encode()
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), 1_738_368_000
            tar.addfile(entry, io.BytesIO(content))


def write_feeds(feeds):
    write_tar(f"{feeds}/redhat/osv.tar.xz", (("RHSA/2099/" + n, d) for n, d in osv_documents()))
    write_tar(f"{feeds}/redhat/security-data-cve.tar.xz", cve_documents())
    write_tar(f"{feeds}/almalinux/osv.tar.xz", alma_documents())
    os.makedirs(f"{feeds}/redhat/vex", exist_ok=True)
    for number in sorted({row[0] for row in VEX}):
        document = vex_document(number, [row[1:] for row in VEX if row[0] == number])
        with open(f"{feeds}/redhat/vex/{cve_id(number).lower()}.json", "w", encoding="utf-8") as file:
            json.dump(document, file)
    with open(f"{feeds}/redhat/repository-to-cpe.json", "w", encoding="utf-8") as file:
        json.dump({"data": {"edge-eus-8-6": {"cpes": ["cpe:/o:redhat:rhel_eus:8.6::baseos"]}}}, file)


def write_lists(folder):
    """{list: [(package, {CVE: answer})]}"""
    own = {"rhel": "Red Hat, Inc.", "centos": "CentOS", "almalinux": "AlmaLinux"}
    answers = {}
    for name, system in SYSTEMS.items():
        given = {"origin": "made up", "os": {"cpes": [], "repositories": [], "modules": {}, **system}, "packages": []}
        answers[name] = []
        for case in CASES:
            if case[0] != name:
                continue
            more = case[4] if len(case) > 4 else {}
            epoch, version, release = split(case[2])
            source = more.get("rpm", f"{more.get('source', case[1])}-{version}-{release}.src.rpm")
            package = {
                "name": case[1], "epoch": epoch, "version": version, "release": release,
                "arch": more.get("arch", "x86_64"), "source": source, "label": more.get("label", ""),
                "vendor": more.get("vendor", own[system["id"]]),
            }
            given["packages"].append(package)
            answers[name].append((package, case[3]))
        rpm_lists.store(f"{folder}/{name}.json", given)
    return answers


def split(evr):
    epoch, colon, rest = evr.partition(":")
    version, _, release = (rest if colon else evr).rpartition("-")
    return (int(epoch) if colon else None), version, release


def check(folder, answers):
    """Differences between expected_rpm.py and the answers written above."""
    rows, bad = rpm_feeds.read(f"{folder}/feeds"), 0
    for name, cases in answers.items():
        findings, _ = expected_rpm.expected(rpm_lists.load(f"{folder}/{name}.json"), rows)
        said = {}
        for (cve, package, evr, arch), finding in findings.items():
            words = [*sorted(finding.state), finding.fixed or ""]
            words.append(finding.availability if finding.availability == "extended-support" else "")
            said.setdefault((package, evr, arch), {})[cve] = " ".join(w for w in words if w)
        for package, answer in cases:
            want = {cve_id(n): text for n, text in answer.items()}
            have = said.get((package["name"], expected_rpm.evr(package), package["arch"]), {})
            if want != have:
                bad += 1
                print(f"{name}: {package['name']} {expected_rpm.evr(package)}: by hand {want}, computed {have}")
    print(f"{len(CASES)} cases, {bad} differ")
    return bad


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    os.makedirs(arguments[0], exist_ok=True)
    write_feeds(f"{arguments[0]}/feeds")
    return 1 if check(arguments[0], write_lists(arguments[0])) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
