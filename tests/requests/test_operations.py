"""The life of a request: what is asked, checked, published, revised, ended, followed."""

from dataclasses import asdict, replace

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError, WrongStateError
from marketplace.matters.states import Obligation
from marketplace.requests import operations as requests
from marketplace.requests import queries
from marketplace.requests.models import Request
from marketplace.requests.operations import Need, Published, Revision
from marketplace.requests.states import MACHINE, Ending, Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries as offers
from tests.market import CLOSING, MONDAY, OBJECTIONS_END, REASON, TERMS, offer_of, yuan

WEDNESDAY = "2026-03-04T10:00+08:00"
PUBLISHED = [field for field in asdict(TERMS) if field in Published.__dataclass_fields__]


def moment(market, text):
    return market.act(CLOCKWORK, text).now


def revision(request, **changed):
    now = {name: getattr(request, name) for name in PUBLISHED}
    return Revision(**now | {"reason": REASON} | changed)


@pytest.mark.parametrize(
    ("obligation", "required", "told"),
    [
        (Obligation.NEVER_REQUIRED, "required_input", "nobody may ask"),
        (Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS, "required_input", "commissions and pays"),
        (Obligation.APPLICANT_COMMISSIONS, "department_commissions_and_pays", "and pays"),
        (Obligation.APPLICANT_COMMISSIONS, None, "does not need this service"),
    ],
)
def test_nobody_may_be_made_to_ask_for_this(market, obligation, required, told):
    item = market.service(obligation)
    if required:
        market.require(market.matter, item, required)
    act, project = market.act(market.owner), market.project()
    with pytest.raises(DomainError, match=told):
        requests.draft(act, project, need=Need(item, market.matter), terms=TERMS)


def test_optional_work_needs_no_matter(market):
    item = market.service(Obligation.MARKET_OPTIONAL)
    act = market.act(market.owner)
    assert requests.draft(act, market.project(), need=Need(item, None), terms=TERMS).id


def test_numbers_count_within_the_year(market):
    assert [market.draft().number for _ in range(2)] == ["XQ-2026-000001", "XQ-2026-000002"]


def test_the_operator_has_one_working_day(market):
    request = market.submitted()
    assert request.check_due_at == moment(market, "2026-03-04T00:00+08:00")
    requests.give_back(market.act(market.operator), request, reason=REASON)
    assert (request.state, request.reason) == (State.DRAFT, REASON)
    with pytest.raises(BadInputError):
        requests.give_back(market.act(market.operator), request, reason="no")


def test_offers_stay_open_three_working_days_at_least(market):
    assert market.open().closes_at == moment(market, CLOSING)
    early, later = "2026-03-03T12:00+08:00", "2026-03-20T12:00+08:00"
    assert market.open(closes_at=moment(market, early)).closes_at == moment(market, CLOSING)
    assert market.open(closes_at=moment(market, later)).closes_at == moment(market, later)


def test_a_revision_is_a_new_version_and_the_closing_moves_only_later(market):
    request = market.open()
    act = market.act(market.owner, WEDNESDAY)
    sooner = moment(market, "2026-03-05T16:59+08:00")
    with pytest.raises(BadInputError, match="later"):
        requests.revise(act, request, terms=revision(request, closes_at=sooner))
    with pytest.raises(BadInputError, match="passed"):
        requests.revise(act, request, terms=revision(request, closes_at=act.now))
    with pytest.raises(BadInputError, match="Nothing"):
        requests.revise(act, request, terms=revision(request))
    requests.revise(act, request, terms=revision(request, scope="More"))
    assert (request.version, request.material_version) == (2, 2)
    assert [one.version for one in queries.versions(market.session, request)] == [1, 2]
    with pytest.raises(WrongStateError):
        requests.revise(market.act(market.owner, CLOSING), request, terms=revision(request))


def test_after_an_offer_a_material_change_leaves_time_and_must_be_confirmed(market):
    request, firms = market.offered(80_000, 90_000, 95_000, 97_000)
    act = market.act(market.owner, WEDNESDAY)
    with pytest.raises(BadInputError, match="2 working days"):
        requests.revise(act, request, terms=revision(request, scope="More"))
    until = moment(market, "2026-03-06T17:00+08:00")
    requests.revise(act, request, terms=revision(request, scope="More", closes_at=until))
    for firm in firms[1:]:
        mine = offers.living(market.session, request, firm.organisation_id)
        selection.replace(market.act(firm, WEDNESDAY), mine, terms=offer_of(91_000))
    selection.open(market.act(CLOCKWORK, "2026-03-06T17:00+08:00"), request)
    old = [o for o in offers.opened(market.session, request) if not o.price]
    assert [(o.firm_id, o.reason) for o in old] == [(firms[0].organisation_id, "not_confirmed")]


def test_a_new_title_alone_need_not_be_confirmed(market):
    request, _ = market.offered(80_000)
    act = market.act(market.owner, WEDNESDAY)
    requests.revise(act, request, terms=revision(request, title="Another title"))
    assert (request.version, request.material_version) == (2, 1)


def test_what_was_never_published_stays_unseen(market, make):
    request = market.draft()
    requests.withdraw(market.act(market.owner), request, reason=REASON)
    assert request.state is State.WITHDRAWN
    assert queries.listed(market.session, queries.Filters()).rows == []


def test_a_second_failure_allows_a_direct_selection_once(market):
    request, firm = market.open(), market.firm()
    named = {"direct_firm": market.name(firm), "direct_reason": REASON}
    terms = requests.Direct(agreed_price=yuan(90_000), **named)
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    with pytest.raises(WrongStateError, match="second failure"):
        requests.go_direct(market.act(market.owner, CLOSING), request, terms=terms)
    again = queries.next_of(market.session, request)
    late = "2026-03-10T09:00+08:00"
    selection.open(market.act(CLOCKWORK, late), again)
    assert again.reason == Ending.TOO_FEW_AGAIN
    direct = requests.go_direct(market.act(market.owner, late), again, terms=terms)
    assert (direct.method, direct.state) == (Method.DIRECT, State.DRAFT)
    for refused in (requests.go_direct, requests.renotice):
        names = {"terms": terms} if refused is requests.go_direct else {}
        with pytest.raises(WrongStateError):
            refused(market.act(market.owner, late), again, **names)


def test_a_direct_selection_is_awarded_after_the_time_to_object(market):
    request = market.direct(market.firm())
    with pytest.raises(WrongStateError, match="naming"):
        requests.publish(market.act(market.operator), request)
    award = selection.name(market.act(market.operator), request)
    assert (request.state, award.price) == (State.SELECTED, yuan(90_000))
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert request.state is State.AWARDED


@pytest.mark.parametrize(
    ("field", "value"),
    [("direct_firm", "nobody"), ("direct_reason", "short"), ("agreed_price", None),
     ("agreed_price", yuan(100_001))],
)  # fmt: skip
def test_a_direct_selection_needs_firm_reason_and_price(market, field, value):
    firm = market.name(market.firm())
    given = {"direct_firm": firm, "direct_reason": REASON, "agreed_price": yuan(90_000)}
    with pytest.raises(BadInputError) as refused:
        market.draft(method=Method.DIRECT, **given | {field: value})
    assert refused.value.field == field


@pytest.mark.parametrize("verb", MACHINE.moves)
def test_every_state_and_verb(market, put_state, each, verb):
    fresh = {"name": lambda: market.direct(market.firm()), "publish": market.submitted}
    request = fresh.get(verb, market.open)()

    def try_one(state):
        put_state(request, state)
        act, names = rehearsed(market, request, verb)
        if MACHINE.allows(verb, state):
            getattr(requests, verb)(act, request, **names)
            assert request.state is MACHINE.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(requests, verb)(act, request, **names)

    each(State, try_one)


def rehearsed(market, request, verb):
    """An act that may do it at a fitting moment, and what it says."""
    who = {"give_back": market.operator, "publish": market.operator}.get(verb, market.owner)
    late = verb in ("close", "open", "select", "select_again", "award", "fail", "void")
    act = market.act(CLOCKWORK if late else who, CLOSING if late else MONDAY)
    inside = tuple(f"selection.{verb}" for verb in ("open", "award", "name", "cancel", "pass_over"))
    names = {
        "give_back": {"reason": REASON},
        "withdraw": {"reason": REASON},
        "revise": {"terms": revision(request, scope="More")},
        "fail": {"ending": Ending.TOO_FEW},
        "void": {"ending": Ending.NO_CONTRACT},
        "award": {"firm_id": market.firm().organisation_id},
    }
    return replace(act, within=inside if late or verb == "name" else ()), names.get(verb, {})


def test_what_selection_decides_nobody_does_by_hand(market, make):
    request = market.open()
    for verb in ("name", "open", "select", "award", "fail", "void", "receive", "select_again"):
        names = {"ending": Ending.TOO_FEW} if verb in ("fail", "void") else {}
        for actor in (market.owner, *make.every_role().values()):
            with pytest.raises(NotAllowedError):
                getattr(requests, verb)(market.act(actor), request, **names)


def test_history_is_taken_in_once_and_is_listed_when_asked_for(market):
    past = requests.Past("ocds-" + "x" * 60, market.owner.organisation_id, "Old", State.AWARDED,
                         moment(market, MONDAY))  # fmt: skip
    act = market.act(CLOCKWORK)
    first, second = (requests.record_history(act, None, past=past) for _ in range(2))
    assert first is second
    bid = selection.PastOffer(
        market.owner.organisation_id, yuan(5), moment(market, MONDAY), won=True
    )
    award = selection.PastAward(bid.firm_id, bid.price, bid.received_at)
    for _ in range(2):
        selection.record_history(act, first, offers=[bid], award=award)
    assert len(offers.of_request(market.session, first)) == 1
    assert market.session.scalars(select(Request)).all() == [first]
    assert queries.listed(market.session, queries.Filters()).rows == []
    imported = queries.Filters(method=Method.IMPORTED)
    assert [line.id for line in queries.listed(market.session, imported).rows] == [first.id]


def test_pages_of_the_list_follow_one_another(market):
    made = [market.open() for _ in range(23)]
    requests.withdraw(market.act(market.owner), made[20], reason=REASON)
    first = queries.listed(market.session, queries.Filters())
    second = queries.listed(market.session, queries.Filters(), first.next)
    ids = [row.id for row in (*first.rows, *second.rows)]
    assert ids == [*sorted((r.id for r in made if r is not made[20]), reverse=True), made[20].id]
    assert second.next == ""
    assert [r.id for r in queries.every(market.session, queries.Filters())] == ids


def test_firms_and_owner_are_reminded_once_before_the_closing(market):
    request = market.open()
    before, soon = "2026-03-04T16:00+08:00", "2026-03-04T17:00+08:00"
    clockwork = market.act(CLOCKWORK, soon)
    assert queries.to_remind(market.session, market.act(CLOCKWORK, before).now) == []
    assert queries.to_remind(market.session, clockwork.now) == [request]
    requests.remind(clockwork, request)
    market.session.flush()
    assert queries.to_remind(market.session, clockwork.now) == []
    with pytest.raises(WrongStateError):
        requests.remind(market.act(CLOCKWORK, CLOSING), request)
