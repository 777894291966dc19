"""A contract and its deliverables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.contracts.states import Change, State
from marketplace.core.texts import name_of, say
from marketplace.timelines.rules.nodes import NOBODY, Entry, Named, Node, Watch
from marketplace.timelines.states import Holder

_HOLDERS: Mapping[State, Holder] = {
    State.IN_SERVICE: Holder.INTERMEDIARY,
    State.RETURNED: Holder.INTERMEDIARY,
    State.DELIVERED: Holder.OWNER,
    State.REFERRED: Holder.DEPARTMENT,
}
SIGNING = frozenset({State.DRAFTED, State.HALF_CONFIRMED})


@dataclass(frozen=True)
class ContractSeen:
    node: Node
    state: State
    owner: Named
    firm: Named
    regulator: Named
    drafted_at: datetime
    sign_due_at: datetime
    owner_confirmed: bool
    due_on: date | None
    check_due_at: datetime | None
    delivered_at: datetime | None
    finished_at: datetime | None  # accepted, ended or lapsed


@dataclass(frozen=True)
class DeliverableSeen:
    """`accepted` is None while the owner has not answered."""

    node: Node
    due_on: date | None
    submitted_at: datetime
    accepted: bool | None


@dataclass(frozen=True)
class ChangeSeen:
    """A change order: the contract holds the ball, whoever has to answer."""

    node: Node
    state: Change
    proposed_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None


def of_change(seen: ChangeSeen, watch: Watch) -> Entry:
    promised, actual = watch.last_day(seen.answer_due_at), watch.day(seen.answered_at)
    return Entry(
        seen.node,
        at=seen.proposed_at,
        state=name_of(seen.state),
        holder=Holder.NOBODY,
        promised=promised,
        actual=actual,
        days_left=watch.days_left(promised, actual),
    )


def of_contract(seen: ContractSeen, watch: Watch) -> Entry:
    holder = _holder(seen)
    names = {
        Holder.OWNER: seen.owner,
        Holder.INTERMEDIARY: seen.firm,
        Holder.DEPARTMENT: seen.regulator,
    }
    promised, actual = _days(seen, watch)
    return Entry(
        seen.node,
        at=seen.drafted_at,
        state=name_of(seen.state),
        holder=holder,
        holder_name=names.get(holder, NOBODY),
        promised=promised,
        actual=actual,
        days_left=watch.days_left(promised, actual),
    )


def _holder(seen: ContractSeen) -> Holder:
    """A contract that nobody confirmed yet waits for the owner first."""
    if seen.state in SIGNING:
        return Holder.INTERMEDIARY if seen.owner_confirmed else Holder.OWNER
    return _HOLDERS.get(seen.state, Holder.NOBODY)


def _days(seen: ContractSeen, watch: Watch) -> tuple[date | None, date | None]:
    """The promise of the step that runs now; of finished work, the delivery."""
    if seen.state in SIGNING:
        return watch.last_day(seen.sign_due_at), None
    if seen.state in {State.ENDED, State.LAPSED, State.REFERRED}:
        return None, watch.day(seen.finished_at)
    if seen.state == State.DELIVERED:
        return watch.last_day(seen.check_due_at), None
    accepted = seen.state == State.ACCEPTED
    return seen.due_on, watch.day(seen.delivered_at) if accepted else None


def of_deliverable(seen: DeliverableSeen, watch: Watch) -> Entry:
    """A version of the work against the day of the contract; the contract holds the ball."""
    actual = watch.day(seen.submitted_at)
    answers = {
        None: say("Delivered, answer due"),
        True: say("Work accepted"),
        False: say("Work returned"),
    }
    return Entry(
        seen.node,
        at=seen.submitted_at,
        state=answers[seen.accepted],
        holder=Holder.NOBODY,
        promised=seen.due_on,
        actual=actual,
        days_left=watch.days_left(seen.due_on, actual),
    )
