"""The promise that runs in each step now, and which are broken."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from marketplace.cases.models import Case
from marketplace.cases.states import OPEN as OPEN_CASES
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core import calendars
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.timelines.queries.scene import Scene
from marketplace.timelines.queries.steps import orders

End = date | datetime | None
A_MOMENT = timedelta(microseconds=1)


def dues(scene: Scene) -> dict[str, date]:
    """By step: the last day in time of what runs in it."""
    zone = calendars.zone()
    ends = {code: _last_day(end, zone) for code, end in _ends(scene)}
    return {code: day for code, day in ends.items() if day is not None}


def _ends(scene: Scene) -> Iterator[tuple[str, End]]:
    codes = {need.matter_id: need.matter.code for need in scene.needs}
    for case in scene.cases:
        if case.state in OPEN_CASES and case.matter_id in codes:
            yield codes[case.matter_id], _of_case(case)
    for chain, pairs in orders(scene):
        request, contract = pairs[-1]
        yield chain.code, _of_contract(contract) if contract else _of_request(request)


def _of_case(case: Case) -> End:
    """Of a paused case none: its clock stands still."""
    return case.due_at if case.accepted_at else case.accept_due_at


def _of_request(request: Request) -> End:
    ends: dict[State, End] = {
        State.IN_CHECK: request.check_due_at,
        State.OPEN: request.closes_at,
        State.SELECTED: request.objections_until,
    }
    return ends.get(request.state)


def _of_contract(contract: Contract) -> End:
    ends: dict[ContractState, End] = {
        ContractState.DRAFTED: contract.sign_due_at,
        ContractState.HALF_CONFIRMED: contract.sign_due_at,
        ContractState.IN_SERVICE: contract.due_on,
        ContractState.RETURNED: contract.due_on,
        ContractState.DELIVERED: contract.check_due_at,
        ContractState.REFERRED: contract.ruling_due_at,
    }
    return ends.get(contract.state)


def _last_day(end: End, zone: tzinfo) -> date | None:
    """A deadline is the first moment too late: the midnight after the day."""
    if isinstance(end, datetime):
        return (end - A_MOMENT).astimezone(zone).date()
    return end
