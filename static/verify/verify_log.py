"""Verify the hall's public log (RFC 6962; Ed25519, RFC 8032): python3 verify_log.py FOLDER
Compare a key and the last head with those you kept: who forges all files changes these too."""

import json
import sys
from functools import reduce
from hashlib import sha256, sha512
from pathlib import Path

P, BITS, L = 2**255 - 19, range(252, -1, -1), 2**252 + 27742317777372353535851937790883648493
D, BASE, AT = -121665 * pow(121666, -1, P) % P, bytes.fromhex("58" + 31 * "66"), ["", "line", 1]


def need(good, fault):
    if not good:
        raise ValueError(fault)


def lift(data):  # the point (x, y) that 32 bytes stand for, as (x, y, 1)
    y, odd = int.from_bytes(data, "little") % 2**255, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    return (x if x % 2 == odd else P - x), y, 1


def add(p, q):  # the sum of two points (x / z, y / z)
    x, y, z, cross = p[0] * q[0], p[1] * q[1], p[2] * q[2] % P, (p[0] + p[1]) * (q[0] + q[1])
    minus, plus = (z * z - D * x * y) % P, (z * z + D * x * y) % P
    return z * minus * (cross - x - y) % P, z * plus * (x + y) % P, minus * plus % P


def signed(key, text, sig):  # sig is the point s * BASE - k * key, and s
    pub, raw = bytes.fromhex(key), bytes.fromhex(sig)
    s, (x, y, _), base = int.from_bytes(raw[32:], "little"), lift(pub), lift(BASE)
    k = int.from_bytes(sha512(raw[:32] + pub + text.encode()).digest(), "little") % L
    by = (0, 1, 1), base, (P - x, y, 1), add(base, (P - x, y, 1))
    x, y, z = reduce(lambda p, n: add(add(p, p), by[(s >> n & 1) + 2 * (k >> n & 1)]), BITS, by[0])
    x, y = (n * pow(z, -1, P) % P for n in (x, y))
    return sig + key == ((y + (x % 2 << 255) + (s % L << 256)).to_bytes(64, "little") + pub).hex()


def follow(rows, newest, text="log-key-v1|{size}|{old}|{new}"):  # (size, key): who signs till then
    told = [json.loads(row) for AT[2], row in enumerate(rows, 1)]
    signers = [(one["size"], one["old"]) for one in told] + [(float("inf"), newest)]
    for AT[2], (row, one, (size, key)) in enumerate(zip(rows, told, signers[1:], strict=True), 1):
        both = [signed(one[n], text.format(**one), one["by_" + n]) for n in ("old", "new")]
        need(all(both) and len(one) == 5 and row == json.dumps(one).encode(), "malformed")
        need(one["size"] <= size and one["new"] == key, "the keys do not follow on one another")
    return signers


def check(leaves, heads, newest, rows=(), last=(0, ""), text="{size}|{root}|{time}"):
    signers, roots, peaks, AT[0] = follow(rows, newest), [sha256().hexdigest()], [], "log.jsonl"
    for AT[2], line in enumerate(leaves, 1):
        leaf, seq, peaks = json.loads(line), AT[2] - 1, [*peaks, sha256(b"\0" + line).digest()]
        need((leaf["seq"], leaf["prev"]) == (seq, roots[-1]), f"leaf {seq} is out of its place")
        while seq & 1:
            peaks, seq = [*peaks[:-2], sha256(b"\1" + peaks[-2] + peaks[-1]).digest()], seq >> 1
        roots.append(reduce(lambda r, p: sha256(b"\1" + p + r).digest(), peaks[::-1]).hex())
    AT[::2] = "heads.jsonl", 1
    for AT[2], line in enumerate(heads, 1):
        size = (head := json.loads(line))["size"]
        need(len(head) == 4 and line == json.dumps(head).encode(), f"head {size}: malformed")
        need(last[0] < size < len(roots) and head["time"] >= last[1], f"head {size}: out of order")
        need(roots[size] == head["root"], f"head {size}: the leaves give another root")
        last, by = (size, head["time"]), next(by for most, by in signers if size <= most)
        need(signed(by, text.format(**head), head["sig"]), f"head {size}: not the hall's signature")
    need(last[0] == len(leaves), f"{len(leaves)} leaves, but the last head has {last[0]}")
    return f"{last[0]} leaves, {len(heads)} heads, last root {roots[-1]}"


if __name__ == "__main__":
    sys.excepthook = lambda kind, fault, _: print("FAULT:", *AT, f"{fault!r:.200}", file=sys.stderr)
    keys, parts = Path(*sys.argv[1:], "keys.jsonl"), []
    for AT[0] in ("log-key.txt", "log.jsonl", "heads.jsonl", keys.name)[: 3 + keys.exists()]:
        *lines, rest = keys.with_name(AT[0]).read_bytes().split(b"\n")
        parts.append(lines + [rest] * bool(rest))
        need([*map(len, parts[0])] == [64] and bytes.fromhex(parts[0][0].decode()), "not one key")
    print("OK:", check(parts[1], parts[2], parts[0][0].decode(), *parts[3:]))
