#!/usr/bin/env python3
"""Checks a season's log, receipts and standings. Written from docs/proof.md; needs Python 3.8 and nothing else.

Kiểm tra nhật ký chấm điểm của một năm thi đua, biên nhận và bảng xếp hạng.

  verify.py LOG --key KEY [--origin ORIGIN] [--receipt FILE]... [--older FILE]... [--standings FILE]...
  verify.py --key KEY --origin ORIGIN --receipt FILE            a receipt alone, without the log
  verify.py --ed25519 PUBLIC MESSAGE SIGNATURE                  a signature, in hexadecimal

Exit status: 0 nothing differs, 1 something differs, 2 it could not be checked.
"""
import argparse
import base64
import binascii
import copy
import hashlib
import json
import os
import re
import sys
from fractions import Fraction


# ---- Ed25519 (RFC 8032), verification only ----

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    """The x of a point of the curve, or None when there is none (section 5.1.3)."""
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_MINUS_1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= 2**255 - 1
    if y >= P:
        return None
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verifies(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a = decompress(public)
    r = decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left = multiply(s, BASE)
    right = add(r, multiply(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- what is found ----

class Differs(Exception):
    """Something is not as it must be."""


class CannotCheck(Exception):
    """There is no verdict: a wrong call, a missing file, or a format that is newer than this program."""


# ---- the tree ----

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """The root over leaf hashes: complete subtrees from the left, joined from the right."""
    subtrees = []
    for index, hash_ in enumerate(hashes):
        while index & 1:
            hash_ = node_hash(subtrees.pop(), hash_)
            index >>= 1
        subtrees.append(hash_)
    if not subtrees:
        return hashlib.sha256(b"").digest()
    root = subtrees.pop()
    while subtrees:
        root = node_hash(subtrees.pop(), root)
    return root


def path_leads_to(root, leaf, index, size, path):
    if not 0 <= index < size:
        return False
    f, s, r = index, size - 1, leaf
    for p in path:
        if s == 0:
            return False
        if f & 1 or f == s:
            r = node_hash(p, r)
            while f != 0 and not f & 1:
                f >>= 1
                s >>= 1
        else:
            r = node_hash(r, p)
        f >>= 1
        s >>= 1
    return s == 0 and r == root


# ---- texts ----

def unbase64(text, what):
    try:
        value = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        raise Differs("%s is not base64: %r" % (what, text))
    if to_base64(value) != text:
        raise Differs("%s is not base64 in its one form: %r" % (what, text))
    return value


def to_base64(value):
    return base64.b64encode(value).decode("ascii")


def unhash(text, what):
    value = unbase64(text, what)
    if len(value) != 32:
        raise Differs("%s has %d bytes, not 32" % (what, len(value)))
    return value


def is_name(text):
    return text != "" and not any(c == "+" or c.isspace() or c < " " for c in text)


class Key:
    def __init__(self, text):
        try:
            self.name, key_id, key = text.split("+", 2)
            raw = unbase64(key, "the key")
        except (ValueError, Differs):
            raise CannotCheck("a key is <name>+<id>+<key>, not %r" % text)
        if not is_name(self.name) or len(raw) != 33 or raw[0] != 1:
            raise CannotCheck("not an Ed25519 key: %r" % text)
        self.public = raw[1:]
        self.id = hashlib.sha256(self.name.encode("utf-8") + b"\n" + raw).digest()[:4]
        if self.id.hex() != key_id:
            raise CannotCheck("the id of this key is %s, not %s" % (self.id.hex(), key_id))


class Checkpoint:
    """A signed checkpoint, read strictly."""

    def __init__(self, data, what):
        self.what = what
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Differs("%s is not UTF-8" % what)
        if any(c < " " and c != "\n" for c in text):
            raise Differs("%s contains control characters" % what)
        body, separator, signatures = text.rpartition("\n\n")
        if not separator or not signatures.endswith("\n"):
            raise Differs("%s is no signed note" % what)
        lines = body.split("\n")
        if len(lines) != 3:
            raise Differs("%s has %d lines before its signatures, not origin, size and root" % (what, len(lines)))
        self.signed = (body + "\n").encode("utf-8")
        self.origin = lines[0]
        if not is_name(self.origin):
            raise Differs("%s has no origin" % what)
        if not re.fullmatch("0|[1-9][0-9]{0,14}", lines[1]):
            raise Differs("%s has no size: %r" % (what, lines[1]))
        self.size = int(lines[1])
        self.root = unhash(lines[2], "the root of " + what)
        self.signatures = []
        for line in signatures[:-1].split("\n"):
            parts = line.split(" ")
            if len(parts) != 3 or parts[0] != "\u2014" or not is_name(parts[1]):
                raise Differs("%s has a line that is no signature: %r" % (what, line))
            value = unbase64(parts[2], "a signature of " + what)
            if len(value) <= 4:
                raise Differs("%s has a signature that is too short" % what)
            self.signatures.append((parts[1], value[:4], value[4:]))
        if len(self.signatures) > 64:
            raise Differs("%s has more than 64 signatures" % what)

    def differences(self, origin, keys):
        if self.origin != origin:
            yield "%s is of another log: its origin is %s, not %s" % (self.what, self.origin, origin)
        known = 0
        for name, key_id, signature in self.signatures:
            for key in keys:
                if name == key.name == self.origin and key_id == key.id:
                    known += 1
                    if not ed25519_verifies(key.public, self.signed, signature):
                        yield "wrong signature: %s was not signed like this by %s+%s" % (
                            self.what, name, key_id.hex())
        if not known:
            yield "no known signature: %s is not signed by any of the given keys of %s" % (self.what, self.origin)


# ---- JSON ----

LARGEST = 2**53 - 1


def parse_json(data):
    """A JSON value with whole numbers; Differs when it is none or ambiguous."""
    def members(pairs):
        result = dict(pairs)
        if len(result) != len(pairs):
            raise Differs("names a member twice")
        return result

    def refuse(text):
        raise Differs("has a number that is not whole: " + text)

    def whole(text):
        number = int(text) if len(text) < 18 else LARGEST + 1
        if abs(number) > LARGEST:
            raise Differs("has a number that is too large: " + text)
        return number

    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_float=refuse, parse_constant=refuse,
                           parse_int=whole)
        canonical(value)
        return value
    except (UnicodeError, ValueError, RecursionError) as e:
        raise Differs("is not valid JSON: %s" % e)


def canonical(value):
    """RFC 8785, for values without fractions."""
    return canonical_text(value).encode("utf-8")


def canonical_text(value):
    if value is None or isinstance(value, (bool, int, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_text, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical_text(name) + ":" + canonical_text(value[name]) for name in names) + "}"


def get(value, path, kind):
    """A member that must be there with this type, by its path such as "scoreTable/step"."""
    for name in path.split("/"):
        if not isinstance(value, dict) or name not in value:
            raise Differs("/%s is missing" % path)
        value = value[name]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Differs("/%s is not of its type" % path)
    return value


DIGEST = re.compile("sha-256:[0-9a-f]{64}")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.([0-9]{3}|[0-9]{6}|[0-9]{9}))?Z")


def digest_of(value):
    return "sha-256:" + hashlib.sha256(canonical(value)).hexdigest()


def optional_digest(value, name):
    if name in value and not (isinstance(value[name], str) and DIGEST.fullmatch(value[name])):
        raise Differs("/%s is no commitment" % name)
    return value.get(name)


# ---- the files of a log ----

class Log:
    def __init__(self, folder):
        if not os.path.isdir(folder):
            raise CannotCheck("there is no folder %s" % folder)
        self.folder = folder

    def read(self, path):
        try:
            with open(os.path.join(self.folder, *path.split("/")), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as e:
            raise CannotCheck("%s cannot be read: %s" % (path, e))

    @staticmethod
    def path(kind, index, width):
        groups = ["%03d" % (index % 1000)]
        while index >= 1000:
            index //= 1000
            groups.insert(0, "x%03d" % (index % 1000))
        return "tile/%s/%s%s" % (kind, "/".join(groups), "" if width == 256 else ".p/%d" % width)

    def part(self, kind, index, width):
        """A file and its name: the partial one, or else the whole one, whose beginning it is."""
        for candidate in sorted({width, 256}):
            path = self.path(kind, index, candidate)
            data = self.read(path)
            if data is not None:
                return path, data
        raise Differs("%s is missing" % self.path(kind, index, width))

    def checkpoint(self):
        data = self.read("checkpoint")
        if data is None:
            raise Differs("the log has no checkpoint")
        return Checkpoint(data, "the log's checkpoint")

    def entries(self, size):
        entries = []
        for index in range((size + 255) // 256):
            width = min(256, size - 256 * index)
            path, data = self.part("entries", index, width)
            at, found = 0, []
            while at < len(data):
                end = at + 2 + int.from_bytes(data[at:at + 2], "big")
                if end > len(data) or at + 2 > len(data):
                    raise Differs("%s ends within entry %d" % (path, 256 * index + len(found)))
                found.append(data[at + 2:end])
                at = end
            expected = width if path == self.path("entries", index, width) else 256
            if len(found) != expected:
                raise Differs("%s has %d entries, not %d" % (path, len(found), expected))
            entries += found[:width]
        return entries

    def tile_differences(self, hashes):
        """Compares the tiles with what the entries give."""
        level = 0
        while hashes:
            for index in range((len(hashes) + 255) // 256):
                expected = b"".join(hashes[256 * index:256 * (index + 1)])
                try:
                    path, data = self.part(level, index, len(expected) // 32)
                    whole = path != self.path(level, index, len(expected) // 32)
                    if len(data) != (8192 if whole else len(expected)):
                        yield "%s has %d bytes, which is not its width" % (path, len(data))
                    elif data[:len(expected)] != expected:
                        place = next(i for i in range(0, len(expected), 32)
                                     if data[i:i + 32] != expected[i:i + 32]) // 32
                        yield "%s differs from the entries at hash %d" % (path, place)
                except Differs as e:
                    yield str(e)
            hashes = [root_of(hashes[i:i + 256]) for i in range(0, len(hashes) - len(hashes) % 256, 256)]
            level += 1


# ---- entries and standings ----

class Board:
    """What the log says about one board; every broken rule is a Differs."""

    def __init__(self, entry):
        table = get(entry, "scoreTable", dict)
        self.rules = Rules(table) if entry["counting"] == "table-rules-1" else None
        self.id = entry["board"]
        if self.id != get(entry, "cluster/id", str) + ":" + get(entry, "period", str):
            raise Differs("the board is not its cluster and period")
        get(entry, "cluster/name", str), get(entry, "year", int), get(entry, "head", str)
        if "notice" in entry:
            get(entry, "notice", str)
        self.members = [get(member, "id", str) for member in get(entry, "members", list)]
        self.names = [get(member, "name", str) for member in entry["members"]]
        if len(set(self.members)) != len(self.members):
            raise Differs("a member is there twice")
        get(table, "version", str), get(table, "baseMax", int)
        self.step = get(table, "step", int)
        self.cap = get(table, "totalCap", int)
        self.bonus_max = get(table, "bonusMax", int)
        self.penalty_max = get(table, "penaltyMax", int)
        if self.step < 1:
            raise Differs("the step is %d" % self.step)
        self.criteria = {}
        for group in get(table, "groups", list):
            get(group, "code", str), get(group, "name", str), get(group, "max", int)
            for criterion in get(group, "criteria", list):
                code = get(criterion, "code", str)
                get(criterion, "name", str)
                if code in self.criteria:
                    raise Differs("criterion %s is there twice" % code)
                self.criteria[code] = get(criterion, "max", int)
        self.bonus_rules = {get(rule, "code", str): get(rule, "max", int) for rule in get(table, "bonusRules", list)}
        self.penalty_rules = {get(rule, "code", str): get(rule, "points", int)
                              for rule in get(table, "penaltyRules", list)}
        if any(points >= 0 for points in self.penalty_rules.values()):
            raise Differs("a penalty rule gives points")
        self.sheets = {}
        self.recusals = []
        self.closed_parts = []
        self.corrections = []

    def is_closed(self):
        return bool(self.closed_parts) and len(self.closed_parts) == self.closed_parts[0]["parts"]

    def sheet(self, entry):
        if self.closed_parts:
            raise Differs("a sheet after the board was closed")
        self.sheets[self.accepted(entry, self.sheets)] = entry

    def accepted(self, entry, sheets):
        """The name of a sheet that comes after those there are."""
        kind, scorer, target = (get(entry, name, str) for name in ("kind", "scorer", "target"))
        marks = get(entry, "marks", dict)
        adjustments = get(entry, "adjustments", list)
        sheet = get(entry, "sheet", str)
        kinds = ("SELF", "PEER") if entry["type"] == "sheet" else ("APPRAISAL_1", "APPRAISAL_2")
        if kind not in kinds or (kind == "SELF") != (scorer == target):
            raise Differs("%s by %s for %s is no kind of %s" % (kind, scorer, target, entry["type"]))
        for unit in (scorer, target) if entry["type"] == "sheet" else (target,):
            if unit not in self.members:
                raise Differs("%s is not a member" % unit)
        if sheet != "/".join((self.id, kind, scorer, target)):
            raise Differs("the sheet's name %s is not that of its content" % sheet)
        content = {"board": self.id, "kind": kind, "scorer": scorer, "target": target, "marks": marks,
                   "adjustments": []}
        for adjustment in adjustments:
            known = {"rule": get(adjustment, "rule", str), "points": get(adjustment, "points", int)}
            if optional_digest(adjustment, "note") is not None:
                known["note"] = adjustment["note"]
            content["adjustments"].append(known)
        if get(entry, "digest", str) != digest_of(content):
            raise Differs("the digest of %s is not that of its content" % sheet)
        before = sheets[sheet]["revision"] if sheet in sheets else 0
        if entry["revision"] != before + 1:
            raise Differs("revision %d of %s comes after revision %d" % (entry["revision"], sheet, before))
        self.within_rules(marks, content["adjustments"])
        return sheet

    def correct(self, entry):
        sheet = get(entry, "sheet", dict)
        part, parts, replaces = (get(entry, name, int) for name in ("part", "parts", "replaces"))
        get(entry, "because", str), optional_digest(entry, "because")
        last = self.corrections[-1] if self.corrections else None
        if not self.is_closed():
            raise Differs("a correction before the board was closed")
        if not replaces < entry["revision"]:
            raise Differs("revision %d replaces %d" % (entry["revision"], replaces))
        if last and last["part"] < last["parts"]:
            for name in ("revision", "occurredAt", "replaces", "because", "parts"):
                if entry[name] != last[name]:
                    raise Differs("the parts of a correction differ in " + name)
        elif last and replaces < last["revision"]:
            raise Differs("revision %d is corrected after %d" % (replaces, last["revision"]))
        expected = last["part"] + 1 if last and last["part"] < last["parts"] else 1
        if part != expected or part > parts:
            raise Differs("part %d of %d of a correction comes where part %d should" % (part, parts, expected))
        read_entry(canonical(sheet))
        if sheet["type"] not in ("sheet", "appraisal") or sheet["board"] != self.id:
            raise Differs("what is corrected is no sheet of the board")
        if sheet.get("sheet") not in self.counted():
            raise Differs("what is corrected does not count")
        self.accepted(sheet, self.as_of(entry["revision"]).sheets)
        self.corrections.append(entry)

    def as_of(self, revision):
        """The board as results of this revision count it, or the newest when there is none."""
        board = copy.copy(self)
        board.sheets = dict(self.sheets)
        for entry in self.corrections:
            if revision is None or entry["revision"] <= revision:
                board.sheets[entry["sheet"]["sheet"]] = entry["sheet"]
        return board

    def corrected(self):
        """The corrections: revision, what it replaces, and the sheets."""
        facts = {}
        for entry in self.corrections:
            facts.setdefault((entry["revision"], entry["replaces"]), []).append(entry["sheet"]["sheet"])
        return facts

    def within_rules(self, marks, adjustments):
        if set(marks) != set(self.criteria):
            raise Differs("these criteria are missing or too many: %s"
                          % ", ".join(sorted(set(marks) ^ set(self.criteria))))
        for code in marks:
            points = marks[code]
            if not isinstance(points, int) or isinstance(points, bool):
                raise Differs("the mark for %s is not a number" % code)
            if not 0 <= points <= self.criteria[code] or points % self.step:
                raise Differs("the mark %d for %s is not one of the score table's" % (points, code))
        given = {}
        for adjustment in adjustments:
            rule, points = adjustment["rule"], adjustment["points"]
            if rule in self.bonus_rules:
                given[rule] = given.get(rule, 0) + points
                if points < 0 or points % self.step or given[rule] > self.bonus_rules[rule]:
                    raise Differs("the bonus %s of %d is not one of the score table's" % (rule, points))
            elif rule in self.penalty_rules:
                if points > 0 or points % self.penalty_rules[rule]:
                    raise Differs("the penalty %s of %d is not one of the score table's" % (rule, points))
            else:
                raise Differs("there is no rule %s" % rule)
        if bonus_of(adjustments) > self.bonus_max or penalty_of(adjustments) < -self.penalty_max:
            raise Differs("bonuses or penalties go beyond the score table")

    def recuse(self, entry):
        if self.closed_parts:
            raise Differs("a recusal after the board was closed")
        self.recusals = [(get(recusal, "scorer", str), get(recusal, "target", str) if "target" in recusal else None)
                         for recusal in get(entry, "recusals", list)]

    def recuses(self, scorer, target):
        return scorer != target and ((scorer, target) in self.recusals or (scorer, None) in self.recusals)

    def counted(self):
        """The sheets that count, by id."""
        return {name: sheet for name, sheet in self.sheets.items() if not self.recuses(sheet["scorer"], sheet["target"])}

    def close(self, entry):
        part, parts = get(entry, "part", int), get(entry, "parts", int)
        for counted in get(entry, "manifest", list):
            get(counted, "sheet", str), get(counted, "revision", int)
            if not DIGEST.fullmatch(get(counted, "digest", str)):
                raise Differs("a digest of the manifest is none")
        if not all(isinstance(sheet, str) for sheet in get(entry, "missing", list)):
            raise Differs("/missing is not of its type")
        optional_digest(entry, "missingBecause")
        if part != len(self.closed_parts) + 1 or part > parts:
            raise Differs("part %d of %d of the closing comes after part %d" % (part, parts, len(self.closed_parts)))
        if self.closed_parts:
            first = self.closed_parts[0]
            for name in ("revision", "occurredAt", "parts", "missingBecause"):
                if entry.get(name) != first.get(name):
                    raise Differs("the parts of the closing differ in " + name)
        self.closed_parts.append(entry)

    def manifest_differences(self):
        if not self.closed_parts:
            return
        if not self.is_closed():
            yield "board %s: the closing has only %d of %d parts" % (
                self.id, len(self.closed_parts), self.closed_parts[0]["parts"])
            return
        manifest = [counted for part in self.closed_parts for counted in part["manifest"]]
        names = [counted["sheet"] for counted in manifest]
        if any(a >= b for a, b in zip(names, names[1:])):
            yield "board %s: the manifest is not in order" % self.id
        listed = dict(zip(names, manifest))
        counted = self.counted()
        for sheet in sorted(set(listed) | set(counted)):
            if sheet not in listed:
                yield "board %s: %s is in the log and not in the manifest" % (self.id, sheet)
            elif sheet not in counted:
                yield "board %s: %s is in the manifest and not in the log" % (self.id, sheet)
            else:
                for name in ("revision", "digest"):
                    if listed[sheet][name] != self.sheets[sheet][name]:
                        yield "board %s: %s has the %s %s in the manifest and %s in the log" % (
                            self.id, sheet, name, listed[sheet][name], self.sheets[sheet][name])
        expected = sorted("/".join((self.id, "SELF" if a == b else "PEER", a, b))
                          for a in self.members for b in self.members if not self.recuses(a, b))
        missing = [sheet for part in self.closed_parts for sheet in part["missing"]]
        if not self.rules and missing != [sheet for sheet in expected if sheet not in self.sheets]:
            yield "board %s: the missing sheets are not those that are named" % self.id

    def standings(self):
        rows = [self.row(unit, name) for unit, name in zip(self.members, self.names)] if self.rules else self.plain_rows()
        totals = [row["total"] for row in rows if "total" in row]
        for row in rows:
            if "total" in row:
                row["rank"] = 1 + sum(total > row["total"] for total in totals)
                row["tied"] = totals.count(row["total"]) > 1
        return sorted(rows, key=lambda row: row.get("rank", len(rows) + 1))

    def row(self, unit, name):
        """One unit under the table's own rules."""
        sheets = [sheet for sheet in self.counted().values() if sheet["target"] == unit]
        row = {"unit": {"id": unit, "name": name}, "tied": False, "peersCounted": 0, "peersExpected": 0}
        if any(kind["kind"] == "PEER" for kind in self.rules.kinds):
            row["peersCounted"] = sum(sheet["kind"] == "PEER" for sheet in sheets)
            row["peersExpected"] = self.peers_expected(unit)
        recused = {kind: not scorers - {scorer for scorer in scorers if self.recuses(scorer, unit)}
                   for kind, scorers in (("PEER", set(self.members) - {unit}),) if scorers}
        row.update(self.rules.count(sheets, [kind for kind in recused if recused[kind]]))
        return row

    def peers_expected(self, unit):
        return sum(member != unit and not self.recuses(member, unit) for member in self.members)

    def plain_rows(self):
        rows = []
        for unit, name in zip(self.members, self.names):
            peers = [sheet for sheet in self.counted().values() if sheet["kind"] == "PEER" and sheet["target"] == unit]
            own = self.sheets.get("/".join((self.id, "SELF", unit, unit)))
            row = {"unit": {"id": unit, "name": name}, "tied": False, "peersCounted": len(peers),
                   "peersExpected": self.peers_expected(unit)}
            if own:
                row["self"] = min(sum(own["marks"].values()) + bonus_of(own["adjustments"])
                                  + penalty_of(own["adjustments"]), self.cap)
            if peers:
                row["base"] = mean([sum(sheet["marks"].values()) for sheet in peers])
                row["bonus"] = mean([bonus_of(sheet["adjustments"]) for sheet in peers])
                row["penalty"] = mean([penalty_of(sheet["adjustments"]) for sheet in peers])
                row["total"] = min(row["base"] + row["bonus"] + row["penalty"], self.cap)
            rows.append(row)
        return rows


KINDS = ("SELF", "PEER", "APPRAISAL_1", "APPRAISAL_2")


class Rules:
    """table-rules-1: what a score table says of its own counting. All values are exact fractions of hundredths."""

    def __init__(self, table):
        rules = get(table, "rules", dict)
        self.cap, self.cap_on = get(table, "totalCap", int), rules.get("cap", "TOTAL")
        self.on_top = rules.get("bonus", "INSIDE") == "ON_TOP"
        self.bonus_max, self.penalty_max = get(table, "bonusMax", int), get(table, "penaltyMax", int)
        rounding = rules.get("rounding", {"mode": "HALF_UP", "digits": 2, "at": ["MEAN"]})
        self.mode, self.at = get(rounding, "mode", str), get(rounding, "at", list)
        self.unit = 10 ** (2 - get(rounding, "digits", int))
        self.kinds = sorted(rules.get("kinds", [{"kind": "PEER", "weight": 1}]), key=lambda kind: KINDS.index(kind["kind"]))
        self.latest = rules.get("combining", "WEIGHTED") == "LATEST"
        self.classes, self.vetoes = rules.get("classes", []), rules.get("vetoes", [])
        self.without_self, self.demotions = rules.get("withoutSelf"), rules.get("demotions", [])
        groups = {group["code"]: group for group in table["groups"]}
        self.worth = {}
        for group in table["groups"]:
            factor, around, seen = Fraction(1), group, set()
            while around is not None and around["code"] not in seen:
                seen.add(around["code"])
                factor *= scale(around)
                around = groups.get(around.get("parent"))
            for criterion in group["criteria"]:
                self.worth[criterion["code"]] = factor * scale(criterion)

    def rounded(self, value, place):
        return self.round(value, self.unit) if place in self.at else value

    def round(self, value, unit):
        whole, rest = divmod(abs(value), unit)
        up = {"HALF_UP": 2 * rest >= unit, "HALF_EVEN": 2 * rest > unit or (2 * rest == unit and whole % 2 == 1),
              "DOWN": False}[self.mode]
        return (-1 if value < 0 else 1) * Fraction(unit * (whole + up))

    def base(self, sheet):
        points = [self.rounded(mark * self.worth[code], "CRITERION") for code, mark in sheet["marks"].items()]
        return self.rounded(sum(points, Fraction(0)), "SHEET")

    def total(self, base, bonus, penalty):
        if self.cap_on != "TOTAL":
            value = base + bonus + penalty
        elif self.on_top:
            value = min(base + penalty, self.cap) + bonus
        else:
            value = min(base + bonus + penalty, self.cap)
        return int(self.round(self.rounded(Fraction(value), "TOTAL"), 1))

    def counted(self, rule, sheets):
        """The sheets of a kind, without those that a trimmed mean leaves out."""
        there = [sheet for sheet in sheets if sheet["kind"] == rule["kind"]]
        trim = rule.get("trim", 1) if rule.get("aggregation") == "TRIMMED_MEAN" else 0
        if trim == 0 or len(there) <= 2 * trim:
            return there

        def height(sheet):
            base, bonus = self.base(sheet), bonus_of(sheet["adjustments"])
            return base + bonus + penalty_of(sheet["adjustments"]), base, bonus, sheet["scorer"].encode("utf-16-be")
        return sorted(there, key=height)[trim:-trim]

    def part(self, kinds, of):
        """One part of the total: base, bonus or penalty."""
        parts = []
        for rule, sheets in kinds:
            value = sum((Fraction(of(sheet)) for sheet in sheets), Fraction(0))
            value = value if rule.get("aggregation") == "SUM" else value / len(sheets)
            parts.append((rule["weight"], self.rounded(value, "MEAN")))
        if len(parts) == 1:
            return self.rounded(parts[0][1], "MEAN")
        return self.rounded(sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts), "MEAN")

    def count(self, sheets, without):
        """One unit's part of its row; "without" are the kinds that nobody is left to give."""
        row = {}
        own = [sheet for sheet in sheets if sheet["kind"] == "SELF"]
        if own:
            row["self"] = self.total(self.base(own[0]), bonus_of(own[0]["adjustments"]),
                                     penalty_of(own[0]["adjustments"]))
        kinds = [(rule, self.counted(rule, sheets)) for rule in self.kinds
                 if rule["weight"] > 0 and rule["kind"] not in without]
        if self.latest:
            kinds = [(rule, there) for rule, there in kinds if there][-1:]
        elif not all(there for _, there in kinds):
            kinds = []
        if kinds:
            base = self.part(kinds, self.base)
            bonus = self.part(kinds, lambda sheet: bonus_of(sheet["adjustments"]))
            penalty = self.part(kinds, lambda sheet: penalty_of(sheet["adjustments"]))
            if any(rule.get("aggregation") == "SUM" for rule, _ in kinds):
                bonus, penalty = min(bonus, self.bonus_max), max(penalty, -self.penalty_max)
            for name, value in (("base", base), ("bonus", bonus), ("penalty", penalty)):
                row[name] = nearest(value)
            row["total"] = self.total(base, bonus, penalty)
        place = self.class_of(row, kinds, own)
        if place is not None:
            row["classification"] = {"code": self.classes[place]["code"]}
        return row

    def class_of(self, row, kinds, own):
        if not self.classes:
            return None
        codes = [band["code"] for band in self.classes]
        without = codes.index(self.without_self) if self.without_self and not own else None
        if "total" not in row:
            return without
        points = min(row["total"], self.cap) if self.cap_on == "CLASS" else row["total"]
        last = len(self.classes) - 1
        place = next((i for i, band in enumerate(self.classes[:last]) if "from" not in band or points >= band["from"]), last)
        zero = [code for code in self.worth
                if all(sheet["marks"].get(code, 0) == 0 for _, there in kinds for sheet in there)]
        while place < last and any(
                codes[place] in veto["bars"] and any(code in veto.get("criteria", zero) for code in zero)
                for veto in self.vetoes):
            place += 1
        return place if without is None else max(place, without)


def scale(part):
    return Fraction(part["weight"], part["max"]) if "weight" in part and part["max"] > 0 else Fraction(1)


def nearest(value):
    """A whole hundredth, a half away from zero."""
    magnitude = int(abs(Fraction(value)) + Fraction(1, 2))
    return -magnitude if value < 0 else magnitude


def bonus_of(adjustments):
    return sum(adjustment["points"] for adjustment in adjustments if adjustment["points"] > 0)


def penalty_of(adjustments):
    return sum(adjustment["points"] for adjustment in adjustments if adjustment["points"] < 0)


def mean(values):
    """Rounded once, a half away from zero."""
    total, count = sum(values), len(values)
    magnitude = (2 * abs(total) + count) // (2 * count)
    return -magnitude if total < 0 else magnitude


def read_entry(data):
    """An entry; Differs when it is none, CannotCheck when it is newer than this program."""
    entry = parse_json(data)
    if canonical(entry) != data:
        raise Differs("is not in canonical form")
    kind = get(entry, "type", str)
    get(entry, "board", str)
    if get(entry, "revision", int) < 1:
        raise Differs("has the revision %d" % entry["revision"])
    if not TIME.fullmatch(get(entry, "occurredAt", str)):
        raise Differs("has no time: %r" % entry["occurredAt"])
    if kind not in ("opened", "sheet", "appraisal", "recused", "closed", "corrected"):
        raise CannotCheck("is of the unknown type %r" % kind)
    if kind == "opened" and get(entry, "counting", str) not in ("peer-mean-1", "table-rules-1"):
        raise CannotCheck("is counted by the unknown rules %r" % entry["counting"])
    return entry


def read_boards(entries, report):
    boards = {}
    for index, data in enumerate(entries):
        try:
            entry = read_entry(data)
            board = boards.get(entry["board"])
            if entry["type"] == "opened":
                if board:
                    raise Differs("board %s is opened again" % entry["board"])
                boards[entry["board"]] = Board(entry)
            elif not board:
                raise Differs("board %s was not opened" % entry["board"])
            elif entry["type"] in ("sheet", "appraisal"):
                board.sheet(entry)
            elif entry["type"] == "recused":
                board.recuse(entry)
            elif entry["type"] == "closed":
                board.close(entry)
            else:
                board.correct(entry)
        except Differs as e:
            report.differs("entry %d: %s" % (index, e))
        except CannotCheck as e:
            report.cannot_check("entry %d: %s; a newer verifier is needed" % (index, e))
    return boards


# ---- the checks ----

class Report:
    def __init__(self):
        self.differences = []
        self.unchecked = []
        self.checked = []
        self.standings = {}

    def differs(self, text):
        if text not in self.differences:
            self.differences.append(text)

    def cannot_check(self, text):
        self.unchecked.append(text)

    def status(self):
        return 1 if self.differences else 2 if self.unchecked else 0


def read_file(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as e:
        raise CannotCheck("%s cannot be read: %s" % (path, e.strerror))


def check_log(log, options, keys, report):
    """Everything about the log itself. Returns its leaf hashes as far as they can be relied on, or None."""
    checkpoint = log.checkpoint()
    origin = options.origin or checkpoint.origin
    for difference in checkpoint.differences(origin, keys):
        report.differs(difference)
    entries = log.entries(checkpoint.size)
    hashes = [leaf_hash(entry) for entry in entries]
    root = root_of(hashes)
    if root != checkpoint.root:
        report.differs("wrong root: the entries give %s, and signed is %s" % (
            to_base64(root), to_base64(checkpoint.root)))
    for difference in log.tile_differences(hashes):
        report.differs(difference)
    boards = read_boards(entries, report)
    for board in boards.values():
        for difference in board.manifest_differences():
            report.differs(difference)
        if board.corrections and board.corrections[-1]["part"] < board.corrections[-1]["parts"]:
            report.differs("board %s: a correction has only %d of %d parts" % (
                board.id, board.corrections[-1]["part"], board.corrections[-1]["parts"]))
        for (revision, replaces), sheets in board.corrected().items():
            report.checked.append("correction of %s: revision %d replaces %d, with %s" % (
                board.id, revision, replaces, ", ".join(sheets)))
    report.checked.append("log %s, %d entries, root %s" % (checkpoint.origin, checkpoint.size, to_base64(root)))
    return origin, hashes, boards


def check_older(what, older, hashes, report):
    """Whether the log continues an older checkpoint."""
    if older.size > len(hashes):
        report.differs("size smaller: %s has %d entries, and the log only %d" % (what, older.size, len(hashes)))
    elif root_of(hashes[:older.size]) != older.root:
        report.differs("history changed: the first %d entries of the log are not those of %s" % (older.size, what))


def check_receipt(path, origin, keys, hashes, report):
    what = "receipt %s" % os.path.basename(path)
    data = read_file(path)
    try:
        receipt = parse_json(data)
        if isinstance(receipt, dict) and "format" not in receipt and "proof" in receipt:
            receipt = receipt["proof"]
        if get(receipt, "format", str) != "thidua-receipt-1":
            report.cannot_check("%s has the unknown format %r" % (what, receipt["format"]))
            return
        leaf = unhash(get(receipt, "leaf", str), "/leaf")
        index = get(receipt, "index", int)
        steps = get(receipt, "path", list)
        if not all(isinstance(step, str) for step in steps):
            raise Differs("/path is not of its type")
        steps = [unhash(step, "/path") for step in steps]
        checkpoint = Checkpoint(get(receipt, "checkpoint", str).encode("utf-8"), "the checkpoint of " + what)
        entry = get(receipt, "entry", str).encode("utf-8") if "entry" in receipt else None
    except Differs as e:
        report.differs("%s: %s" % (what, e))
        return
    for difference in checkpoint.differences(origin or checkpoint.origin, keys):
        report.differs(difference)
    if entry is not None and leaf_hash(entry) != leaf:
        report.differs("%s: its entry does not have its leaf hash" % what)
    if not 0 <= index < checkpoint.size:
        report.differs("%s: size smaller: there is no entry %d in a log of %d" % (what, index, checkpoint.size))
    elif not path_leads_to(checkpoint.root, leaf, index, checkpoint.size, steps):
        report.differs("%s: leaf not in tree: entry %d does not lead to the signed root" % (what, index))
    if hashes is not None:
        check_older("the checkpoint of " + what, checkpoint, hashes, report)
        if 0 <= index < len(hashes) and hashes[index] != leaf:
            report.differs("%s: entry %d of the log is another one" % (what, index))
    report.checked.append(what)


def check_standings(path, boards, report):
    what = "standings %s" % os.path.basename(path)
    try:
        published = parse_json(read_file(path))
        if isinstance(published, dict) and "rows" not in published:
            published = get(published, "standings", dict)
        board = get(published, "board", str)
        rows = {get(row, "unit/id", str): row for row in get(published, "rows", list)}
        order = [row["unit"]["id"] for row in published["rows"]]
        revision = get(published, "revision", int) if "revision" in published else None
        replaces = get(published, "correction/replaces", int) if "correction" in published else None
    except Differs as e:
        report.differs("%s: %s" % (what, e))
        return
    if board not in boards:
        report.differs("%s: there is no board %s in the log" % (what, board))
        return
    if published.get("status") in ("CLOSED", "FINAL") and not boards[board].is_closed():
        report.differs("%s: they are %s, and the board is not closed" % (what, published["status"]))
    corrected = boards[board].corrected()
    if replaces is not None and (revision, replaces) not in corrected:
        report.differs("%s: revision %s corrects %s, and the log has no such correction" % (
            what, show(revision), show(replaces)))
    later = [each for each, _ in corrected if revision is not None and each > revision]
    counted = boards[board].as_of(revision).standings()
    for row in counted:
        unit = row["unit"]["id"]
        if unit not in rows:
            report.differs("%s: %s is missing" % (what, unit))
            continue
        for name in ("rank", "tied", "base", "bonus", "penalty", "total", "self", "peersCounted", "peersExpected"):
            if rows[unit].get(name) != row.get(name):
                report.differs("%s: %s of %s is %s, and the log gives %s" % (
                    what, name, unit, show(rows[unit].get(name)), show(row.get(name))))
        shown = rows[unit].get("classification", {}).get("code")
        right = row.get("classification", {}).get("code")
        if boards[board].rules and not boards[board].rules.demotions and shown != right:
            report.differs("%s: the class of %s is %s, and the log gives %s" % (what, unit, show(shown), show(right)))
    if sorted(order) != sorted(row["unit"]["id"] for row in counted):
        report.differs("%s: the units are not the board's members" % what)
    elif order != [row["unit"]["id"] for row in counted]:
        report.differs("%s: the units are not in their order" % what)
    report.checked.append(what + (", which revision %d has replaced" % later[0] if later else ""))


def show(value):
    return "absent" if value is None else json.dumps(value)


def points(hundredths):
    if hundredths is None:
        return "–"
    return "%s%d,%02d" % ("−" if hundredths < 0 else "", abs(hundredths) // 100, abs(hundredths) % 100)


def print_standings(board):
    print("%s%s" % (board.id, "" if board.is_closed() else " (chưa khóa / still open)"))
    print("%4s  %-28s %8s %8s %8s %8s" % ("Hạng", "Đơn vị", "Cơ bản", "Thưởng", "Trừ", "Tổng"))
    for row in board.as_of(None).standings():
        print("%4s  %-28s %8s %8s %8s %8s" % (
            row.get("rank", "–"), row["unit"]["name"], points(row.get("base")), points(row.get("bonus")),
            points(row.get("penalty")), points(row.get("total"))))


def run(options):
    report = Report()
    keys = [Key(text) for text in options.key]
    if not keys:
        raise CannotCheck("give at least one --key, as it was published")
    if options.log is None and not options.receipt:
        raise CannotCheck("give a LOG, or a --receipt")
    if options.log is None and (options.older or options.standings):
        raise CannotCheck("--older and --standings need a LOG")
    if options.log is None and not options.origin:
        raise CannotCheck("a receipt alone needs the --origin that it should be of")
    origin, hashes, boards = options.origin, None, {}
    if options.log is not None:
        try:
            origin, hashes, boards = check_log(Log(options.log), options, keys, report)
        except Differs as e:
            report.differs(str(e))
    for path in options.older:
        try:
            older = Checkpoint(read_file(path), "the older checkpoint %s" % os.path.basename(path))
            for difference in older.differences(origin or older.origin, keys):
                report.differs(difference)
            if hashes is not None:
                check_older(older.what, older, hashes, report)
                report.checked.append(older.what)
        except Differs as e:
            report.differs(str(e))
    for path in options.receipt:
        check_receipt(path, origin, keys, hashes, report)
    if hashes is not None:
        for path in options.standings:
            check_standings(path, boards, report)
    if options.json:
        print(json.dumps({
            "status": report.status(), "checked": report.checked, "differences": report.differences,
            "unchecked": report.unchecked,
            "standings": {board.id: {"closed": board.is_closed(), "rows": board.as_of(None).standings()}
                          for board in boards.values()}}, ensure_ascii=False))
    else:
        for board in boards.values():
            print_standings(board)
        for text in report.checked:
            print("đã kiểm / checked: " + text)
        for text in report.differences:
            print("KHÁC / DIFFERS: " + text)
        for text in report.unchecked:
            print("không kiểm được / could not check: " + text)
        print(("Mọi thứ khớp. / Nothing differs.", "Có khác biệt. / Something differs.",
               "Chưa kết luận được. / No verdict.")[report.status()])
    return report.status()


def main():
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", nargs="?", metavar="LOG", help="the folder with checkpoint and tile/")
    parser.add_argument("--key", action="append", default=[], help="a key that may have signed: name+id+key")
    parser.add_argument("--origin", help="the log that it should be")
    parser.add_argument("--receipt", action="append", default=[], metavar="FILE")
    parser.add_argument("--older", action="append", default=[], metavar="FILE", help="a checkpoint of before")
    parser.add_argument("--standings", action="append", default=[], metavar="FILE", help="as they were published")
    parser.add_argument("--json", action="store_true", help="print the findings for programs")
    parser.add_argument("--ed25519", nargs=3, action="append", metavar=("PUBLIC", "MESSAGE", "SIGNATURE"))
    options = parser.parse_args()
    try:
        if options.ed25519:
            try:
                given = [[bytes.fromhex(text) for text in one] for one in options.ed25519]
            except ValueError as e:
                raise CannotCheck(str(e))
            verified = [ed25519_verifies(*one) for one in given]
            for result in verified:
                print("verifies" if result else "does not verify")
            return 0 if all(verified) else 1
        return run(options)
    except CannotCheck as e:
        print("không kiểm được / could not check: %s" % e, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
