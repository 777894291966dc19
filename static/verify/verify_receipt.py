"""Verify the receipt of an offer: python3 verify_receipt.py receipt.json [the hall's key]
The hall signed what it received, still sealed; a leaf of its log says so; hashes lead from there to
a head that it and witnesses signed (Ed25519, RFC 6962). Compare the key with your log-key.txt."""

import json
import sys
from hashlib import sha256, sha512

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


def climb(node, at, size, proof):  # RFC 9162, section 2.1.3.2
    last, proof = size - 1, [bytes.fromhex(other) for other in proof]
    while last:
        if at % 2 or at != last:
            pair = proof.pop(0) + node if at % 2 else node + proof.pop(0)
            node = sha256(b"\1" + pair).digest()
        at, last = at >> 1, last >> 1
    return node.hex() if not proof else "longer than the tree is high"


def verify(text, pin=""):
    told = json.loads(text)
    sig, key, head, sealed = told.pop("sig"), told["key"], told["head"], "".join(told["envelopes"])
    need(told["format"] == "hall receipt 2" and pin in ("", key), "not this hall's receipt")
    body = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    need(signed(key, body, sig), "not the signature of the hall")
    need(sha256(bytes.fromhex(sealed)).hexdigest() == told["digest"], "not these envelopes")
    leaf, record = json.loads(told["leaf"]), json.loads(told["record"])
    detail = sha256(f"{told['salt']}|{told['record']}".encode()).hexdigest()
    need((leaf["action"], leaf["detail"]) == ("selection.receive", detail), "another leaf")
    same = (record["digest"], record["version"]) == (told["digest"], told["version"])
    need(same and leaf["time"] >= told["received_at"], "the leaf tells of another offer")
    if head is None:
        return "OK, signed by the hall. Not in a signed head yet: fetch it again in five minutes."
    at, size, text = leaf["seq"], head["size"], f"{head['size']}|{head['root']}|{head['time']}"
    found = climb(sha256(b"\0" + told["leaf"].encode()).digest(), at, size, told["proof"])
    need(0 <= at < size and found == head["root"], "the proof leads elsewhere")
    for one in [{"witness": "the hall", "key": key, **head}, *head["cosigned"]]:
        need(signed(one["key"], text, one["sig"]), f"not the signature of {one['witness']}")
    return f"OK: leaf {at} of {size}, cosigned by {len(head['cosigned'])}."


if __name__ == "__main__":
    told = f"FAULT: {' '.join(sys.argv[1:2])}:"
    sys.excepthook = lambda kind, fault, _: sys.stderr.write(f"{told} {kind.__name__}: {fault}\n")
    with open(sys.argv[1], encoding="utf-8") as file:
        print(verify(file.read(), *sys.argv[2:3]))
