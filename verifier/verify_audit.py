#!/usr/bin/env python3
"""Checks an export of Linli's sealed records. Independent: standard library only, and nothing shared with the system that wrote it.

    python3 verify_audit.py [--key BASE64]... [--witness NOTES]... [--json] EXPORT...
    python3 verify_audit.py --proof [--key BASE64]... [--witness NOTES]... [--json] PROOF...

An export has one JSON object on a line, a proof is one JSON object (see README.md). Exit code 0: all is as it was sealed; 1: something is not; 2: the input cannot be read.
"""

import argparse
import base64
import datetime
import hashlib
import json
import re
import sys

LATEST = datetime.timedelta(minutes=10)
KEPT_YEARS = {"audit": 6, "action": 10}

# --- Ed25519 (RFC 8032, section 5.1.7), in extended coordinates -------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    q = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            q = add(q, p)
        p = add(p, p)
        n >>= 1
    return q


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def ed25519_verifies(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


# --- Signed notes (C2SP tlog-checkpoint) -------------------------------------------------------------------------------

NOTE = re.compile(
    r"linli/(\d{6})\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n"
    r"\n\u2014 linli-seal ([A-Za-z0-9+/]{90,92}={0,2})\n"
)
checked = {}


class Note:
    def __init__(self, text):
        match = NOTE.fullmatch(text)
        self.readable = match is not None
        self.text = text
        if match:
            self.county, self.size = match[1], int(match[2])
            self.root, self.at = base64.b64decode(match[3]), instant(match[4])
            self.signature = base64.b64decode(match[5])

    def is_signed(self, keys):
        known = (self.text, *keys)
        if known not in checked:
            checked[known] = len(self.signature) == 68 and any(self._signed_with(key) for key in keys)
        return checked[known]

    def _signed_with(self, key):
        name = hashlib.sha256(b"linli-seal\n\x01" + key).digest()[:4]
        if self.signature[:4] != name:
            return False
        return ed25519_verifies(key, self.text[: self.text.index("\n\n") + 1].encode(), self.signature[4:])


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


# --- The tree (RFC 9162, section 2.1.1) --------------------------------------------------------------------------------


class Tree:
    def __init__(self):
        self.size, self.stack = 0, []

    def append(self, leaf):
        self.stack.append(leaf)
        self.size += 1
        n = self.size
        while n % 2 == 0:
            right, left = self.stack.pop(), self.stack.pop()
            self.stack.append(hashlib.sha256(b"\x01" + left + right).digest())
            n //= 2

    def root(self):
        root = None
        for subtree in reversed(self.stack):
            root = subtree if root is None else hashlib.sha256(b"\x01" + subtree + root).digest()
        return root


# --- What was sealed ---------------------------------------------------------------------------------------------------


class County:
    def __init__(self, code):
        self.code, self.tree, self.roots, self.records = code, Tree(), [], []
        self.seen, self.last, self.findings = set(), None, []
        self.checkpoints = self.waiting = 0

    def find(self, where, what):
        self.findings.append({"county": self.code, "where": where, "what": what})

    def leaf(self, entry):
        where = name_of(entry)
        if entry["position"] != self.tree.size:
            self.find(f"leaf {entry['position']}", f"stands where leaf {self.tree.size} should stand")
        if where in self.seen:
            self.find(where, "has two places in the tree")
        self.seen.add(where)
        sealed, text, at = base64.b64decode(entry["hash"]), entry["text"], None
        if text is not None:
            if hashlib.sha256(b"\x00" + text.encode()).digest() != sealed:
                self.find(where, "was changed after it was sealed")
            said = json.loads(text)
            named = said.get("id") if entry["source"] == "audit" else said.get("matter_id")
            if named != entry["record"] or said.get("seq", 0) != entry["seq"] or said.get("county") != self.code:
                self.find(where, "is another record than the one that was sealed")
            at = instant(said["at"])
        self.records.append((where, at, entry["source"] if text is None else None))
        self.tree.append(sealed)
        self.roots.append(self.tree.root())

    def checkpoint(self, entry, keys):
        self.checkpoints += 1
        size, note = entry["size"], Note(entry["note"])
        where = f"checkpoint {size}"
        if not note.readable:
            return self.find(where, "cannot be read")
        if not note.is_signed(keys):
            self.find(where, "is not signed by a known key")
        if note.county != self.code or note.size != size:
            self.find(where, f"speaks of tree {note.county} at {note.size}")
        if not 1 <= size <= len(self.roots) or self.roots[size - 1] != note.root:
            self.find(where, "has another root than its records give")
        if self.last and (size <= self.last[0] or note.at < self.last[1]):
            self.find(where, "does not follow the one before")
        now = datetime.datetime.now(datetime.timezone.utc)
        for record, at, gone in self.records[self.last[0] if self.last else 0 : size]:
            if gone and now - note.at < datetime.timedelta(days=365 * KEPT_YEARS[gone]):
                self.find(record, "is gone")
            if self.last and at and at < self.last[1] - LATEST:
                self.find(record, "is dated before what was sealed already")
        self.last = (size, note.at)

    def loose(self, entry):
        if self.last and instant(entry["at"]) < self.last[1] - LATEST:
            self.find(name_of(entry), "was put in behind the last checkpoint")
        else:
            self.waiting += 1

    def end(self):
        sealed = self.last[0] if self.last else 0
        if self.tree.size > sealed:
            self.find(f"leaf {sealed}", "and what follows have no checkpoint")

    def witness(self, note, keys):
        where = f"checkpoint {note.size}"
        if not note.is_signed(keys):
            self.find(where, "as the witness has it is not signed by a known key")
        elif note.size > self.tree.size:
            self.find("tree", f"ends at {self.tree.size}; the witness has seen {note.size}")
        elif self.roots[note.size - 1] != note.root:
            self.find(where, "has another root than the witness has seen")


def name_of(entry):
    return f"audit {entry['record']}" if entry["source"] == "audit" else f"action {entry['record']}/{entry['seq']}"


def notes_in(text):
    parts = [part for part in text.split("\n\n") if part.strip()]
    return [Note(f"{said}\n\n{signed.rstrip()}\n") for said, signed in zip(parts[::2], parts[1::2])]


def verify(lines, given_keys, witnessed):
    keys, counties = list(given_keys), {}
    for line in lines:
        entry = json.loads(line)
        if entry["type"] == "key":
            if not given_keys:
                keys.append(base64.b64decode(entry["key"]))
            continue
        county = counties.setdefault(entry["county"], County(entry["county"]))
        if entry["type"] == "leaf":
            county.leaf(entry)
        elif entry["type"] == "checkpoint":
            county.checkpoint(entry, tuple(keys))
        elif entry["type"] == "loose":
            county.loose(entry)
    for county in counties.values():
        county.end()
    for note in witnessed:
        if note.readable:
            counties.setdefault(note.county, County(note.county)).witness(note, tuple(keys))
        else:
            counties.setdefault("unknown", County("unknown")).find("witness", "kept a note that cannot be read")
    return {
        "records": sum(county.tree.size for county in counties.values()),
        "checkpoints": sum(county.checkpoints for county in counties.values()),
        "waiting": sum(county.waiting for county in counties.values()),
        "findings": [finding for county in counties.values() for finding in county.findings],
    }


# --- Proofs of one record, or of one tree continuing another (RFC 9162, sections 2.1.3.2 and 2.1.4.2) -------------------


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_record(leaf, position, size, path):
    """The root of the tree that holds the leaf at the position, None when the path does not fit."""
    if not 0 <= position < size:
        return None
    fn, sn, r = position, size - 1, leaf
    for p in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


def roots_from_consistency(old, size, path, known):
    """The roots of both trees as the path gives them; `known` is the root of the old one."""
    if old == size:
        return (known, known) if not path else (None, None)
    if not 1 <= old < size:
        return (None, None)
    if old & (old - 1) == 0:
        path = [known, *path]
    if not path:
        return (None, None)
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return (None, None)
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr) if sn == 0 else (None, None)


def verify_proof(proof, given_keys, witnessed):
    findings = []
    county, note = proof["county"], Note(proof["checkpoint"])
    keys = tuple(given_keys) or (base64.b64decode(proof["key"]),)
    path = [base64.b64decode(part, validate=True) for part in proof["proof"]]

    def find(where, what):
        findings.append({"county": county, "where": where, "what": what})

    if not note.readable:
        find("checkpoint", "cannot be read")
        return {"findings": findings}
    where = f"checkpoint {note.size}"
    if not note.is_signed(keys):
        find(where, "is not signed by a known key")
    if note.county != county or note.size != proof["size"]:
        find(where, f"speaks of tree {note.county} at {note.size}")
    held = [one for one in witnessed if one.readable and one.county == county]
    for one in held:
        if not one.is_signed(keys):
            find(f"checkpoint {one.size}", "as the witness has it is not signed by a known key")
        elif one.size == note.size and one.root != note.root:
            find(where, "has another root than the witness has seen")
    if proof["type"] == "linli-inclusion":
        text = proof["record"].encode()
        said = json.loads(proof["record"])
        if said.get("county") != county:
            find(f"record {proof['position']}", "is another record than the one that was sealed")
        leaf = hashlib.sha256(b"\x00" + text).digest()
        if root_from_record(leaf, proof["position"], proof["size"], path) != note.root:
            find(f"record {proof['position']}", "is not in the tree of the checkpoint")
    elif proof["type"] == "linli-consistency":
        olds = [one for one in held if one.size == proof["from"]]
        if not olds:
            find(f"checkpoint {proof['from']}", "is not among the notes given with --witness, so nothing is proven")
        for old in olds:
            first, second = roots_from_consistency(proof["from"], proof["size"], path, old.root)
            if first != old.root or second != note.root:
                find(where, f"does not continue the checkpoint of {proof['from']} that the witness holds")
    else:
        raise ValueError(f"a proof of the kind {proof['type']}")
    return {"findings": findings}


def main():
    parser = argparse.ArgumentParser(description="Check an export of Linli's sealed records.")
    parser.add_argument("exports", nargs="+", metavar="EXPORT")
    parser.add_argument("--key", action="append", default=[], help="a public key to believe, base64; else those in the export are believed")
    parser.add_argument("--witness", action="append", default=[], help="a file of notes an outside witness kept")
    parser.add_argument("--proof", action="store_true", help="the files are proofs: of one record, or that one checkpoint continues another")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each export")
    options = parser.parse_args()
    bad = False
    try:
        keys = [base64.b64decode(key, validate=True) for key in options.key]
        witnessed = [note for file in options.witness for note in notes_in(open(file, encoding="utf-8").read())]
        for file in options.exports:
            with open(file, encoding="utf-8") as lines:
                verdict = verify_proof(json.load(lines), keys, witnessed) if options.proof else verify(lines, keys, witnessed)
            bad = bad or bool(verdict["findings"])
            if options.json:
                print(json.dumps(verdict))
                continue
            for finding in verdict["findings"]:
                print(f"{finding['county']}: {finding['where']} {finding['what']}")
            if options.proof:
                print(f"{file}: {'does not hold' if verdict['findings'] else 'holds'}")
                continue
            print(
                f"{file}: {verdict['records']} records under {verdict['checkpoints']} checkpoints, "
                f"{verdict['waiting']} not yet sealed, {len(verdict['findings'])} findings"
            )
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 2
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
