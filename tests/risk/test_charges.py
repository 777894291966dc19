"""The owner is charged for what the department must commission and pay."""

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import NotAllowedError
from marketplace.matters.states import Obligation
from marketplace.risk import operations, queries, rules
from marketplace.risk.models import Signal
from tests.market import CLOSING, Market


@pytest.fixture
def market(session, at):
    at(CLOSING)
    return Market(session)


def find(market, request):
    operations.find_charge(market.act(CLOCKWORK, CLOSING), request)
    return market.session.scalars(select(Signal).filter_by(kind="owner_charged")).one_or_none()


@pytest.fixture
def charged(market):
    """Published while it was the owner's; then the register changed."""
    request = market.open()
    market.item.obligation = Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
    market.session.commit()
    return request


def due(market):
    return queries.charged(market.session, market.act(CLOCKWORK, CLOSING).now)


@pytest.mark.parametrize("obligation", Obligation)
@pytest.mark.parametrize("own", [True, False])
def test_only_the_departments_duty_on_anothers_request_is_flagged(obligation, own):
    reading = rules.owner_charged(obligation, own, "7")
    flagged = reading.state is rules.ReadingState.FLAGGED
    assert flagged == (obligation is Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS and not own)
    assert reading.evidence == (("7",) if flagged else ())


def test_an_honest_request_makes_no_signal(market):
    assert find(market, market.open()) is None


def test_a_charge_is_flagged_once_and_the_department_may_answer(market, charged):
    assert due(market) == [charged]
    signal = find(market, charged)
    assert (signal.grade, signal.family, signal.flagged) == ("A", "duty", True)
    assert find(market, charged) is signal
    assert due(market) == []
    operations.answer(market.act(market.regulator), signal, answer="We pay it back.")
    with pytest.raises(NotAllowedError):
        operations.mark(market.act(market.regulator), signal, useful=True, note="x")


def test_the_page_of_the_request_warns_and_the_signal_explains(market, charged, look):
    signal = find(market, charged)
    market.session.commit()
    assert "Nobody may charge the owner." in look(f"/requests/{charged.id}")
    text = look(f"/signals/{signal.id}", market.regulator)
    for words in ("Owner charged", "commissions and pays it", "pays it back", "1 request"):
        assert words in text


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_draft_page_says_that_nobody_may_ask(market, look, locale):
    market.item.obligation = Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
    project = market.project()
    market.session.commit()
    path = (
        f"/requests/draft?item={market.item.code}&project={project.id}&matter={market.matter.code}"
    )
    text = look(path, market.owner, 400, locale)
    assert {"en": "You need no request", "zh": "您无需发布需求"}[locale] in text
    assert f"/signals/report?matter={market.matter.code}" in text.replace("&amp;", "&")


def test_what_is_due_is_what_is_flagged(market, charged):
    """Or the clock would look into the same request again and again."""
    market.item.obligation = Obligation.APPLICANT_COMMISSIONS
    row = market.matter.requirements[0]
    for obligation in ("applicant_commissions", "required_input"):
        row.obligation = obligation
        market.session.flush()
        assert due(market) == []
    row.obligation = "department_commissions_and_pays"
    market.session.flush()
    assert due(market) == [charged]
    market.matter.department_id = charged.owner_id
    market.session.flush()
    assert due(market) == []
