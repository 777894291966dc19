"""Verify a draw of the hall: python3 verify_draw.py draw.json [SHA-256 of the file, from the log]

Protocol v1. The server and at least two others publish the digests of secrets before sign-up.
The list of entrants is frozen and the root of its hash tree (RFC 6962) published. Then all reveal
their secrets, and secrets and root choose (RFC 3797 with SHA-256). Needs nothing but Python 3.
Ends with 0 when everything follows, with 1 and the first fault when not.
"""

import json
import sys
from hashlib import sha256


def need(good, fault):
    if not good:
        sys.exit(f"FAULT: {fault}")


def root(hashes):  # RFC 6962: the largest power of two goes to the left
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    cut = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\1" + root(hashes[:cut]) + root(hashes[cut:])).digest()


def leaf(entry):
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(b"\0" + text.encode()).digest()


def select(key, count, wanted):  # RFC 3797, section 4
    left, taken = list(range(1, count + 1)), []
    for turn in range(min(wanted, count)):
        twice = turn.to_bytes(2, "big")
        taken.append(
            left.pop(int.from_bytes(sha256(twice + key + twice).digest(), "big") % len(left))
        )
    return taken


def verify(data, logged=""):
    need(logged in ("", sha256(data).hexdigest()), "this file is not the one in the public log")
    draw = json.loads(data)
    notice, pool, name = draw["notice"], draw["pool"], draw["draw_id"]
    commits, reveals = {**notice["parties"], "server": notice["server_commit"]}, draw["reveals"]
    need(len(commits) > 2, "fewer than two others committed beside the server")
    need(set(commits) == set(reveals), "those who revealed are not those who committed")
    for party, secret in reveals.items():
        need(len(secret) == 64 and set(secret) <= set("0123456789abcdef"), f"{party}: no secret")
        made = sha256(f"draw-commit-v1|{name}|{party}|{secret}".encode()).hexdigest()
        need(made == commits[party], f"the secret of {party} is not the one it committed to")
    beacon = draw["beacon_value"]
    need((notice["beacon"] is None) == (beacon is None), "beacon and beacon value differ")
    need([e["no"] for e in pool] == list(range(1, len(pool) + 1)), "the pool is misnumbered")
    need(len({e["id"] for e in pool}) == len(pool), "an entrant stands in the pool twice")
    need(root([leaf(e) for e in pool]).hex() == draw["pool_root"], "not the pool that was frozen")
    told = "|".join(f"{party}={secret}" for party, secret in sorted(reveals.items()))
    words = f"draw-seed-v1|{name}|{draw['pool_root']}|{told}|{beacon or '-'}"
    seed = sha256(words.encode()).hexdigest()
    need(type(draw["n_select"]) is int and draw["n_select"] > 0, "at least one is selected")
    found = select(seed.encode(), len(pool), draw["n_select"])
    need(found == draw["result"], f"the result must be {found}, not {draw['result']}")
    ids = [e["id"] for e in pool]
    if ids != sorted(ids, key=lambda e: sha256(f"{name}|{e}".encode()).digest()):
        print("Note: the pool does not stand in the order of SHA-256(draw_id|id).")
    return [f"{place}. number {no}: {ids[no - 1]}" for place, no in enumerate(found, 1)]


if __name__ == "__main__":
    told = f"FAULT: {' '.join(sys.argv[1:2])}: not a draw.json of protocol v1:"
    sys.excepthook = lambda kind, fault, _: sys.stderr.write(f"{told} {kind.__name__}: {fault}\n")
    sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack Chinese letters
    with open(sys.argv[1], "rb") as file:
        lines = verify(file.read(), *sys.argv[2:3])
    print("OK: everything follows from everything.", *lines, sep="\n")
