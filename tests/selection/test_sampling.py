"""A direct selection has its price: a reason from a list, alternatives shown, a lot for audits."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.transparency.heads import sign_now
from marketplace.requests.states import DirectGround, Method
from marketplace.selection import operations as selection
from marketplace.selection.models import DirectAudit
from marketplace.selection.queries import sampling
from marketplace.selection.rules.sampling import value_of
from marketplace.selection.states import Finding
from tests.market import CLOSING, MONDAY, REASON, yuan

REPORT = "Two other firms could have done it; see the list on its page."


@pytest.fixture
def named(market):
    request = market.direct(market.firm())
    selection.name(market.act(market.operator), request)
    market.session.commit()
    return request


@pytest.fixture
def told(market, named, session):
    """Sampled, whatever the lot gave."""
    sign_now(market.act(CLOCKWORK))
    selection.sample(market.act(CLOCKWORK), named)
    row = session.scalars(select(DirectAudit)).one()
    row.is_sampled = True
    session.commit()
    return row


def test_anybody_can_compute_the_lot(market, named, session):
    sign_now(market.act(CLOCKWORK))
    head = sampling.deciding_head(session, named)
    row = selection.sample(market.act(CLOCKWORK), named)
    text = f"direct-audit-v1|{named.number}|{head.root}"
    assert row.value == int(sha256(text.encode()).hexdigest(), 16) % 100
    assert (row.percent, row.is_sampled) == (20, row.value < 20)
    assert sampling.to_sample(session, market.act(CLOCKWORK, CLOSING).now) == []


def test_the_lot_falls_on_about_its_share():
    values = [value_of(f"XQ-2026-{no:06}", "ab" * 32) for no in range(2000)]
    assert set(values) <= set(range(100))
    assert 340 < sum(value < 20 for value in values) < 460


def test_only_the_regulator_of_the_service_publishes_a_finding_once(market, told, make):
    for actor in (*make.every_role().values(), market.owner, market.operator):
        with pytest.raises(NotAllowedError):
            selection.audit(market.act(actor), told, finding=Finding.SOUND, report=REPORT)
    act = market.act(market.regulator)
    with pytest.raises(BadInputError):
        selection.audit(act, told, finding=Finding.SOUND, report="fine")
    selection.audit(act, told, finding=Finding.FAULTY, report=REPORT)
    with pytest.raises(WrongStateError, match="already"):
        selection.audit(act, told, finding=Finding.SOUND, report=REPORT)


def test_what_was_not_sampled_is_not_audited(market, told):
    told.is_sampled = False
    market.session.flush()
    act = market.act(market.regulator)
    with pytest.raises(WrongStateError, match="lot did not"):
        selection.audit(act, told, finding=Finding.SOUND, report=REPORT)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_lot_and_the_finding_are_public(market, told, look, send, at, locale):
    at(MONDAY)
    result, path = f"/requests/{told.request_id}/result", f"/direct_audits/{told.id}/audit"
    assert told.head_root in look(result, locale=locale)
    assert told.request.title in look("/desk", market.regulator)
    look(path, market.regulator, locale=locale)
    send(path, market.regulator, 422, finding="sound", report="x")
    send(path, market.regulator, finding="faulty", report=REPORT)
    assert REPORT in look(result, locale=locale)
    assert told.request.title in look("/direct_audits", locale=locale)


def test_only_another_reason_needs_words(market):
    firm = market.name(market.firm())
    named = {"method": Method.DIRECT, "direct_firm": firm, "agreed_price": yuan(90_000)}
    request = market.draft(**named, direct_ground=DirectGround.URGENT)
    assert request.direct_ground is DirectGround.URGENT
    with pytest.raises(BadInputError):
        market.draft(**named, direct_ground=DirectGround.OTHER)


def test_its_page_shows_reason_alternatives_and_price_band(market, named, look, at):
    at(MONDAY)
    page = look(f"/requests/{named.id}")
    assert REASON in page
    assert "Other firms that could do it" in page
    assert "too few finished contracts" in page
    look("/direct_audits", market.actor(Role.AUDITOR, "audit"))
