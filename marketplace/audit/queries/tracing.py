"""Every state follows from the facts: what the log tells of a thing leads to the state it is in.

A move is told by the fact of its name about the thing. Moves that no such fact tells (an offer is
admitted inside the opening) are silent: they may have happened at any time. So a thing may be in
one of several states by its facts; its column must name one of them.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.database import Row
from marketplace.core.facts import Fact
from marketplace.core.states import Machine
from marketplace.requests.states import State as RequestState

# Facts that do not surely tell a move of the thing they are about.
# (Work accepted or ruled as agreed may be the last part of a contract, or not.)
UNSURE = frozenset(
    {
        "contracts.accept",
        "contracts.accept_by_rule",
        "contracts.give_back",
        "contracts.rule_accepted",
        "selection.commit",
        "selection.replace",
    }
)
# Facts with which a thing begins elsewhere than in its first state.
BIRTHS: dict[str, frozenset[StrEnum]] = {
    "requests.renotice": frozenset({RequestState.OPEN, RequestState.IN_CHECK}),
}
IMPORTED = ("external_id",)  # a column that says a row tells what happened in another hall


@dataclass(frozen=True)
class Trace:
    """A table whose state a machine moves."""

    table: type[Row]
    room: str
    machine: Machine[Any]

    @property
    def kind(self) -> str:
        return str(self.table.__tablename__)

    def fact(self, verb: str) -> str:
        return f"{self.room}.{verb}"

    def first(self) -> StrEnum:
        state: StrEnum = self.table.__table__.c.state.default.arg
        return state


def faults(session: Session) -> Iterator[str]:
    for trace in traces():
        yield from _of_table(session, trace)


def traces() -> Iterator[Trace]:
    """Every table with a machine for its states, in its own room."""
    for mapper in Row.registry.mappers:
        table: type[Row] = mapper.class_
        room = table.__module__.split(".")[1]
        states = sys.modules.get(f"marketplace.{room}.states")
        column = table.__table__.c.get("state")
        if column is None or states is None or column.default is None:
            continue
        for machine in vars(states).values():
            if isinstance(machine, Machine) and type(column.default.arg) is _states_of(machine):
                yield Trace(table, room, machine)


def _states_of(machine: Machine[Any]) -> type:
    return type(next(iter(machine.moves.values()))[1])


def _of_table(session: Session, trace: Trace) -> Iterator[str]:
    told = _told(session, trace)
    silent = [verb for verb in trace.machine.moves if trace.fact(verb) not in told["names"]]
    table = trace.table.__table__
    foreign = [table.c[name].is_(None) for name in IMPORTED if name in table.c]
    rows = select(table.c.id, table.c.state).where(*foreign)
    for key, state in session.execute(rows):
        verbs = told["facts"].get(key, [])
        possible = reached(trace, silent, verbs)
        if state not in possible:
            yield f"{trace.kind} {key}: {state}, but its facts lead to {_listed(possible)}"


def reached(trace: Trace, silent: Iterable[str], names: Iterable[str]) -> set[StrEnum]:
    """The states a thing may be in after these facts; none when they cannot follow each other."""
    moves, quiet = trace.machine.moves, [trace.machine.moves[verb] for verb in silent]
    possible = _closed({trace.first()}, quiet)
    for name in names:
        if name in BIRTHS:
            possible = _closed(set(BIRTHS[name]), quiet)
            continue
        sources, target = moves[name.partition(".")[2]]
        possible = _closed({target}, quiet) if possible & set(sources) else set()
    return possible


def _closed(states: set[StrEnum], quiet: Iterable[tuple[Any, Any]]) -> set[StrEnum]:
    """With all that silent moves may add."""
    moves, before = list(quiet), 0
    while len(states) > before:
        before = len(states)
        states = states | {target for sources, target in moves if states & set(sources)}
    return states


def _told(session: Session, trace: Trace) -> dict[str, Any]:
    verbs = {trace.fact(verb) for verb in trace.machine.moves} - UNSURE
    wanted = verbs | {name for name in BIRTHS if name.startswith(f"{trace.room}.")}
    listed = select(Fact.thing_id, Fact.name).where(
        Fact.thing_kind == trace.kind, Fact.name.in_(wanted)
    )
    rows = session.execute(listed.order_by(Fact.thing_id, Fact.id)).all()
    facts = {thing: [name for _, name in group] for thing, group in groupby(rows, itemgetter(0))}
    return {"facts": facts, "names": {name for _, name in rows}}


def _listed(states: set[StrEnum]) -> str:
    return " or ".join(sorted(states)) or "no state at all"
