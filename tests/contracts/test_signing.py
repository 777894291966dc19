"""Papers, signatures, and who must prove what to sign."""

import json
import runpy
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from marketplace.accounts.models import Person
from marketplace.app import ROOT
from marketplace.contracts import queries
from marketplace.contracts.rules import paper_of
from marketplace.contracts.rules.printing import lines_of
from marketplace.contracts.states import State
from marketplace.core.act import Role
from marketplace.core.facts import history
from tests.contracts.story import PROOF

SCRIPT = str(ROOT / "static" / "verify" / "verify_contract.py")
CLAUSES = [{"title_zh": "价款", "title_en": "Price", "text_zh": "一切费用。", "text_en": "All."}]


@pytest.fixture
def signed(story, session):
    contract = story.in_service()
    session.commit()
    return contract


def verified(contract, paper=None, key=None, **changes):
    """What the script says, which knows nothing of the hall."""
    told = queries.signatures_file(contract, 0) | changes
    given = (paper or contract.paper().body, json.dumps(told), key or told["key"])
    return runpy.run_path(SCRIPT)["check"](*given)


def words_of(file):
    """The text of each page; our font writes two bytes for each character."""
    with pikepdf.open(BytesIO(file)) as pdf:
        told = [pikepdf.parse_content_stream(page, "Tj") for page in pdf.pages]
        pages = [[bytes(one.operands[0]).decode("utf-16-be") for one in page] for page in told]
    return ["".join(page) for page in pages]


def test_one_text_gives_the_same_bytes():
    first, again = (paper_of("合同", "HT-1", CLAUSES) for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF-")


def test_a_long_text_takes_several_pages():
    assert len(paper_of("合同", "HT-1", CLAUSES * 60)) > 2 * len(paper_of("合同", "HT-1", CLAUSES))


def test_a_line_never_begins_with_a_closing_mark():
    lines = list(lines_of("甲" * 9 + "。" + "乙" * 5, 10, 90))
    assert lines == ["甲" * 9 + "。", "乙" * 5]


def test_a_word_without_end_is_broken():
    assert all(len(line) < 60 for line in lines_of("x" * 500, 10, 100))


def test_the_draft_is_printed_once_and_both_sides_sign_its_digest(signed):
    (paper,) = signed.papers
    assert sha256(paper.body).hexdigest() == paper.sha256
    assert [(one.side, one.digest) for one in signed.signatures] == [
        ("owner", paper.sha256),
        ("intermediary", paper.sha256),
    ]


def test_the_signatures_hold_here_and_in_the_script(signed):
    (checked,) = queries.checked(signed)
    assert checked.is_whole
    assert [holds for _, holds in checked.signatures] == [True, True]
    assert verified(signed).startswith(signed.number)


def test_one_other_byte_of_the_paper_is_found(signed):
    with pytest.raises(ValueError, match="not the one that was signed"):
        verified(signed, paper=signed.paper().body + b" ")
    signed.paper().body += b" "
    assert not queries.checked(signed)[0].is_whole


@pytest.mark.parametrize("name", ["person", "organisation", "time", "side", "sig"])
def test_one_other_letter_of_a_signature_is_found(signed, name):
    told = queries.signatures_file(signed, 0)["signatures"]
    told[0][name] = told[0][name][:-1] + ("0" if told[0][name][-1] != "0" else "1")
    with pytest.raises(ValueError, match=r"does not hold|not a point"):
        verified(signed, signatures=told)


def test_another_key_is_found(signed):
    with pytest.raises(ValueError, match="key"):
        verified(signed, key="ab" * 32)


def test_one_side_is_not_a_contract(story):
    contract = story.contract()
    with pytest.raises(ValueError, match="nobody"):
        verified(contract)


def test_the_public_log_has_the_signatures(signed, session):
    told = [fact for fact in history(session, "contracts", signed.id) if fact.record]
    record = json.loads(told[0].record)
    assert record["papers"] == [signed.paper().sha256]
    assert record["signatures"] == [one.signature for one in signed.signatures]


def test_the_table_of_signatures_only_grows(signed, session):
    with pytest.raises(DatabaseError, match="only grows"):
        session.execute(text("DELETE FROM contract_signatures"))


@pytest.mark.parametrize("given", [{}, {"current": "wrong"}])
def test_nobody_signs_without_his_password(story, session, sign_in, given):
    contract = story.contract()
    story.password(story.owner)
    reply = sign_in(story.owner).post(f"/contracts/{contract.id}/confirm", data=given)
    session.refresh(contract)
    assert (reply.status_code, contract.state) == (422, State.DRAFTED)


def test_who_has_a_second_factor_signs_with_both(story, session, sign_in):
    contract = story.contract()
    story.password(story.firm)
    person = session.get(Person, story.firm.person_id)
    person.totp_secret = "sealed"  # noqa: S105 (no secret: it opens nothing)
    session.commit()
    client, address = sign_in(story.firm), f"/contracts/{contract.id}/confirm"
    assert 'name="code"' in client.get(address).text
    reply = client.post(address, data=PROOF)
    assert (reply.status_code, contract.state) == (422, State.DRAFTED)


def test_who_has_none_is_not_asked_for_a_code(story, session, sign_in):
    contract = story.contract()
    session.commit()
    text = sign_in(story.owner).get(f"/contracts/{contract.id}/confirm").text
    assert 'name="current"' in text
    assert 'name="code"' not in text


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_readers_take_paper_and_signatures_and_check_them(story, signed, sign_in, locale):
    for actor in (story.owner, story.firm, story.regulator):
        client, address = sign_in(actor, locale), f"/contracts/{signed.id}"
        paper = client.get(f"{address}/papers/0.pdf")
        assert (paper.data, paper.mimetype) == (signed.paper().body, "application/pdf")
        assert client.get(f"{address}/papers/0.json").json["digest"] == signed.paper().sha256
        assert signed.paper().sha256 in client.get(address).text
        assert client.get(f"{address}/papers/0-signed.pdf").data.startswith(b"%PDF-")
        assert f"{address}/papers/0-signed.pdf" in client.get(f"{address}/verify").text
        assert queries.hall_key() in client.get(f"{address}/verify").text


def test_the_signed_copy_tells_who_signed_and_leaves_the_paper_as_it_was(signed, session):
    paper = signed.paper()
    copy = queries.signed_copy(session, signed, 0)
    pages, before = words_of(copy), words_of(paper.body)
    assert pages[:-1] == before
    told = pages[-1]
    for one in signed.signatures:
        assert all(word in told for word in (one.organisation, one.person, one.signature))
    assert all(word in told for word in (paper.sha256, queries.hall_key(), "第 "))
    assert sha256(paper.body).hexdigest() == paper.sha256 != sha256(copy).hexdigest()
    assert copy == queries.signed_copy(session, signed, 0)


def test_there_is_no_signed_copy_before_both_signed(story, session, sign_in):
    contract = story.contract()
    session.commit()
    client = sign_in(story.owner)
    assert client.get(f"/contracts/{contract.id}/papers/0-signed.pdf").status_code == 409
    assert "0-signed.pdf" not in client.get(f"/contracts/{contract.id}").text


def test_nobody_else_takes_them(story, signed, sign_in):
    for role in (Role.OWNER, Role.INTERMEDIARY, Role.OPERATOR):
        client = sign_in(story.make.actor(role))
        for page in ("papers/0.pdf", "papers/0-signed.pdf", "papers/0.json", "verify"):
            assert client.get(f"/contracts/{signed.id}/{page}").status_code == 403


def test_a_paper_that_is_not_there(story, signed, sign_in):
    assert sign_in(story.owner).get(f"/contracts/{signed.id}/papers/7.pdf").status_code == 404


def test_the_key_is_public(sign_in):
    assert sign_in(None).get("/contracts/contract-key.txt").text.strip() == queries.hall_key()
