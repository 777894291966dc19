"""Who had the ball in each request, contract and case of a scene."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from marketplace.cases.models import Case
from marketplace.cases.states import Holder as CausedBy
from marketplace.contracts.models import Contract
from marketplace.matters.models import Matter
from marketplace.projects.models import ProjectMatter
from marketplace.requests.models import Request
from marketplace.timelines.queries.scene import Scene
from marketplace.timelines.rules import histories, working
from marketplace.timelines.rules.histories import Pass
from marketplace.timelines.states import Holder

UTILITIES = "U_"  # how the codes of departments that are utilities begin
NOTICE_WORDS = ("公示", "公告")  # a matter that is nothing but a public notice
CAUSED: dict[CausedBy, Holder] = {
    CausedBy.OWNER: Holder.OWNER,
    CausedBy.INTERMEDIARY: Holder.INTERMEDIARY,
    CausedBy.DEPARTMENT: Holder.DEPARTMENT,
    CausedBy.PUBLIC_NOTICE: Holder.NOTICE,
    CausedBy.UTILITY: Holder.UTILITY,
}


@dataclass(frozen=True)
class Look:
    """What is looked at, when, from which zone; `nodes` are those of the plan by code."""

    scene: Scene
    now: datetime
    zone: tzinfo
    nodes: dict[str, dict[str, Any]]

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


def worker_of(matter: Matter) -> Holder:
    if (matter.department.department or "").startswith(UTILITIES):
        return Holder.UTILITY
    if any(word in matter.name_zh for word in NOTICE_WORDS):
        return Holder.NOTICE
    return Holder.DEPARTMENT


def of_cases(look: Look, need: ProjectMatter, cases: list[Case]) -> Iterator[Pass]:
    """By the cases at the window; where there are none, by the days that the owner noted."""
    worker, office = worker_of(need.matter), need.matter.department_id
    if not cases and need.applied_at is not None:
        noted = working.Applied(worker, office, need.applied_at, need.decided_at)
        yield from working.of_applied(noted)
    for case in cases:
        assert case.received_at is not None  # noqa: S101 (others are not read)
        over = case.decided_at or case.ended_at
        waits = tuple(_stood(case))
        whole = working.Applied(worker, case.department_id, case.received_at, over, waits)
        yield from working.of_applied(whole)


def _stood(case: Case) -> Iterator[working.Stood]:
    """Pauses are their causer's, a returned report its firm's, a notice of gaps the owner's."""
    firms = {one.pause_id: one.firm_id for one in case.returns}
    for pause in case.pauses:
        party = firms.get(pause.id)
        yield working.Stood(CAUSED[pause.holder], party, pause.started_at, pause.ended_at)
    for notice in case.corrections:
        yield working.Stood(Holder.OWNER, None, notice.at, notice.answered_at)


def of_contacts(look: Look, need: ProjectMatter) -> Iterator[Pass]:
    """A utility that was told of the project must call the owner first."""
    for one in look.scene.contacts:
        if one.matter_id == need.matter_id:
            yield Pass(one.told_at, Holder.UTILITY, one.utility_id)
            if one.contacted_at or one.ended_at:
                yield Pass(one.contacted_at or one.ended_at or one.told_at, None)


def of_request(
    look: Look, request: Request, contract: Contract | None, regulator_id: int
) -> Iterable[Pass]:
    objections = look.scene.objections.get(request.id, ())
    asked = histories.Asked(
        request.drafted_at, request.submitted_at, request.published_at, request.closes_at,
        request.selected_at, request.awarded_at, request.ended_at,
        regulator_id,
        tuple(
            histories.Objected(o.firm_id, o.raised_at, o.answered_at, o.escalated_at, o.decided_at)
            for o in objections
        ),
    )  # fmt: skip
    yield from histories.of_asked(asked, look.now)
    if contract is not None:
        yield from working.of_agreed(_agreed(look, contract, regulator_id))


def _agreed(look: Look, contract: Contract, regulator_id: int) -> working.Agreed:
    deliveries = tuple(
        working.Delivered(one.submitted_at, one.answered_at, one.accepted)
        for one in contract.deliverables
    )
    return working.Agreed(
        firm_id=contract.firm_id,
        regulator_id=regulator_id,
        drafted_at=contract.drafted_at,
        owner_confirmed_at=contract.owner_confirmed_at,
        concluded_at=contract.concluded_at,
        deliveries=deliveries,
        referred_at=contract.referred_at,
        ruled_at=look.scene.ruled.get(contract.id),
        went_on=tuple(part.begun_at for part in contract.milestones[1:] if part.begun_at),
        over_at=contract.accepted_at or contract.ended_at,
    )
