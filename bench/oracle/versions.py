"""Version orders of dpkg, apk and rpm, written from their manuals; no code of the product is used.

deb_compare: Debian Policy 5.6.12 and deb-version(7). apk_compare: apk-tools 2, version.c.
rpm_compare: rpm-version(7) and rpm's tests/rpmvercmp.at. All return a number below, equal to or above 0.
"""
import functools
import re
import subprocess


def _deb_order(c):
    if c == "~":
        return -1
    if c.isdigit() or c == "":
        return 0
    if c.isalpha():
        return ord(c)
    return ord(c) + 256


def _deb_part(a, b):
    i = j = 0
    while i < len(a) or j < len(b):
        while (i < len(a) and not a[i].isdigit()) or (j < len(b) and not b[j].isdigit()):
            x = _deb_order(a[i] if i < len(a) else "")
            y = _deb_order(b[j] if j < len(b) else "")
            if x != y:
                return x - y
            i += 1
            j += 1
        m = re.compile(r"\d*").match(a, i)
        n = re.compile(r"\d*").match(b, j)
        i, j = m.end(), n.end()
        x, y = int(m[0] or 0), int(n[0] or 0)
        if x != y:
            return x - y
    return 0


def _deb_split(v):
    epoch, colon, rest = v.partition(":")
    if not colon:
        epoch, rest = "0", v
    upstream, hyphen, revision = rest.rpartition("-")
    if not hyphen:
        upstream, revision = rest, ""
    return int(epoch), upstream, revision


@functools.lru_cache(None)
def deb_compare(a, b):
    (ea, ua, ra), (eb, ub, rb) = _deb_split(a), _deb_split(b)
    return (ea - eb) or _deb_part(ua, ub) or _deb_part(ra, rb)


# Kinds of parts, in the order in which the end of one version sorts against a part of the other.
_INVALID, _ZERO, _DIGIT, _LETTER, _SUFFIX, _SUFFIX_NO, _REVISION, _END = range(-1, 7)
_BEFORE = ("alpha", "beta", "pre", "rc")
_AFTER = ("cvs", "svn", "git", "hg", "p")


class _Apk:
    """The parts of one version, one at a time."""

    def __init__(self, text):
        self.text, self.kind = text, _DIGIT

    def value(self):
        """Value of the present part; afterwards `kind` is that of the next one."""
        text, kind = self.text, self.kind
        if not text:
            self.kind = _END
            return 0
        following = None
        if kind == _ZERO and text[0] == "0":
            used = len(text) - len(text.lstrip("0"))
            value, following = -used, _DIGIT
        elif kind in (_ZERO, _DIGIT, _SUFFIX_NO, _REVISION):
            digits = re.match(r"\d*", text)[0]
            used = len(digits)
            value = int(digits or 0)
        elif kind == _LETTER:
            used, value = 1, ord(text[0])
        elif kind == _SUFFIX:
            for index, word in enumerate(_BEFORE):
                if text.startswith(word):
                    used, value = len(word), index - len(_BEFORE)
                    break
            else:
                for index, word in enumerate(_AFTER):
                    if text.startswith(word):
                        used, value = len(word), index
                        break
                else:
                    self.kind = _INVALID
                    return -1
        else:
            self.kind = _INVALID
            return -1
        self.text = text[used:]
        if not self.text:
            self.kind = _END
        elif following is not None:
            self.kind = following
        else:
            self._next()
        return value

    def _next(self):
        text, kind, found = self.text, self.kind, _INVALID
        c = text[0]
        if kind in (_ZERO, _DIGIT) and "a" <= c <= "z":
            found = _LETTER
        elif kind == _LETTER and c.isdigit():
            found = _DIGIT
        elif kind == _SUFFIX and c.isdigit():
            found = _SUFFIX_NO
        else:
            used = 1
            if c == ".":
                found = _ZERO
            elif c == "_":
                found = _SUFFIX
            elif c == "-" and text[1:2] == "r":
                found, used = _REVISION, 2
            self.text = text[used:]
        if found < kind and (found, kind) not in (
            (_ZERO, _DIGIT),
            (_SUFFIX, _SUFFIX_NO),
            (_DIGIT, _LETTER),
        ):
            found = _INVALID
        self.kind = found


@functools.lru_cache(None)
def apk_compare(left, right):
    a, b = _Apk(left), _Apk(right)
    x = y = 0
    while a.kind == b.kind and a.kind not in (_END, _INVALID) and x == y:
        x, y = a.value(), b.value()
    if x != y:
        return x - y
    if a.kind == b.kind:
        return 0
    if a.kind == _SUFFIX and a.value() < 0:
        return -1
    if b.kind == _SUFFIX and b.value() < 0:
        return 1
    return b.kind - a.kind


def dpkg_says(a, b):
    """The same from the dpkg binary."""
    for sign, word in ((-1, "lt"), (0, "eq")):
        if subprocess.run(["dpkg", "--compare-versions", a, word, b], stderr=subprocess.DEVNULL).returncode == 0:
            return sign
    return 1


def apk_says(root, a, b):
    """The same from the apk binary of an unpacked Alpine image."""
    out = subprocess.run(["chroot", root, "/sbin/apk", "version", "-t", a, b], capture_output=True, text=True).stdout
    return {"<": -1, "=": 0, ">": 1}[out.strip()]


# --- rpm: rpm's manual, docs/man/rpm-version.7 and the tests of rpmvercmp (tests/rpmvercmp.at)


def _rpm_part(a, b):
    """Version against version, or release against release."""
    a, b = _rpm_segments(a), _rpm_segments(b)
    for x, y in zip(a, b):
        if x != y:
            return _rpm_segment(x) - _rpm_segment(y) if _rpm_segment(x) != _rpm_segment(y) else (x > y) - (x < y)
    longer, sign = (a, 1) if len(a) > len(b) else (b, -1)
    if len(a) == len(b):
        return 0
    # What is left over: a tilde sorts before the end, everything else after it.
    return -sign if longer[min(len(a), len(b))] == "~" else sign


def _rpm_segment(x):
    """Rank of a segment's kind: ~ is lowest, then ^, letters, numbers."""
    return {"~": 0, "^": 1}.get(x, 3 if isinstance(x, int) else 2)


def _rpm_segments(text):
    return [
        int(word) if word[0].isdigit() else word
        for word in re.findall(r"[0-9]+|[A-Za-z]+|~|\^", text, re.ASCII)
    ]


def rpm_split(evr):
    """(epoch, version, release); a missing epoch is 0, a missing release None, which sorts below every other."""
    epoch, colon, rest = evr.partition(":")
    if not colon:
        epoch, rest = "0", evr
    version, hyphen, release = rest.rpartition("-")
    return (int(epoch or 0), version, release) if hyphen else (int(epoch or 0), rest, None)


@functools.lru_cache(None)
def rpm_compare(a, b):
    (ea, va, ra), (eb, vb, rb) = rpm_split(a), rpm_split(b)
    if ea != eb:
        return ea - eb
    parts = _rpm_part(va, vb)
    if parts or ra is None or rb is None:
        return parts or (ra is not None) - (rb is not None)
    return _rpm_part(ra, rb)


def rpm_says(pairs):
    """The same from the rpm binary (its macro language's rpm.vercmp), 700 pairs a call."""
    answers = []
    for start in range(0, len(pairs), 700):
        calls = "".join(f'print(rpm.vercmp("{a}","{b}").." ")' for a, b in pairs[start : start + 700])
        out = subprocess.run(["rpm", "--eval", "%{lua:" + calls + "}"], capture_output=True, text=True, check=True)
        answers += [int(word) for word in out.stdout.split()]
    return answers
