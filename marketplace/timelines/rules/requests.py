"""A request: from its draft to the award."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from marketplace.core.texts import Text, name_of, say
from marketplace.requests.states import State
from marketplace.selection.states import ObjectionState
from marketplace.timelines.rules.nodes import NOBODY, Entry, Named, Node, Watch
from marketplace.timelines.states import Holder

_HOLDERS: Mapping[State, Holder] = {
    State.DRAFT: Holder.OWNER,
    State.IN_CHECK: Holder.OPERATOR,
    State.OPEN: Holder.INTERMEDIARY,
    State.CLOSED: Holder.OPERATOR,
    State.OPENED: Holder.OPERATOR,
}
ANY_FIRM = Named("符合条件的中介机构", "Qualified intermediaries")
HALL = Named("大厅运营机构", "The hall's operator")


@dataclass(frozen=True)
class ObjectionSeen:
    state: ObjectionState
    firm: Named
    answer_due_at: datetime
    decision_due_at: datetime | None


@dataclass(frozen=True)
class ClarificationSeen:
    """What the selected firm is asked: its turn, or the owner's when it has answered."""

    firm: Named
    is_answered: bool
    due_at: datetime | None


@dataclass(frozen=True)
class RequestSeen:
    """`is_noticed_again`: a later request took over after this one failed."""

    node: Node
    state: State
    owner: Named
    regulator: Named
    at: datetime
    due_at: datetime | None  # of the step that runs now
    finished_at: datetime | None  # awarded or ended
    objection: ObjectionSeen | None = None
    is_noticed_again: bool = False
    clarification: ClarificationSeen | None = None


def of_request(seen: RequestSeen, watch: Watch) -> Entry:
    if seen.state == State.OPEN and seen.due_at and watch.now >= seen.due_at:
        seen = replace(seen, state=State.CLOSED)  # the job that closes it only tidies up
    holder, name, due_at = _turn(seen)
    promised, actual = watch.last_day(due_at), watch.day(seen.finished_at)
    return Entry(
        seen.node,
        at=seen.at,
        state=_state(seen),
        holder=holder,
        holder_name=name,
        promised=promised,
        actual=actual,
        days_left=watch.days_left(promised, actual),
    )


def _turn(seen: RequestSeen) -> tuple[Holder, Named, datetime | None]:
    """Who, by name, and until when."""
    if seen.state == State.SELECTED and seen.objection:
        return _objection_turn(seen, seen.objection)
    if seen.state == State.SELECTED and seen.clarification:
        return _clarification_turn(seen, seen.clarification)
    if seen.state == State.FAILED and not seen.is_noticed_again:
        return Holder.OWNER, seen.owner, None
    holder = _HOLDERS.get(seen.state, Holder.NOBODY)
    names = {
        Holder.OWNER: seen.owner,
        Holder.OPERATOR: HALL,
        Holder.INTERMEDIARY: ANY_FIRM,
        Holder.NOBODY: NOBODY,
    }
    return holder, names[holder], seen.due_at


def _objection_turn(
    seen: RequestSeen, objection: ObjectionSeen
) -> tuple[Holder, Named, datetime | None]:
    if objection.state == ObjectionState.RAISED:
        return Holder.OWNER, seen.owner, objection.answer_due_at
    if objection.state == ObjectionState.ESCALATED:
        return Holder.DEPARTMENT, seen.regulator, objection.decision_due_at
    return Holder.INTERMEDIARY, objection.firm, seen.due_at


def _clarification_turn(
    seen: RequestSeen, asked: ClarificationSeen
) -> tuple[Holder, Named, datetime | None]:
    if asked.is_answered:
        return Holder.OWNER, seen.owner, asked.due_at
    return Holder.INTERMEDIARY, asked.firm, asked.due_at


def _state(seen: RequestSeen) -> Text:
    if seen.state == State.SELECTED and seen.objection:
        return say("Winner selected, an objection is open")
    if seen.state == State.SELECTED and seen.clarification:
        return say("Winner selected, its offer is being clarified")
    return name_of(seen.state)
