"""Verify the signatures of a contract: python3 verify_contract.py PAPER.pdf SIGNATURES.json KEY
The paper and its signatures are on the contract's page; KEY is the hall's public key, 64 hex
characters: take it from the hall once and keep it. Signatures: Ed25519, RFC 8032.
"""

import json
import sys
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


def check(paper, told, key):
    file = json.loads(told)
    need(file["form"] == "contract-v1", "this is not a file of signatures")
    need(sha256(paper).hexdigest() == file["digest"], "the paper is not the one that was signed")
    need(file["key"] == key, "the key is not the one you kept")
    common = {name: file[name] for name in ("contract", "digest", "form", "no")}
    for one in file["signatures"]:
        signed_terms = common | {n: one[n] for n in ("organisation", "person", "side", "time")}
        text = json.dumps(signed_terms, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        ours = signed(bytes.fromhex(key), text.encode(), bytes.fromhex(one["sig"]))
        need(ours, f"the signature of {one['organisation']} does not hold")
    sides = sorted({one["side"] for one in file["signatures"]})
    need(sides == ["intermediary", "owner"], f"signed by {' and '.join(sides) or 'nobody'} only")
    names = [
        f"{one['organisation']} ({one['person']}, {one['time']})" for one in file["signatures"]
    ]
    return f"{file['contract']}, paper {file['no']}, signed by {' and by '.join(names)}"


if __name__ == "__main__":
    print("OK:", check(Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes(), sys.argv[3]))
