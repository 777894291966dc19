"""The public page of an owner: what he asked for, how he kept it, what firms say."""

import pytest

from marketplace.accounts.states import Kind
from marketplace.contracts import operations as contracts
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import NotFoundError
from marketplace.desk import queries
from marketplace.ratings.models import Rating
from marketplace.selection import operations as selection
from marketplace.selection import queries as selected
from tests.market import BEGAN, REASON

LATER, SILENT = "2026-03-06T10:00+08:00", "2026-03-12T00:00+08:00"


@pytest.fixture
def deal(market):
    """An objection that was never answered, then a contract."""
    request, firms = market.selected()
    objection = selection.contest(market.act(firms[0], LATER), request, grounds=REASON)
    market.session.flush()
    selection.escalate(market.act(CLOCKWORK, SILENT), objection)
    selection.dismiss(market.act(market.regulator, SILENT), objection, decision=REASON)
    market.session.flush()
    selection.award(market.act(CLOCKWORK, SILENT), request)
    award = selected.award_of(market.session, request)
    contract = contracts.draft(market.act(CLOCKWORK, SILENT), award)
    market.session.flush()
    return contract


def test_the_record_counts_what_was_late(market, deal):
    contracts.lapse(market.act(CLOCKWORK, SILENT), deal)
    found = queries.owner(market.session, market.owner.organisation_id)
    assert (found.record.unanswered, found.record.unsigned, found.record.finished) == (1, 1, 0)
    assert found.record.requests == len(found.requests) == 1


def test_everybody_reads_it_and_the_request_leads_there(market, deal, look):
    marks = dict.fromkeys(("quality", "time", "attitude", "fee", "conduct"), 4)
    sides = {"rater_id": deal.firm_id, "rated_id": deal.owner_id, "contract_id": deal.id}
    moments = {"written_at": BEGAN, "opens_at": BEGAN, "opened_at": BEGAN}
    market.add(Rating(text="Prompt", **sides, **moments, **marks))
    market.session.commit()
    path = f"/owners/{deal.owner_id}"
    assert path in look(f"/requests/{deal.request_id}")
    for locale, text in (("en", "Record of this owner"), ("zh", "业主履约记录")):
        shown = look(path, locale=locale)
        assert text in shown
        assert "Prompt" in shown


def test_a_natural_person_and_a_firm_have_no_such_page(make, session):
    for kind, names in ((Kind.NATURAL_PERSON, {"code": None}), (Kind.INTERMEDIARY, {})):
        with pytest.raises(NotFoundError):
            queries.owner(session, make.organisation(kind, **names).id)
