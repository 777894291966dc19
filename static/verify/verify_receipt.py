"""Verify the receipt of an offer: python3 verify_receipt.py receipt.json [the hall's key]
The hall signed what it received (Ed25519, RFC 8032); a leaf of its public log says the same; the
hashes of the proof (RFC 6962) lead from that leaf to a head that the hall signed, and its witnesses
too. Compare the key with log-key.txt as you once kept it. Ends with 1 and the first fault.
"""

import json
import sys
from hashlib import sha256, sha512

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


def need_signed(key, text, sig, who):
    key, sig = bytes.fromhex(key), bytes.fromhex(sig)
    s, k = int.from_bytes(sig[32:], "little"), sha512(sig[:32] + key + text.encode()).digest()
    left = times(s, lift(BASE))
    right = add(lift(sig[:32]), times(int.from_bytes(k, "little") % L, lift(key)))
    same = all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
    need(len(sig) == 64 and s < L and same, f"this is not the signature of {who}")


def need(good, fault):
    if not good:
        raise ValueError(fault)


def climb(node, at, size, proof):  # RFC 9162, section 2.1.3.2
    last, proof = size - 1, list(proof)
    while last:
        if at % 2 or at == last:
            node = sha256(b"\1" + bytes.fromhex(proof.pop(0)) + node).digest() if at % 2 else node
        else:
            node = sha256(b"\1" + node + bytes.fromhex(proof.pop(0))).digest()
        at, last = at >> 1, last >> 1
    need(not proof, "the proof is too long")
    return node.hex()


def verify(text, pin=""):
    told = json.loads(text)
    sig, key, head = told.pop("sig"), told["key"], told["head"]
    need(told["format"] == "hall receipt 1" and pin in ("", key), "not this hall's receipt")
    body = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    need_signed(key, body, sig, "the hall")
    leaf, record = json.loads(told["leaf"]), json.loads(told["record"])
    detail = sha256(f"{told['salt']}|{told['record']}".encode()).hexdigest()
    need((leaf["action"], leaf["detail"]) == ("selection.receive", detail), "another leaf")
    same = (record["digest"], record["version"]) == (told["digest"], told["version"])
    need(same and leaf["time"] >= told["received_at"], "the leaf tells of another offer")
    if head is None:
        return "OK, signed by the hall. Not in a signed head yet: fetch it again in five minutes."
    root = climb(sha256(b"\0" + told["leaf"].encode()).digest(), leaf["seq"], head["size"],
                 told["proof"])  # fmt: skip
    need(0 <= leaf["seq"] < head["size"] and root == head["root"], "the proof leads elsewhere")
    signed = f"{head['size']}|{head['root']}|{head['time']}"
    for who, by, its in [("the hall", key, head["sig"])] + [
        (one["witness"], one["key"], one["sig"]) for one in head["cosigned"]
    ]:
        need_signed(by, signed, its, who)
    return f"OK: leaf {leaf['seq']} of {head['size']}, cosigned by {len(head['cosigned'])}."


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(verify(file.read(), *sys.argv[2:3]))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as fault:
        sys.exit(f"FAULT: {fault}")
