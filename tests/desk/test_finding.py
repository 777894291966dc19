"""One box finds what is public for all, and what else each reader may read."""

import pytest

from marketplace.contracts import operations as contracts
from marketplace.core import words
from marketplace.core.act import CLOCKWORK, STRANGER, Role
from marketplace.core.words import GATHERERS, Found, Stale
from marketplace.desk import queries
from marketplace.selection import operations as selection
from marketplace.selection import queries as selected
from tests.market import OBJECTIONS_END

STAFF = (Role.CLERK, Role.SPECIALIST, Role.AUDITOR, Role.OPERATOR)


class Everything:
    """An index that finds all there is, by the entries each room gives it."""

    def __init__(self, session):
        self.entries = {kind: list(gather(session, None)) for kind, gather in GATHERERS.items()}

    def find(self, kind, text, filters=None, limit=1000):
        entries = self.entries[kind]
        hits = [e.id for e in entries if text.lower() in " ".join(e.fields.values()).lower()]
        return Found(tuple(hits[:limit]), len(hits) > limit)

    def ready(self):
        return True


@pytest.fixture
def deal(market, monkeypatch):
    """A request, its project and its contract, all findable."""
    request, _ = market.selected()
    market.session.flush()
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    award = selected.award_of(market.session, request)
    contract = contracts.draft(market.act(CLOCKWORK, OBJECTIONS_END), award)
    market.session.commit()
    monkeypatch.setattr(words._port, "backend", Everything(market.session))
    return contract


@pytest.fixture
def found(session, make, deal):
    def found(text, actor):
        return {one.kind: list(one.rows) for one in queries.find(session, text, actor)}

    return found


def test_staff_find_projects_and_requests(found, deal, make):
    for role in STAFF:
        kinds = found("bridge", make.actor(role))
        assert kinds["project"] == [deal.project]
        assert kinds["request"] == [deal.request]


def test_contracts_are_found_by_those_who_read_them(found, deal, market, make):
    readers = (market.owner, market.regulator, make.actor(Role.AUDITOR))
    assert all(found("bridge", reader)["contract"] == [deal] for reader in readers)
    assert found(deal.number.lower(), market.owner)["contract"] == [deal]
    others = (make.actor(Role.CLERK), make.actor(Role.REGULATOR), make.actor(Role.OWNER))
    assert not any(found("bridge", other)["contract"] for other in others)


def test_an_owner_finds_his_own_projects_a_stranger_none(found, deal, market, make):
    assert found("bridge", market.owner)["project"] == [deal.project]
    assert found("bridge", make.actor(Role.OWNER))["project"] == []
    assert set(found("bridge", STRANGER)) == {"matter", "item", "firm", "request", "complaint"}


def test_a_new_or_revised_project_is_indexed_anew(market, session):
    project = market.project()
    stale = session.query(Stale).filter_by(kind="project", thing_id=project.id)
    assert stale.count() == 1


def test_the_page_shows_what_was_found(look, deal, make):
    text = look("/find?q=bridge", make.actor(Role.AUDITOR))
    assert all(part in text for part in (deal.number, deal.project.code, deal.request.title))
    assert deal.project.code not in look("/find?q=bridge")
    assert deal.project.name in look(f"/projects/{deal.project.id}", make.actor(Role.CLERK))
