"""Verify an export of the hall's public log: python3 verify_log.py FOLDER
FOLDER holds log.jsonl, heads.jsonl, log-key.txt, and keys.jsonl: from which size on another key
signs, said by the old key and the new. Hashes: RFC 6962; signatures: Ed25519, RFC 8032. Compare
a key and the last head with those you kept: who forges all files changes these too.
"""

import json
import sys
from functools import reduce
from hashlib import sha256, sha512
from pathlib import Path

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, BASE = -121665 * pow(121666, -1, P) % P, (4 * pow(5, -1, P) % P).to_bytes(32, "little")


def lift(data):  # the point of 32 bytes, in extended coordinates
    y, sign = int.from_bytes(data, "little") % 2**255, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("a key or a signature is not a point of the curve")
    return (x if x % 2 == sign else P - x), y, 1, (x if x % 2 == sign else P - x) * y % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    total = (0, 1, 1, 0)
    for bit in f"{n:b}":
        total = add(add(total, total), point if bit == "1" else (0, 1, 1, 0))
    return total


def signed(key, text, sig):
    s, k = int.from_bytes(sig[32:], "little"), sha512(sig[:32] + key + text).digest()
    left = times(s, lift(BASE))
    right = add(lift(sig[:32]), times(int.from_bytes(k, "little") % L, lift(key)))
    same = all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
    return len(sig) == 64 and s < L and same


def need(good, fault):
    if not good:
        raise ValueError(fault)


def follow(rows, newest):  # (size, key): heads of at most so many leaves are signed by that key
    signers, last = [], (-1, json.loads(rows[0])["old"] if rows else newest)
    for line in rows:
        told = json.loads(line)
        size, old, new = told["size"], told["old"], told["new"]
        need(len(told) == 5 and line == json.dumps(told).encode(), "keys.jsonl: malformed")
        need(last[0] <= size and last[1] == old != new, "the keys do not follow on one another")
        for key, sig in ((old, told["by_old"]), (new, told["by_new"])):
            text = f"log-key-v1|{size}|{old}|{new}".encode()
            need(signed(bytes.fromhex(key), text, bytes.fromhex(sig)), "a change of keys: unsigned")
            need(sig == sig.lower(), "a change of keys: malformed")
        signers, last = [*signers, (size, old)], (size, new)
    need(last[1] == newest, "log-key.txt is not the last of the keys")
    return [*signers, (float("inf"), newest)]


def check(leaves, heads, newest, rows=(), peaks=(), last=(0, "")):
    signers = follow(rows, newest)
    roots = [sha256().hexdigest()]
    for seq, line in enumerate(leaves):
        leaf, node, size, peaks = json.loads(line), sha256(b"\0" + line).digest(), seq, [*peaks]
        need((leaf["seq"], leaf["prev"]) == (seq, roots[-1]), f"leaf {seq} is out of its place")
        while size & 1:
            node, size = sha256(b"\1" + peaks.pop() + node).digest(), size >> 1
        peaks.append(node)
        roots.append(reduce(lambda r, p: sha256(b"\1" + p + r).digest(), peaks[::-1]).hex())
    for line in heads:
        head = json.loads(line)
        size, root, time, sig = (head[name] for name in ("size", "root", "time", "sig"))
        need(len(head) == 4 and line == json.dumps(head).encode(), f"head {size}: malformed")
        need(last[0] < size < len(roots) and time >= last[1], f"head {size}: out of order")
        need(roots[size] == root, f"head {size}: the leaves give another root")
        key = next(key for most, key in signers if size <= most)
        ours = signed(bytes.fromhex(key), f"{size}|{root}|{time}".encode(), bytes.fromhex(sig))
        need(ours and key + sig == (key + sig).lower(), f"head {size}: not the hall's signature")
        last = (size, time)
    need(last[0] == len(leaves), f"{len(leaves)} leaves, but the last head has {last[0]}")
    return f"{last[0]} leaves, {len(heads)} heads, last root {roots[-1]}"


if __name__ == "__main__":
    names = ("log.jsonl", "heads.jsonl", "log-key.txt", "keys.jsonl")
    files = [file for file in (Path(sys.argv[1], name) for name in names) if file.exists()]
    parts = [file.read_bytes().split(b"\n") for file in files]
    need(b"".join(part.pop() for part in parts) == b"" and len(parts[2]) == 1, "a file has no end")
    print("OK:", check(parts[0], parts[1], parts[2][0].decode(), *parts[3:]))
