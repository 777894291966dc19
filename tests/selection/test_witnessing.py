"""The witness: what it refuses, how it speaks through a folder, and that it forgets nothing."""

import json

import pytest

from marketplace.core import keys
from marketplace.core.facts import record
from marketplace.core.transparency import cosigning, spool, witnesses
from marketplace.core.transparency.asking import SpoolWitness
from marketplace.core.transparency.heads import public_key, signing_key
from marketplace.core.transparency.names import Party
from marketplace.selection import queries
from marketplace.selection.queries.freezing import proof_of_freezing
from marketplace.witness.rounds import Witness
from marketplace.witness.store import Store


def refused(witness, question):
    told = witness.answers.answer(question, public_key())
    return told.get("refused", "")


@pytest.fixture
def frozen(lots):
    """A frozen draw, the first witness, and the question it would answer."""
    request, _ = lots.frozen()
    draw = queries.living_draw(lots.session, request)
    lots.exchange()
    witness = witnesses.connected()[0]
    size = witness.answers.store.head()[0]
    proof = proof_of_freezing(lots.session, draw, size)
    return witness, {"about": "reveal", "name": "reveal-1"} | proof


def test_a_witness_commits_to_the_same_secret_each_time(tmp_path):
    witness = Witness(tmp_path / "regulator")
    question = {"about": "commit", "name": "c", "draw_id": "CQ-1"}
    assert witness.ask(question) == witness.ask(question)
    other = witness.ask(question | {"draw_id": "CQ-2"})
    assert other["commitment"] != witness.ask(question)["commitment"]


def test_a_witness_reveals_only_what_stands_in_the_log_it_signed(frozen):
    witness, question = frozen
    assert len(witness.ask(question)["secret"]) == 64
    assert "another list" in refused(witness, question | {"pool_root": "0" * 64})
    assert "not in the log" in refused(witness, question | {"size": question["size"] + 1})
    assert "not in the log" in refused(witness, question | {"proof": ["00" * 32]})
    assert "not about" in refused(witness, question | {"salt": "0"})
    assert "committed to nothing" in refused(witness, question | {"draw_id": "CQ-9"})
    assert "not a question" in refused(witness, {"about": "open", "name": "x"})


def test_a_forged_list_is_never_revealed_for(frozen):
    witness, question = frozen
    record = json.loads(question["record"]) | {"pool_root": "0" * 64}
    forged = {"record": json.dumps(record), "pool_root": "0" * 64}
    assert refused(witness, question | forged)


def head(size, root, proof=(), key=None):
    time = "2026-03-02T01:00:00Z"
    sig = (key or signing_key()).sign(f"{size}|{root}|{time}".encode()).hex()
    told = {"size": size, "root": root, "time": time, "sig": sig, "proof": list(proof)}
    return {"about": "cosign", "name": f"cosign-{size}"} | told


def test_a_witness_signs_only_a_log_that_goes_on(tmp_path, app):
    witness = Witness(tmp_path / "auditor")
    told = witness.answers.answer(head(3, "aa" * 32), public_key())
    assert "sig" in told
    assert "does not continue" in refused(witness, head(3, "bb" * 32))
    assert "does not continue" in refused(witness, head(2, "aa" * 32))
    assert "does not continue" in refused(witness, head(5, "cc" * 32, ["00" * 32]))
    stranger = Store(tmp_path / "x").key()
    assert "has not signed" in refused(witness, head(5, "cc" * 32, key=stranger))


@pytest.fixture
def folder(tmp_path, monkeypatch, app):
    monkeypatch.setattr(keys, "_FOLDER", [tmp_path / "keys"])
    return tmp_path / "regulator"


QUESTION = {"about": "commit", "name": "commit-1", "draw_id": "CQ-1"}


def test_hall_and_witness_speak_through_a_folder(folder):
    hall, witness = SpoolWitness(Party.REGULATOR, folder / "spool"), Witness(folder)
    assert hall.ask(QUESTION) is None  # the witness is down: the question waits
    assert witness.work() == 1
    assert witness.work() == 0
    answer = hall.ask(QUESTION)
    assert answer["commitment"] == witness.ask(QUESTION)["commitment"]
    hall.done(QUESTION)
    assert [*folder.glob("spool/*/*.json")] == []


def test_neither_believes_a_file_of_somebody_else(folder):
    hall, witness = SpoolWitness(Party.REGULATOR, folder / "spool"), Witness(folder)
    hall.ask(QUESTION)
    witness.work()
    stranger = Store(folder.parent / "x").key()
    forged = folder / "spool" / "answers" / "commit-1.json"
    spool.put(forged, {"name": "commit-1", "commitment": "0" * 64}, stranger)
    assert hall.ask(QUESTION) is None
    spool.put(folder / "spool" / "questions" / "x-1.json", QUESTION, stranger)
    assert witness.work() == 0


def test_keys_are_pinned_at_first_sight(folder):
    hall, witness = SpoolWitness(Party.REGULATOR, folder / "spool"), Witness(folder)
    hall.ask(QUESTION)
    witness.work()
    assert hall.ask(QUESTION)
    imposter = Store(folder.parent / "y")
    spool.put_text(folder / "spool" / "witness-key.txt", imposter.public())
    answer = {"name": "commit-1", "commitment": "0" * 64}
    file = folder / "spool" / "answers" / "commit-1.json"
    spool.put(file, answer, imposter.key())
    assert hall.ask(QUESTION) is None


def test_a_secret_survives_the_process_and_is_readable_by_nobody_else(folder):
    secret = Witness(folder).answers.store.secret("CQ-1")
    assert Witness(folder).answers.store.secret("CQ-1") == secret
    (file,) = folder.glob("store/secrets/*")
    assert file.stat().st_mode & 0o077 == 0


def test_after_a_pause_or_a_lost_answer_the_witness_goes_on(folder, session, act):
    """Questions it never answered are moot; what it signed and we never heard of is built on."""
    hall, witness = SpoolWitness(Party.REGULATOR, folder / "spool"), Witness(folder)

    def grow():
        record(act(), "requests.close", None, {})
        session.commit()
        ((_, question),) = cosigning.questions(session, hall)
        return question

    for _ in range(3):  # the witness is down
        assert hall.ask(grow()) is None
    assert len([*folder.glob("spool/questions/*.json")]) == 1
    assert witness.work() == 1
    for _ in range(2):  # it signs, but its answers are lost
        hall.ask(grow())
        witness.work()
    question = grow()
    hall.ask(question)
    witness.work()
    assert "sig" in hall.ask(question)
    assert witness.last() == 6
