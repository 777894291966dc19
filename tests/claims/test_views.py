"""Pages of the claim check, as each role sees them."""

import pytest
from sqlalchemy import func, select

from marketplace.claims.models import ClaimCheck
from marketplace.core import words
from marketplace.core.act import Role
from marketplace.core.facts import Fact
from marketplace.directory.models import Firm

SAID = {"approval_days": "3", "approval_unit": "months", "must_use_us": "y"}


def count(session, table):
    return session.scalar(select(func.count(table.id)))


@pytest.fixture
def fields(talk):
    return SAID | {"matter": talk.matter.code, "item": talk.item.code, "firm": talk.talks.code}


@pytest.fixture
def index(monkeypatch):
    """An index that finds what it is told."""

    def connect(*ids):
        class Fixed:
            def find(self, kind, text, filters=(), limit=0):
                return words.Found(tuple(ids))

        monkeypatch.setattr(words._port, "backend", Fixed())

    connect()
    return connect


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_anybody_is_asked(talk, look, locale):
    text = look("/claims/check", locale=locale)
    assert talk.matter.code in text
    assert {"en": "nothing is kept", "zh": "不保存记录"}[locale] in text


def test_a_visitor_is_answered_and_nothing_is_kept(talk, fields, send, session):
    facts = count(session, Fact)
    text = send("/claims/check", None, 200, **fields).get_data(as_text=True)
    assert "It must be decided within 5 working days." in text
    assert "The owner chooses the firm. Nobody may name one." in text
    assert "Nothing of this was kept" in text
    assert (count(session, ClaimCheck), count(session, Fact)) == (0, facts)


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.OWNER, Role.CLOCKWORK)])
def test_only_an_owners_check_is_kept(talk, fields, make, send, session, role):
    send("/claims/check", make.every_role()[role], 200, **fields)
    assert count(session, ClaimCheck) == 0


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_an_owner_keeps_a_dated_record(talk, fields, send, look, locale):
    path = send("/claims/check", talk.owner, **fields).location
    text = look(path, talk.owner, locale=locale)
    assert {"en": "2 March 2026", "zh": "2026年3月2日"}[locale] in text
    assert {"en": "The approval takes 3 months", "zh": "审批需要 3 个月"}[locale] in text
    assert path in look("/claims/mine", talk.owner, locale=locale)
    assert path in look(f"/directory/{firm_of(talk)}", talk.owner)


def firm_of(talk):
    return talk.session.scalar(select(Firm.id).filter_by(organisation_id=talk.talks.id))


def test_nobody_else_reads_it(talk, fields, send, look, make):
    path = send("/claims/check", talk.owner, **fields).location
    for role in (Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.AUDITOR, Role.OPERATOR):
        look(path, make.actor(role), 403)
    look("/claims/999", talk.owner, 404)
    look("/claims/mine", make.actor(Role.INTERMEDIARY), 403)


@pytest.mark.parametrize("actor", ["owner", None])
def test_saying_nothing_shows_the_fault(talk, send, actor):
    who = talk.owner if actor else None
    text = send("/claims/check", who, 422, matter=talk.matter.code).get_data(as_text=True)
    assert "Tick or write at least one thing" in text


@pytest.mark.parametrize(
    "fault",
    [{"approval_days": "soon"}, {"approval_days": "0"}, {"service_price": "much"},
     {"matter": "M0"}, {"demanded": "S0"}, {"firm": "x" * 201}],
)  # fmt: skip
@pytest.mark.usefixtures("index")
def test_what_cannot_be_is_refused(talk, fields, send, fault):
    send("/claims/check", talk.owner, 422, **fields | fault)


def test_a_name_that_is_not_clear_is_asked_for(talk, fields, send, index, session):
    index(firm_of(talk))
    text = send("/claims/check", talk.owner, 422, **fields | {"firm": "机构"}).get_data(
        as_text=True
    )
    assert "Which firm do you mean?" in text
    assert talk.talks.name_en in text
    send("/claims/check", talk.owner, **fields | {"firm": "机构", "which": str(talk.talks.id)})
    send("/claims/check", talk.owner, **fields | {"firm": "机构", "which": "none"})
    kept = [(one.firm_id, one.firm_name) for one in session.scalars(select(ClaimCheck))]
    assert kept == [(talk.talks.id, ""), (None, "机构")]


def test_pages_lead_to_the_check_with_what_they_are_about(talk, look):
    assert f"/claims/check?matter={talk.matter.code}" in look(f"/matters/{talk.matter.code}")
    assert f"/claims/check?item={talk.item.code}" in look(f"/services/{talk.item.code}")
    firm = firm_of(talk)
    assert f"/claims/check?firm={firm}" in look(f"/directory/{firm}")
    assert talk.talks.name_en in look(f"/claims/check?firm={firm}")
    request = talk.open()
    talk.session.commit()
    assert f"matter={talk.matter.code}" in look(f"/requests/{request.id}")


def test_an_empty_list_says_what_to_do(talk, look):
    assert "You have not checked anything yet." in look("/claims/mine", talk.owner)


def test_the_list_goes_on_by_page(talk, look, session):
    for day in range(1, 22):
        talk.check(at=f"2026-03-{day:02}T09:00+08:00")
    session.commit()
    text = look("/claims/mine", talk.owner)
    assert text.count('href="/claims/HS') + text.count("HS-2026-") == 20
    assert "?before=" in text
