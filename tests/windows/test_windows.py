"""Counters, A/B posts, absence, attendance and outings."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.windows import operations, queries
from marketplace.windows.models import Attendance, Counter
from marketplace.windows.rules import CounterTerms, PostTerms
from marketplace.windows.states import MACHINE, CounterKind, PostState

BOTH = pytest.mark.parametrize("locale", ["en", "zh"])
MORNING, EVENING = "2026-03-02T08:55+08:00", "2026-03-02T17:05+08:00"
AWAY = {"reason": "A course", "until": date(2026, 3, 6)}
TERMS = CounterTerms("A01", CounterKind.ACCEPTANCE, "一号窗口", "Counter one", "一楼", "Floor 1")


class House:
    """A window with three clerks; A sits at a post, B stands in."""

    def __init__(self, make):
        self.make, self.session = make, make.session
        self.a = make.actor(Role.CLERK)
        body = make.session.get(make.organisation().__class__, self.a.organisation_id)
        self.b, self.c = make.actor(Role.CLERK, body), make.actor(Role.CLERK, body)
        self.plain = make.actor(Role.CLERK, body, is_admin=False)

    def act(self, actor=None, at=MORNING):
        return Act(self.session, actor or self.a, datetime.fromisoformat(at))

    def post(self, a=None, b=None, counter_id=None):
        a, b = a or self.a, b or self.b
        terms = PostTerms("受理岗", "Acceptance", a.person_id, b.person_id, counter_id)
        return operations.open_post(self.act(), None, terms=terms)

    def away(self, post, by=None):
        operations.stand_in(self.act(by), post, **AWAY)


@pytest.fixture
def house(make):
    return House(make)


DO = {
    "stand_in": lambda house, post: house.away(post),
    "step_back": lambda house, post: operations.step_back(house.act(), post),
    "close": lambda house, post: operations.close(house.act(), post),
    "reopen": lambda house, post: operations.reopen(house.act(), post),
}


@pytest.mark.parametrize("state", PostState)
@pytest.mark.parametrize("verb", MACHINE.moves)
def test_each_verb_works_from_its_states_alone(house, put_state, verb, state):
    post = house.post()
    put_state(post, state)
    sources, target = MACHINE.moves[verb]
    if state in sources:
        DO[verb](house, post)
        assert post.state is target
    else:
        with pytest.raises(WrongStateError):
            DO[verb](house, post)


def test_a_post_has_an_a_and_a_b_who_are_two_people_of_the_house(house, make):
    with pytest.raises(BadInputError, match="two people"):
        house.post(b=house.a)
    with pytest.raises(BadInputError, match="own people") as refused:
        house.post(b=make.actor(Role.CLERK))
    assert refused.value.field == "b_id"


def test_while_a_is_away_b_holds_the_post_and_then_a_again(house):
    post = house.post()
    assert post.holder_id == house.a.person_id
    house.away(post)
    assert post.holder_id == house.b.person_id
    operations.step_back(house.act(house.b, EVENING), post)
    assert post.holder_id == house.a.person_id
    (absence,) = post.absences
    assert absence.ended_at == datetime.fromisoformat(EVENING)
    assert absence.stands_in_id == house.b.person_id


def test_no_post_is_left_empty(house):
    house.away(house.post(a=house.b, b=house.c))
    with pytest.raises(WrongStateError, match="B is away too"):
        house.away(house.post())


def test_who_stands_in_does_not_go_away(house):
    first = house.post(a=house.a, b=house.b)
    house.away(first)
    with pytest.raises(WrongStateError, match="stands in at another"):
        house.away(house.post(a=house.b, b=house.c))


def test_b_on_an_errand_cannot_stand_in(house):
    back = datetime.fromisoformat(EVENING)
    operations.go_out(house.act(house.b), None, place="Court", purpose="Papers", back_due_at=back)
    with pytest.raises(WrongStateError, match="B is away too"):
        house.away(house.post())


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(2027, 6, 1)])
def test_absences_end_some_day(house, until):
    with pytest.raises(BadInputError):
        operations.stand_in(house.act(), house.post(), reason="So", until=until)


def test_the_pair_is_changed_while_a_is_there(house):
    post = house.post()
    pair = {"a_id": house.c.person_id, "b_id": house.a.person_id}
    operations.man(house.act(), post, **pair)
    assert post.holder_id == house.c.person_id
    house.away(post, by=house.c)
    with pytest.raises(WrongStateError, match="come back first"):
        operations.man(house.act(), post, **pair)


def test_only_administrators_make_posts_and_those_who_sit_there_leave_them(house, make):
    post = house.post()
    for actor in (house.plain, make.actor(Role.OPERATOR), make.actor(Role.CLERK)):
        with pytest.raises(NotAllowedError):
            house.away(post, by=actor)
    terms = PostTerms("岗", "", house.a.person_id, house.b.person_id)
    with pytest.raises(NotAllowedError):
        operations.open_post(house.act(house.plain), None, terms=terms)
    mine = house.post(a=house.plain)
    house.away(mine, by=house.plain)


def test_a_counter_has_its_own_sign_and_closes_without_posts(house):
    counter = operations.open_counter(house.act(), None, terms=TERMS)
    with pytest.raises(BadInputError, match="sign already"):
        operations.open_counter(house.act(), None, terms=TERMS)
    post = house.post(counter_id=counter.id)
    house.session.expire_all()
    with pytest.raises(WrongStateError, match="Close the post first"):
        operations.close_counter(house.act(), counter)
    operations.close(house.act(), post)
    operations.close_counter(house.act(), counter)
    assert queries.counters(house.session) == []


def test_a_post_stands_at_a_counter_of_its_own_house(house, make):
    other = House(make)
    counter = operations.open_counter(other.act(), None, terms=TERMS)
    with pytest.raises(BadInputError, match="own house"):
        house.post(counter_id=counter.id)


def test_the_first_morning_and_the_last_evening_count(house):
    for at in (MORNING, "2026-03-02T09:30+08:00"):
        sheet = operations.arrive(house.act(at=at), None)
    for at in ("2026-03-02T16:00+08:00", EVENING):
        operations.depart(house.act(at=at), sheet)
    (kept,) = house.session.scalars(select(Attendance))
    assert kept.morning_at == datetime.fromisoformat(MORNING)
    assert kept.evening_at == datetime.fromisoformat(EVENING)


def test_yesterdays_sheet_is_over_and_others_sheets_are_theirs(house):
    sheet = operations.arrive(house.act(), None)
    with pytest.raises(WrongStateError, match="another day"):
        operations.depart(house.act(at="2026-03-03T17:00+08:00"), sheet)
    with pytest.raises(NotAllowedError):
        operations.depart(house.act(house.b), sheet)


def test_one_errand_at_a_time_and_home_only_after_it(house):
    sheet = operations.arrive(house.act(), None)
    errand = {"place": "Court", "purpose": "Papers"}
    with pytest.raises(BadInputError):
        operations.go_out(house.act(), None, **errand, back_due_at=datetime.fromisoformat(MORNING))
    back = datetime.fromisoformat(EVENING)
    out = operations.go_out(house.act(), None, **errand, back_due_at=back)
    with pytest.raises(WrongStateError, match="out already"):
        operations.go_out(house.act(), None, **errand, back_due_at=back)
    with pytest.raises(WrongStateError, match="you are back"):
        operations.depart(house.act(at=EVENING), sheet)
    operations.come_back(house.act(at=EVENING), out)
    operations.depart(house.act(at=EVENING), sheet)


def test_presence_is_signed_in_and_not_out(house):
    operations.arrive(house.act(), None)
    operations.arrive(house.act(house.b), None)
    back = datetime.fromisoformat(EVENING)
    operations.go_out(house.act(house.b), None, place="X", purpose="Y", back_due_at=back)
    seen = queries.presence(house.session, datetime.fromisoformat("2026-03-02T10:00+08:00"))
    assert seen.is_there(house.a.person_id)
    assert not seen.is_there(house.b.person_id)
    assert not seen.is_there(house.c.person_id)


@BOTH
def test_counters_are_public_and_name_nobody(house, look, locale):
    counter = operations.open_counter(house.act(), None, terms=TERMS)
    house.post(counter_id=counter.id)
    house.session.commit()
    page = look("/windows/", locale=locale)
    assert "A01" in page
    assert "Person" not in page


@BOTH
def test_the_house_in_the_browser(house, look, send, locale):
    house.session.commit()
    look("/windows/house", house.a, locale=locale)
    for path in ("/windows/counters/open", "/windows/posts/open", "/windows/go_out"):
        look(path, house.a, locale=locale)
    fields = {"code": "B02", "kind": "reply", "name_zh": "二号窗口", "place_zh": "一楼"}
    send("/windows/counters/open", house.a, **fields)
    counter = house.session.scalars(select(Counter)).one()
    pair = {"a_id": house.a.person_id, "b_id": house.b.person_id}
    send("/windows/posts/open", house.a, name_zh="出件岗", counter_id=counter.id, **pair)
    (post,) = queries.posts_of(house.session, house.a.organisation_id)
    for verb in ("man", "stand_in"):
        look(f"/windows/posts/{post.id}/{verb}", house.a, locale=locale)
    send(f"/windows/posts/{post.id}/stand_in", house.a, reason="A course", until="2026-03-06")
    page = look("/windows/house", house.a, locale=locale)
    assert "A course" in page
    send(f"/windows/posts/{post.id}/step_back", house.a)
    send(f"/windows/posts/{post.id}/man", house.a, **pair)
    send(f"/windows/posts/{post.id}/close", house.a)
    send(f"/windows/posts/{post.id}/reopen", house.a)
    send("/windows/arrive", house.a)
    sheet = house.session.scalars(select(Attendance)).one()
    send("/windows/go_out", house.a, place="Court", purpose="P", back_due_at="2026-03-02T18:00")
    out = queries.outing(house.session, house.a.person_id)
    look("/windows/house", house.a, locale=locale)
    send(f"/windows/outings/{out.id}/come_back", house.a)
    send(f"/windows/sheets/{sheet.id}/depart", house.a)
    send(f"/windows/counters/{counter.id}/close", house.a, 409)


def test_the_house_is_for_those_who_work_there(house, look, make):
    house.session.commit()
    for role, status in ((Role.OWNER, 403), (Role.REGULATOR, 200), (Role.STRANGER, 303)):
        look("/windows/house", make.every_role()[role], status)
    look("/windows/posts/999/man", house.a, 404)
