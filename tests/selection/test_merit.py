"""Merit, and merit first, then price: from criteria to the result, and every way it may fail."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import versions
from marketplace.requests.rules.details import Details
from marketplace.requests.states import Ending, Hiding, Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries import proofs
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.rules.lowest import Loss, Verdict
from marketplace.selection.states import EvaluationState, OfferState
from tests.market import CLOSING, REASON, TERMS, offer_of
from tests.merited import (
    BEST_OF,
    CRITERIA,
    GRACE_ENDS,
    PLAN,
    SCORES_DUE,
    SCORING,
    WHY,
    Merits,
)


@pytest.fixture
def merits(market):
    return Merits(market)


def offers_of(merits, request):
    return list(queries.of_request(merits.session, request))


def plans_of(merits, request):
    return [plan.text for plan in queries.plans_of(merits.session, request)]


def test_the_plan_is_sealed_until_the_closing_and_the_price_until_the_scores(merits):
    request, _ = merits.offered(90_000, 80_000)
    assert plans_of(merits, request) == ["", ""]
    assert not list(proofs.broken(merits.session))
    selection.open(merits.market.act(CLOCKWORK, CLOSING), request)
    assert plans_of(merits, request) == [PLAN, PLAN]
    assert [offer.price for offer in offers_of(merits, request)] == [None, None]
    assert (request.state, queries.award_of(merits.session, request)) == (State.OPENED, None)


@pytest.mark.parametrize("hiding", Hiding)
def test_what_stays_sealed_is_as_the_owner_published(merits, hiding):
    request = merits.open(details=Details(CRITERIA, hiding))
    merits.convened(90_000, 80_000, request=request)
    told = [offer.price is not None for offer in offers_of(merits, request)]
    assert told == [hiding is Hiding.NOTHING] * 2
    assert all(plans_of(merits, request)) is (hiding is not Hiding.EVERYTHING)
    merits.finished(request, (80, 60), (80, 60))
    assert all(plans_of(merits, request))
    assert all(offer.price for offer in offers_of(merits, request))


def test_the_highest_weighted_mean_wins_and_the_loser_reads_his_score(merits):
    request, firms = merits.convened(90_000, 80_000)
    merits.finished(request, (90, 60), (80, 70))
    dear, cheap = offers_of(merits, request)
    assert (dear.merit, cheap.merit) == (8617, 7550)  # 85 × 0.7 + 88.889 × 0.3; 65 × 0.7 + 30
    assert (dear.state, dear.rank) == (OfferState.WON, 1)
    assert (cheap.reason, cheap.rank) == (Loss.LOWER_SCORE, 2)
    award = queries.award_of(merits.session, request)
    assert (award.firm_id, award.reason) == (firms[0].organisation_id, Verdict.BEST_SCORE)
    assert request.state is State.SELECTED


def test_of_the_best_by_merit_the_cheapest_wins_and_no_other_price_is_opened(merits):
    request = merits.open(Method.MERIT_PRICE)
    merits.convened(90_000, 80_000, 50_000, request=request)
    merits.finished(request, (90, 80, 70), (90, 80, 70))
    best, cheaper, off = offers_of(merits, request)
    assert [one.rank for one in (best, cheaper, off)] == [2, 1, None]
    assert (cheaper.state, best.reason) == (OfferState.WON, Loss.DEARER)
    assert (off.reason, off.price) == (Loss.OFF_THE_SHORT_LIST, None)


def test_nobody_sees_or_writes_another_s_sheet(merits):
    request, _ = merits.convened()
    sheet = merits.scored(request, merits.evaluators[0], (70, 70))
    other = merits.market.act(merits.evaluators[1], SCORING)
    with pytest.raises(NotAllowedError):
        selection.complete(other, sheet)
    outsider = merits.colleague()
    with pytest.raises(NotAllowedError):
        selection.declare(
            merits.market.act(outsider, SCORING), merits.evaluation(request), conflict=""
        )


def test_a_sheet_is_complete_and_then_changes_no_more(merits):
    request, _ = merits.convened()
    first = merits.evaluators[0]
    act, sheet = merits.market.act(first, SCORING), merits.sheet(request, first)
    with pytest.raises(WrongStateError, match="not scored yet: 2"):
        selection.complete(act, sheet)
    offer = offers_of(merits, request)[0]
    for points, comment in (({"plan": 101, "staff": 1}, WHY), ({"plan": 1}, WHY)):
        with pytest.raises(BadInputError):
            selection.score(act, sheet, offer=offer.id, points=points, comment=comment)
    full = {"plan": 100, "staff": 0}
    with pytest.raises(BadInputError, match="Say why"):
        selection.score(act, sheet, offer=offer.id, points=full, comment=" ")
    for one in offers_of(merits, request):
        selection.score(act, sheet, offer=one.id, points=full, comment=WHY)
    selection.complete(act, sheet)
    with pytest.raises(WrongStateError, match="changes no more"):
        selection.score(act, sheet, offer=offer.id, points=full, comment=WHY)


def test_an_evaluator_who_is_tied_to_a_firm_is_out_and_another_is_named(merits):
    request, _ = merits.convened()
    first, second = merits.evaluators
    evaluation = merits.evaluation(request)
    selection.declare(merits.market.act(first, SCORING), evaluation, conflict="My brother's firm")
    merits.evaluators = [second]
    merits.finished(request, (70, 80))
    assert request.state is State.OPENED  # two are needed
    third = merits.colleague()
    people = [one.person_id for one in (first, second, third)]
    requests.appoint(merits.market.act(first, SCORING), request, people=people)
    merits.session.expire_all()
    merits.evaluators = [third]
    merits.finished(request, (70, 80))
    assert request.state is State.SELECTED


def test_once_offers_have_closed_nobody_is_left_out_of_the_evaluators(merits):
    request, _ = merits.convened()
    act = merits.market.act(merits.market.owner, SCORING)
    with pytest.raises(BadInputError, match="stays named"):
        requests.appoint(
            act, request, people=[merits.colleague().person_id, merits.colleague().person_id]
        )


def test_the_time_to_score_is_extended_once_with_a_published_reason(merits):
    request, _ = merits.convened()
    evaluation, act = merits.evaluation(request), merits.market.act(merits.market.owner, SCORING)
    before = evaluation.due_at
    selection.extend(act, evaluation, reason=REASON)
    assert (evaluation.due_at - before).days == 7  # five working days
    with pytest.raises(WrongStateError, match="extended once"):
        selection.extend(act, evaluation, reason=REASON)


def test_late_scores_are_told_then_the_request_fails_and_may_be_noticed_again(merits):
    request, _ = merits.convened()
    evaluation = merits.evaluation(request)
    with pytest.raises(WrongStateError, match="not over"):
        selection.warn(merits.market.act(CLOCKWORK, SCORING), evaluation)
    selection.warn(merits.market.act(CLOCKWORK, SCORES_DUE), evaluation)
    assert evaluation.state is EvaluationState.LATE
    selection.lapse(merits.market.act(CLOCKWORK, GRACE_ENDS), evaluation)
    assert (evaluation.state, request.state) == (EvaluationState.LAPSED, State.FAILED)
    assert request.reason == Ending.NOT_SCORED
    assert all(offer.price is None for offer in offers_of(merits, request))
    again = requests.renotice(merits.market.act(merits.market.owner, GRACE_ENDS), request)
    assert (again.method, again.criteria, len(again.evaluators)) == (Method.MERIT, CRITERIA, 2)


def test_at_the_deadline_those_who_scored_decide(merits):
    request, _ = merits.convened()
    third = merits.colleague()
    people = [one.person_id for one in (*merits.evaluators, third)]
    requests.appoint(merits.market.act(merits.market.owner, SCORING), request, people=people)
    merits.session.expire_all()
    merits.finished(request, (90, 60), (80, 70))
    assert request.state is State.OPENED  # the third may still score
    selection.warn(merits.market.act(CLOCKWORK, SCORES_DUE), merits.evaluation(request))
    assert request.state is State.SELECTED


def test_one_who_scores_in_the_days_of_grace_completes_the_result(merits):
    request, _ = merits.convened()
    selection.warn(merits.market.act(CLOCKWORK, SCORES_DUE), merits.evaluation(request))
    merits.finished(request, (90, 60), (80, 70), at="2026-03-11T10:00+08:00")
    assert request.state is State.SELECTED


def test_with_one_offer_nothing_is_opened_and_it_is_noticed_again(merits):
    request, _ = merits.convened(90_000)
    assert (request.state, plans_of(merits, request)) == (State.FAILED, [""])
    again = merits.session.scalar(select(Request).where(Request.previous_id == request.id))
    assert (again.state, again.method, again.round) == (State.OPEN, Method.MERIT, 1)
    selection.open(merits.market.act(CLOCKWORK, "2026-03-09T17:00+08:00"), again)
    assert again.reason == Ending.TOO_FEW_AGAIN


def test_a_broken_plan_spoils_only_itself(merits):
    request, _ = merits.offered(90_000, 80_000, 70_000)
    plan = queries.plans_of(merits.session, request)[0]
    plan.envelope = plan.envelope[:-1] + bytes([plan.envelope[-1] ^ 1])
    assert list(proofs.broken(merits.session))
    selection.open(merits.market.act(CLOCKWORK, CLOSING), request)
    assert (plan.offer.state, plan.offer.reason) == (OfferState.INVALID, Flaw.EXCHANGED)
    assert len(queries.admitted(merits.session, request)) == 2


def test_the_winner_is_passed_over_for_the_next_by_score(merits):
    request, firms = merits.convened(90_000, 80_000)
    merits.finished(request, (90, 60), (80, 70))
    merits.market.suspend(firms[0])
    selection.award(merits.market.act(CLOCKWORK, "2026-03-20T10:00+08:00"), request)
    award = queries.award_of(merits.session, request)
    assert award.firm_id == firms[1].organisation_id


def test_without_criteria_or_evaluators_it_is_not_handed_in(merits):
    act = merits.market.act(merits.market.owner)
    bare = merits.market.draft(method=Method.MERIT)
    with pytest.raises(WrongStateError, match="more terms"):
        requests.submit(act, bare)
    requests.detail(act, bare, terms=Details(CRITERIA))
    with pytest.raises(WrongStateError, match="at least 2 evaluators"):
        requests.submit(act, bare)
    with pytest.raises(BadInputError, match="at least 2"):
        requests.appoint(act, bare, people=[merits.market.owner.person_id])
    with pytest.raises(BadInputError, match="your own organisation"):
        requests.appoint(act, bare, people=[merits.market.operator.person_id])


@pytest.mark.parametrize(
    ("method", "details", "field"),
    [
        (Method.MERIT, Details(CRITERIA[:2]), "plan_weight"),
        (Method.MERIT, Details([*CRITERIA[1:], CRITERIA[0] | {"text": ""}]), "plan_text"),
        (Method.MERIT, Details([CRITERIA[2] | {"weight": 100}]), "plan_weight"),
        (Method.MERIT_PRICE, Details(CRITERIA, short_list=2), "price_weight"),
        (Method.MERIT_PRICE, Details(BEST_OF), "short_list"),
        (Method.MERIT_PRICE, Details(BEST_OF, short_list=1), "short_list"),
    ],
)
def test_weights_add_up_and_lists_have_a_length(merits, method, details, field):
    request = merits.market.draft(method=method)
    with pytest.raises(BadInputError) as refusal:
        requests.detail(merits.market.act(merits.market.owner), request, terms=details)
    assert refusal.value.field == field


def test_an_offer_without_a_plan_is_refused(merits):
    request = merits.open()
    with pytest.raises(BadInputError, match="at least 50"):
        selection.offer(merits.market.act(merits.market.firm()), request, terms=offer_of(1))


def test_what_is_weighed_stands_in_the_first_version(merits):
    request = merits.open()
    (first,) = versions(merits.session, request)
    assert first.terms["criteria"] == CRITERIA


def test_another_method_forgets_the_terms_of_the_first(merits):
    request = merits.draft()
    act = merits.market.act(merits.market.owner)
    requests.edit(act, request, terms=replace(TERMS, title="Another title", method=Method.MERIT))
    assert request.criteria == CRITERIA
    requests.edit(act, request, terms=TERMS)
    assert (request.details(), request.evaluators) == ({}, [])
