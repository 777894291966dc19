"""Pages of objections and of naming, for those whom they concern."""

import pytest

from marketplace.core.act import CLOCKWORK, Role
from marketplace.selection import operations as selection
from marketplace.selection.models import Objection
from marketplace.selection.queries import living
from tests.market import REASON

LATER = "2026-03-06T10:00+08:00"
ANSWER_END = "2026-03-12T00:00+08:00"


@pytest.fixture
def objection(market, at):
    """Raised in the browser's days: sign-ins begin at LATER."""
    request, firms = market.selected()
    at(LATER)
    market.objector = firms[0]
    return selection.contest(market.act(firms[0], LATER), request, grounds=REASON)


def test_everybody_reads_all_objections(objection, look, session):
    kept = {name: getattr(objection, name) for name in ("request_id", "firm_id", "answer_due_at")}
    settled = kept | {"grounds": REASON, "raised_at": objection.raised_at, "state": "settled"}
    session.add_all(Objection(**settled) for _ in range(20))
    session.commit()
    shown = look("/objections/all")
    assert shown.count("Settled") == 20
    older = f"/objections/all?before={objection.id + 1}"
    assert older in shown
    assert "Raised, answer due" in look(older)
    assert "Nobody has objected." in look(f"/objections/all?before={objection.id}")


def test_a_firm_objects_in_the_browser(market, look, send, at, session):
    request, firms = market.selected()
    at(LATER)
    path = f"/requests/{request.id}/contest"
    assert "Object to the result" in look(f"/requests/{request.id}/result", firms[0])
    look(path, firms[0])
    send(path, firms[0], 422, grounds="short")
    page = look(send(path, firms[0], grounds=REASON).location, firms[0])
    assert "Raised, answer due" in page
    send(path, firms[0], 409, grounds=REASON)
    assert session.query(Objection).count() == 1


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_everybody_reads_an_objection(market, look, objection, make, locale):
    for actor in make.every_role().values():
        assert REASON in look(f"/objections/{objection.id}", actor, locale=locale)


def test_the_pages_of_each_verb_are_for_those_who_may(market, look, objection, make):
    allowed = {
        Role.OWNER: {"answer"},
        Role.INTERMEDIARY: {"settle", "escalate"},
        Role.REGULATOR: {"uphold", "dismiss"},
    }
    actors = make.every_role() | {
        Role.OWNER: market.owner,
        Role.INTERMEDIARY: market.objector,
        Role.REGULATOR: market.regulator,
    }
    del actors[Role.STRANGER]
    for role, actor in actors.items():
        for verb in ("answer", "settle", "escalate", "uphold", "dismiss"):
            status = 200 if verb in allowed.get(role, ()) else 403
            look(f"/objections/{objection.id}/{verb}", actor, status)


def test_from_answer_to_decision(market, look, send, objection):
    path = f"/objections/{objection.id}"
    assert REASON in look(f"{path}/answer", market.owner)
    send(f"{path}/answer", market.owner, answer="All was done by the published order.")
    assert "by the published order" in look(f"{path}/escalate", market.objector)
    send(f"{path}/escalate", market.objector)
    for verb in ("uphold", "dismiss"):
        page = look(f"{path}/{verb}", market.regulator)
        assert REASON in page
        assert "by the published order" in page
    assert objection.request.title in look("/objections", market.regulator)
    send(f"{path}/uphold", market.regulator, decision=REASON)
    send(f"{path}/dismiss", market.regulator, 409, decision=REASON)
    assert "This award was cancelled" in look(f"/requests/{objection.request_id}/result")


def test_the_firm_takes_it_back(market, send, objection):
    send(f"/objections/{objection.id}/settle", market.objector)
    send(f"/objections/{objection.id}/settle", market.objector, 409)


def test_a_late_regulator_is_seen(market, look, objection, at):
    selection.escalate(market.act(CLOCKWORK, ANSWER_END), objection)
    market.session.commit()
    at("2026-05-20T10:00+08:00")
    assert "Overdue" in look(f"/objections/{objection.id}")


def test_withdrawing_and_replacing_have_their_pages(market, look, send, session):

    request, (firm,) = market.offered(90_000)
    mine = living(session, request, firm.organisation_id)
    for verb in ("replace", "withdraw"):
        look(f"/offers/{mine.id}/{verb}", firm)
        look(f"/offers/{mine.id}/{verb}", market.firm(), 404)
    send(f"/offers/{mine.id}/withdraw", firm)
    assert "Withdrawn" in look(f"/offers/{mine.id}", firm)


def test_the_naming_page_is_the_operator_s(market, look, make):
    request = market.direct(market.firm())
    look(f"/requests/{request.id}/name", market.operator)
    look(f"/requests/{request.id}/name", market.owner, 403)
    look(f"/requests/{request.id}/name", make.actor(Role.CLERK), 404)
