"""Counters and posts: opened, manned, left to B, given back to A, closed."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from marketplace.accounts import queries as accounts
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.windows import policy, queries, rules
from marketplace.windows.models import Absence, Counter, Post
from marketplace.windows.rules import CounterTerms, PostTerms
from marketplace.windows.states import MACHINE, PostState


@operation("windows.open_counter", may=policy.COUNTER_MASTER, log=("code",))
def open_counter(act: Act, _: None, *, terms: CounterTerms) -> Counter:
    """Put up a counter of one's own house."""
    mine = act.actor.organisation_id
    twin = select(Counter.id).filter_by(organisation_id=mine, code=terms.code)
    if act.session.scalar(twin) is not None:
        raise BadInputError("code", say("There is a counter with this sign already."))
    counter = Counter(organisation_id=mine, opened_at=act.now, **asdict(terms))
    act.session.add(counter)
    act.session.flush()
    return counter


@operation("windows.close_counter", may=policy.COUNTER_MASTER)
def close_counter(act: Act, counter: Counter) -> None:
    """Take a counter away, once no post stands behind it."""
    if any(post.state is not PostState.CLOSED for post in counter.posts):
        raise WrongStateError(say("A post stands behind this counter. Close the post first."))
    counter.closed_at = counter.closed_at or act.now


@operation("windows.open_post", may=policy.MASTER)
def open_post(act: Act, _: None, *, terms: PostTerms) -> Post:
    """Make a post, with its A and its B."""
    mine = act.actor.organisation_id
    _demand_pair(act, mine, terms.a_id, terms.b_id)
    if terms.counter_id is not None:
        counter = act.session.get(Counter, terms.counter_id)
        if counter is None or counter.organisation_id != mine:
            raise BadInputError("counter_id", say("Choose a counter of your own house."))
    post = Post(organisation_id=mine, opened_at=act.now, **asdict(terms))
    act.session.add(post)
    act.session.flush()
    return post


@operation("windows.man", may=policy.MASTER, log=("a_id", "b_id"))
def man(act: Act, post: Post, *, a_id: int, b_id: int) -> None:
    """Give the post another A or B; open work follows A."""
    if post.state is not PostState.HELD:
        raise WrongStateError(
            say("B stands in at this post, or it is closed. Let A come back first."),
            rule=say("A and B are changed while A is there."),
        )
    _demand_pair(act, post.organisation_id, a_id, b_id)
    post.a_id, post.b_id = a_id, b_id


@operation("windows.stand_in", may=policy.SITTER, log=("until",))
def stand_in(act: Act, post: Post, *, reason: str, until: date) -> None:
    """A is away: B has the post, and the open work of A with its history."""
    hold(act.session, post)
    MACHINE.move(post, "stand_in")
    today = act.now.astimezone(calendars.zone()).date()
    if fault := rules.fault_in_absence(until, today):
        raise BadInputError("until", fault)
    if queries.is_away(act.session, post.b_id):
        raise WrongStateError(
            say("B is away too. Give the post another B first."),
            rule=say("No post is left empty."),
        )
    if queries.stands_in_elsewhere(act.session, post.a_id):
        raise WrongStateError(
            say("A stands in at another post. Give that post another B first."),
            rule=say("No post is left empty."),
        )
    absence = Absence(post=post, reason=reason, until=until, began_at=act.now)
    absence.person_id, absence.stands_in_id = post.a_id, post.b_id
    act.session.add(absence)


@operation("windows.step_back", may=policy.SITTER)
def step_back(act: Act, post: Post) -> None:
    """A is back, and has his work back."""
    hold(act.session, post)
    MACHINE.move(post, "step_back")
    absence = queries.open_absence(act.session, post)
    if absence is not None:
        absence.ended_at = act.now


@operation("windows.close", may=policy.MASTER)
def close(act: Act, post: Post) -> None:
    """The post is done away with; its open work is open to every colleague."""
    MACHINE.move(post, "close")
    post.closed_at = act.now


@operation("windows.reopen", may=policy.MASTER)
def reopen(act: Act, post: Post) -> None:
    MACHINE.move(post, "reopen")
    post.closed_at = None


def _demand_pair(act: Act, organisation_id: int, a_id: int, b_id: int) -> None:
    house = accounts.organisation(act.session, organisation_id)
    staff = {person.id for person in queries.staff(act.session, house)}
    if fault := rules.fault_in_pair(a_id, b_id, staff):
        raise BadInputError(*fault)
