"""Verify the signatures of a contract: python3 verify_contract.py PAPER.pdf SIGNATURES.json KEY
The paper and its signatures are on the contract's page; KEY is the hall's public key, 64 hex
characters: take it from the hall once and keep it. Signatures: Ed25519, RFC 8032.
"""

import json
import sys
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


def check(paper, told, key):
    file = json.loads(told)
    need(file["form"] == "contract-v1", "this is not a file of signatures")
    need(sha256(paper).hexdigest() == file["digest"], "the paper is not the one that was signed")
    need(file["key"] == key, "the key is not the one you kept")
    common = {name: file[name] for name in ("contract", "digest", "form", "no")}
    for one in file["signatures"]:
        signed_terms = common | {n: one[n] for n in ("organisation", "person", "side", "time")}
        text = json.dumps(signed_terms, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        need(signed(key, text, one["sig"]), f"the signature of {one['organisation']} does not hold")
    sides = sorted({one["side"] for one in file["signatures"]})
    need(sides == ["intermediary", "owner"], f"signed by {' and '.join(sides) or 'nobody'} only")
    names = [
        f"{one['organisation']} ({one['person']}, {one['time']})" for one in file["signatures"]
    ]
    return f"{file['contract']}, paper {file['no']}, signed by {' and by '.join(names)}"


if __name__ == "__main__":
    told = f"FAULT: {' '.join(sys.argv[1:3])}:"
    sys.excepthook = lambda kind, fault, _: sys.stderr.write(f"{told} {kind.__name__}: {fault}\n")
    sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack Chinese letters
    print("OK:", check(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes(), sys.argv[3]))
