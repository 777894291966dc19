"""The draw: RFC 3797's own vector, protocol v1, and four verifiers that agree on every forgery."""

import copy
import hashlib
import json
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.app import ROOT
from marketplace.selection.rules import drawing

RFC_KEY = b"9319./2.5.8.10.12./9.18.26.34.41.45./"
RFC_PICKS = [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]
SCRIPT = ROOT / "static" / "verify" / "verify_draw.py"
NODE = shutil.which("node")
ASK = """
globalThis.document = { querySelector: () => null }
const { verify } = await import(process.argv[1])
const all = JSON.parse(await new Response(process.stdin).text())
const verdict = one => Object.values(verify(one)).every(Boolean)
const good = one => { try { return verdict(one) } catch { return false } }
console.log(JSON.stringify(all.map(good)))
"""


def script():
    """The functions of the published script, read as a file, not imported from a package."""
    names = {"__name__": "verify_draw"}
    exec(compile(SCRIPT.read_text(), SCRIPT, "exec"), names)  # noqa: S102 (our own file)
    return names


def secret(word):
    return hashlib.sha256(word.encode()).hexdigest()


def drawn(count=6, wanted=3, beacon=None, draw_id="CQ-000001"):
    """A draw.json as the hall writes it."""
    reveals = {party: secret(party) for party in ("server", "regulator", "auditor")}
    commits = {party: drawing.commitment(draw_id, party, kept) for party, kept in reveals.items()}
    pool = drawing.pool_of(draw_id, {f"91510700{no:010}": f"幸运 {no}" for no in range(count)})
    root = drawing.root_of_pool(pool)
    seed = drawing.seed_of(draw_id, root, reveals, beacon)
    notice = {
        "server_commit": commits.pop("server"), "parties": commits,
        "beacon": {"chain": "52db", "round": 7} if beacon else None,
        "closes_at": "2026-03-05T09:00:00Z",
    }  # fmt: skip
    return {
        "draw_id": draw_id, "n_select": wanted, "notice": notice, "pool": pool,
        "pool_root": root, "reveals": reveals, "beacon_value": beacon,
        "result": drawing.result_of(seed, count, wanted),
    }  # fmt: skip


def forged(change):
    document = copy.deepcopy(drawn())
    change(document)
    return document


FORGERIES = {
    "another winner": forged(lambda d: d["result"].reverse()),
    "a winner more": forged(lambda d: d["result"].append(1)),
    "more to select": forged(lambda d: d.update(n_select=4)),
    "nobody to select": forged(lambda d: d.update(n_select=0, result=[])),
    "another secret": forged(lambda d: d["reveals"].update(server=secret("x"))),
    "no secret": forged(lambda d: d["reveals"].pop("regulator")),
    "a secret more": forged(lambda d: d["reveals"].update(owner=secret("x"))),
    "a party less": forged(lambda d: d["notice"].update(parties={})),
    "another commitment": forged(lambda d: d["notice"].update(server_commit="0" * 64)),
    "another draw": forged(lambda d: d.update(draw_id="CQ-000002")),
    "an entrant less": forged(lambda d: d["pool"].pop()),
    "an entrant twice": forged(lambda d: d["pool"].append(d["pool"][0] | {"no": 7})),
    "two entrants changed about": forged(lambda d: d["pool"].reverse()),
    "another contribution": forged(lambda d: d["pool"][0].update(contribution="")),
    "another root": forged(lambda d: d.update(pool_root="0" * 64)),
    "a beacon value": forged(lambda d: d.update(beacon_value="ab")),
    "a beacon": forged(lambda d: d["notice"].update(beacon={"chain": "", "round": 1})),
    "not a draw": {},
}  # fmt: skip
HONEST = [drawn(), drawn(1, 1), drawn(2, 3), drawn(40, 40), drawn(beacon="ab" * 32)]


def accepts(names, document):
    try:
        names["verify"](json.dumps(document).encode())
    except (SystemExit, KeyError, TypeError, AttributeError, ValueError):
        return False
    return True


def test_the_vector_of_rfc_3797():
    assert drawing.picks(RFC_KEY, 25, 10, hashlib.md5) == RFC_PICKS


@pytest.mark.parametrize("document", HONEST)
def test_an_honest_draw_is_accepted_by_rule_and_script(document):
    assert list(drawing.faults(document)) == []
    assert accepts(script(), document)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_refused_by_rule_and_script(name):
    assert list(drawing.faults(FORGERIES[name]))
    assert not accepts(script(), FORGERIES[name])


@pytest.mark.skipif(NODE is None, reason="needs node")
def test_the_browser_agrees(tmp_path):
    every = [*HONEST, *FORGERIES.values()]
    entry = shutil.copy(ROOT / "static" / "entries" / "draw.js", tmp_path / "draw.mjs")
    command = [NODE, "--input-type=module", "-e", ASK, str(entry)]
    said = subprocess.run(  # noqa: S603 (our own words)
        command, input=json.dumps(every), capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == [True] * len(HONEST) + [False] * len(FORGERIES)


def test_any_byte_changed_is_found_with_the_digest_of_the_log(tmp_path):
    data = drawing.as_file(drawn())
    logged = hashlib.sha256(data).hexdigest()
    verify = script()["verify"]
    assert len(verify(data, logged)) == 3
    for at, byte in enumerate(data):
        with pytest.raises(SystemExit):
            verify(data[:at] + bytes([byte ^ 1]) + data[at + 1 :], logged)


def test_the_script_stands_alone(tmp_path):
    file = tmp_path / "draw.json"
    file.write_bytes(drawing.as_file(drawn()))
    command = [sys.executable, "-I", str(SCRIPT), str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (ours)
    assert said.stdout.startswith("OK")
    assert len(SCRIPT.read_text().splitlines()) <= 80
    assert "marketplace" not in SCRIPT.read_text()


@given(
    st.integers(1, 60), st.integers(1, 60), st.text("0123456789abcdef", min_size=64, max_size=64)
)
def test_nobody_is_picked_twice_and_more_picks_only_follow(count, wanted, seed):
    found = drawing.result_of(seed, count, wanted)
    assert len(set(found)) == len(found) == min(count, wanted)
    assert set(found) <= set(range(1, count + 1))
    assert drawing.result_of(seed, count, count)[: len(found)] == found


def test_every_entrant_is_drawn_about_as_often():
    """Ten thousand draws of five: each wins 2000 times, give or take four deviations (160)."""
    wins = [drawing.result_of(secret(str(no)), 5, 1)[0] for no in range(10_000)]
    assert all(abs(wins.count(no) - 2000) < 160 for no in range(1, 6))


def test_numbers_are_given_by_digest_and_not_by_who_came_first():
    ids = [f"{no:018}" for no in range(9)]
    one, two = (drawing.ordered(draw, ids) for draw in ("CQ-000001", "CQ-000002"))
    assert one == drawing.ordered("CQ-000001", ids[::-1])
    assert one != two


@pytest.mark.parametrize(
    ("text", "fit"),
    [("", True), ("幸运 8", True), ("x" * 64, True), ("x" * 65, False), ("a\nb", False),
     ("\u202e", False), ("e\u0301", False), ("\u00e9", True), ("\ud800", False)],
)  # fmt: skip
def test_a_contribution_is_short_and_printable(text, fit):
    assert drawing.contribution_is_fit(text) is fit
