"""Pages of merit: the owner's second page, the evaluators' sheet, the result for all."""

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.requests.states import Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.market import MONDAY, REASON
from tests.merited import PLAN, SCORING, WHY, Merits

TERMS = {
    "plan_weight": "50", "plan_text": "Steps", "staff_weight": "20", "staff_text": "People",
    "price_weight": "30", "hiding": "prices",
}  # fmt: skip


@pytest.fixture
def merits(market, at):
    at(MONDAY)
    return Merits(market)


def test_the_owner_writes_the_terms_and_names_evaluators(merits, look, send):
    market = merits.market
    request = market.draft(method=Method.MERIT)
    path = f"/requests/{request.id}"
    page = look(path, market.owner)
    assert f"{path}/detail" in page
    assert f"{path}/appoint" in page
    send(f"{path}/submit", market.owner, 409)
    reply = send(f"{path}/detail", market.owner, 422, **TERMS | {"price_weight": "20"})
    assert "add up to 90" in reply.get_data(as_text=True)
    send(f"{path}/detail", market.owner, **TERMS)
    assert "50" in look(f"{path}/detail", market.owner)
    people = [one.person_id for one in merits.evaluators]
    send(f"{path}/appoint", market.owner, people=people)
    send(f"{path}/submit", market.owner)
    merits.session.expire_all()
    assert (request.state, len(request.evaluators)) == (State.IN_CHECK, 2)


@pytest.mark.parametrize(
    ("method", "there", "missing"),
    [
        (Method.MERIT, "price_weight", "short_list"),
        (Method.MERIT_PRICE, "short_list", "price_weight"),
    ],
)
def test_the_page_asks_only_what_the_method_goes_by(merits, look, method, there, missing):
    request = merits.market.draft(method=method)
    page = look(f"/requests/{request.id}/detail", merits.market.owner)
    assert f'name="{there}"' in page
    assert f'name="{missing}"' not in page
    look(f"/requests/{request.id}/detail", merits.market.firm(), 404)


def test_criteria_are_public_before_anybody_offers(merits, look):
    request = merits.open()
    for locale in ("en", "zh"):
        page = look(f"/requests/{request.id}", locale=locale)
        assert "Steps and times that fit the site" in page
    firm = merits.market.firm()
    assert 'name="plan"' in look(f"/requests/{request.id}/offer", firm)


def test_a_firm_hands_in_two_envelopes_and_replaces_them(merits, look, send):
    request, firm = merits.open(), merits.market.firm()
    given = {"price": "90000", "days": "10", "all_included": "y"}
    send(f"/requests/{request.id}/offer", firm, 422, **given)
    place = send(f"/requests/{request.id}/offer", firm, **given, plan=PLAN).location
    assert "Receipt of your offer" in look(place, firm)
    place = send(f"{place}/replace", firm, **given, plan=PLAN + " And more.").location
    mine = queries.living(merits.session, request, firm.organisation_id)
    assert mine.version == 2
    assert mine.digest in look(place, firm)


def test_two_people_score_alone_and_the_result_shows_everything(merits, look, send, at):
    request, _ = merits.convened()
    merits.session.commit()
    at(SCORING)
    path, result = f"/requests/{request.id}", f"/requests/{request.id}/result"
    assert "being scored until" in look(path)
    first, second = merits.evaluators
    for evaluator in (first, second):
        assert f"{path}/declare" in look(f"{path}/evaluation", evaluator)
        send(f"{path}/declare", evaluator, untied="y", conflict="")
        for offer in queries.admitted(merits.session, request):
            form = look(f"/offers/{offer.id}/score", evaluator)
            assert PLAN in form
            assert form.index('name="staff"') < form.index('name="comment"')  # points, then why
            send(f"/offers/{offer.id}/score", evaluator, plan="80", staff="60", comment=WHY)
        assert WHY not in look(result)
        look(f"{path}/complete", evaluator)
        send(f"{path}/complete", evaluator)
    for locale in ("en", "zh"):
        page = look(result, locale=locale)
        assert page.count(WHY) == 4
        assert PLAN in page
    merits.session.expire_all()
    assert request.state is State.SELECTED


def test_no_others_come_near_the_scores(merits, look, at):
    request, firms = merits.convened()
    sheet = merits.sheet(request, merits.evaluators[0])
    merits.session.commit()
    at(SCORING)
    offer = queries.admitted(merits.session, request)[0]
    outsider = merits.colleague()
    merits.session.commit()
    for actor in (firms[0], merits.market.operator, merits.market.regulator):
        look(f"/requests/{request.id}/evaluation", actor, 403)
        look(f"/offers/{offer.id}/score", actor, 404)
    look(f"/offers/{offer.id}/score", merits.evaluators[1], 404)
    look(f"/requests/{request.id}/declare", outsider, 403)
    assert sheet.scores == []


def test_the_time_is_extended_by_the_page_and_a_tie_is_shown(merits, look, send, at):
    request, _ = merits.convened()
    merits.session.commit()
    at(SCORING)
    path, (first, _) = f"/requests/{request.id}", merits.evaluators
    look(f"{path}/extend", first)
    send(f"{path}/extend", first, reason=REASON)
    send(f"{path}/declare", first, untied="y", conflict="My brother works there")
    page = look(f"{path}/evaluation", first)
    assert REASON in page
    assert "My brother works there" in page
    assert "/score" not in page


def test_late_and_lapsed_scores_are_told(merits, look, at):
    request, _ = merits.convened()
    evaluation = merits.evaluation(request)
    selection.warn(merits.market.act(CLOCKWORK, "2026-03-11T00:00+08:00"), evaluation)
    merits.session.commit()
    at("2026-03-11T09:00+08:00")
    assert "the request fails" in look(f"/requests/{request.id}/evaluation", merits.market.owner)
    selection.lapse(merits.market.act(CLOCKWORK, "2026-03-17T00:00+08:00"), evaluation)
    merits.session.commit()
    at("2026-03-17T09:00+08:00")
    assert "Did not hand in" not in look(f"/requests/{request.id}/result")
    assert "did not score the plans in time" in look(f"/requests/{request.id}")
