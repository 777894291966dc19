"""Verify an export of the hall's public log: python3 verify_log.py FOLDER
FOLDER holds log.jsonl, heads.jsonl, log-key.txt and keys.jsonl (RFC 6962; Ed25519, RFC 8032).
Compare a key and the last head with those you kept: who forges all files changes these too."""

import json
import sys
from functools import reduce
from hashlib import sha256, sha512
from pathlib import Path

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, BASE = -121665 * pow(121666, -1, P) % P, bytes.fromhex("58" + 31 * "66")


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
    pub, raw, total = bytes.fromhex(key), bytes.fromhex(sig), (0, 1, 1)
    s, (x, y, _), base = int.from_bytes(raw[32:], "little"), lift(pub), lift(BASE)
    k = int.from_bytes(sha512(raw[:32] + pub + text.encode()).digest(), "little") % L
    picks = total, base, (P - x, y, 1), add(base, (P - x, y, 1))
    for bit in range(252, -1, -1):
        total = add(add(total, total), picks[(s >> bit & 1) + 2 * (k >> bit & 1)])
    x, y = (n * pow(total[2], -1, P) % P for n in total[:2])
    return sig + key == ((y + (x % 2 << 255) + (s % L << 256)).to_bytes(64, "little") + pub).hex()


def follow(rows, newest):  # (size, key): heads of at most so many leaves are signed by that key
    told = [json.loads(row) for row in rows]
    signers = [(one["size"], one["old"]) for one in told] + [(float("inf"), newest)]
    for row, one, (size, key) in zip(rows, told, signers[1:], strict=True):
        text = "log-key-v1|{size}|{old}|{new}".format(**one)
        both = signed(one["old"], text, one["by_old"]) and signed(one["new"], text, one["by_new"])
        need(both and len(one) == 5 and row == json.dumps(one).encode(), "keys.jsonl: malformed")
        need(one["size"] <= size and one["new"] == key, "the keys do not follow on one another")
    return signers


def check(leaves, heads, newest, rows=(), peaks=(), last=(0, "")):
    signers, roots = follow(rows, newest), [sha256().hexdigest()]
    for seq, line in enumerate(leaves):
        leaf, size, peaks = json.loads(line), seq, [*peaks, sha256(b"\0" + line).digest()]
        need((leaf["seq"], leaf["prev"]) == (seq, roots[-1]), f"leaf {seq} is out of its place")
        while size & 1:
            peaks, size = [*peaks[:-2], sha256(b"\1" + peaks[-2] + peaks[-1]).digest()], size >> 1
        roots.append(reduce(lambda r, p: sha256(b"\1" + p + r).digest(), peaks[::-1]).hex())
    for line in heads:
        head = json.loads(line)
        size, root, time, sig = (head[name] for name in ("size", "root", "time", "sig"))
        need(len(head) == 4 and line == json.dumps(head).encode(), f"head {size}: malformed")
        need(last[0] < size < len(roots) and time >= last[1], f"head {size}: out of order")
        need(roots[size] == root, f"head {size}: the leaves give another root")
        last, key = (size, time), next(key for most, key in signers if size <= most)
        need(signed(key, f"{size}|{root}|{time}", sig), f"head {size}: not the hall's signature")
    need(last[0] == len(leaves), f"{len(leaves)} leaves, but the last head has {last[0]}")
    return f"{last[0]} leaves, {len(heads)} heads, last root {roots[-1]}"


if __name__ == "__main__":
    names = ("log.jsonl", "heads.jsonl", "log-key.txt", "keys.jsonl")
    parts = [f.read_bytes().split(b"\n") for n in names if (f := Path(sys.argv[1], n)).exists()]
    need(b"".join(part.pop() for part in parts) == b"" and len(parts[2]) == 1, "a file has no end")
    print("OK:", check(parts[0], parts[1], parts[2][0].decode(), *parts[3:]))
