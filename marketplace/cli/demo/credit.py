"""Credit in the demo: three contested entries, and everybody's score at the end of the play."""

from functools import partial

from sqlalchemy import select

from marketplace.cases.models import Return
from marketplace.cli.demo.world import World
from marketplace.complaints.models import Complaint
from marketplace.contracts.models import Contract, Milestone
from marketplace.core.act import CLOCKWORK, Act
from marketplace.credit import operations
from marketplace.credit.models import Contest, Entry, Proposal, Score
from marketplace.credit.states import ProposalState
from marketplace.directory.models import Firm, Penalty
from marketplace.requests.models import Request
from marketplace.requests.states import DRAWN

REASONS = "问题系业主迟延提供资料所致，往来函件已随附，请予核减。"
DECISIONS = {
    "uphold": "经核对往来函件，资料确系业主迟延提供，该条记录予以撤销。",
    "dismiss": "所附函件不足以证明问题由对方造成，该条记录保留。",
}
CONTESTS = ((9, "uphold"), (7, "dismiss"), (2, ""))  # working days ago, and what became of it
DECIDED_AFTER = 3
SHOWN = "NR"
WEIGHED = (140, 110, 75, 40)  # working days ago the measures that refusals ask for were decided
MEASURES = {
    "carry_out": "该机构中选后无正当理由放弃，依照规则作出处理。",
    "drop": "放弃系业主变更工作内容所致，不予处理。",
}


def plan(world: World) -> None:
    for days, verb in CONTESTS:
        world.stage.back(days, partial(_contest, world, verb))
    for days in WEIGHED:
        world.stage.back(days, partial(_weigh, world))


def _contest(world: World, verb: str) -> None:
    """The firm of the newest faulty work that nobody contested says why; if there is one."""
    late = select(Milestone.contract_id).where(Milestone.days_late > 0)
    faulty = late.union(select(Return.contract_id))
    known = select(Contract).join(Request, Request.id == Contract.request_id)
    wanted = known.where(Contract.id.in_(faulty), Request.method.not_in(DRAWN))
    found = world.stage.session.scalars(wanted.order_by(Contract.id.desc())).all()
    here = world.cast.actors[SHOWN].organisation_id  # people sign in there, so it comes first
    for contract in sorted(
        found, key=lambda one: world.regulator_of(one.item).organisation_id != here
    ):
        operations.touch(world.stage.act(), contract.firm_id)
        entry = _entry(world, contract)
        if entry is not None:
            _file(world, contract, entry, verb)
            return


def _file(world: World, contract: Contract, entry: Entry, verb: str) -> None:
    firm = world.stage.act(world.party_of(contract.firm_id))
    filed = operations.contest(firm, entry, reasons=REASONS)
    if verb:
        world.stage.wait(DECIDED_AFTER, partial(_decide, world, filed.id, contract, verb))


def _entry(world: World, contract: Contract) -> Entry | None:
    """An entry of that firm that takes points, nobody contested, and its regulator decides on."""
    decider = world.regulator_of(contract.item).organisation_id
    mine = select(Entry).join(Score).where(Score.organisation_id == contract.firm_id)
    taking = mine.where(Entry.points < 0, ~Entry.contests.any(), Entry.regulator_id == decider)
    return world.stage.session.scalar(taking.order_by(Entry.id).limit(1))


def _decide(world: World, id: int, contract: Contract, verb: str) -> None:
    regulator = world.stage.act(world.regulator_of(contract.item))
    contest = world.row(Contest, id)
    getattr(operations, verb)(regulator, contest, reason=DECISIONS[verb])


def _weigh(world: World) -> None:
    """Regulators decide what the ladder proposes of firms that won and refused."""
    session = world.stage.session
    waiting = select(Proposal).where(Proposal.state == ProposalState.PROPOSED)
    for proposal in session.scalars(waiting.order_by(Proposal.id)).all():
        verb = "carry_out" if proposal.id % 2 else "drop"
        regulator = world.stage.act(world.party_of(proposal.regulator_id))
        getattr(operations, verb)(regulator, proposal, reason=MEASURES[verb])


def count(world: World) -> None:
    """Every firm and owner who did something, as of this morning."""
    session = world.stage.session
    session.connection(execution_options={"writes": True})
    act = Act(session, CLOCKWORK, world.stage.end)
    punished = select(Firm.organisation_id).join(Penalty, Penalty.firm_id == Firm.id)
    asking = select(Request.owner_id).where(Request.published_at.is_not(None))
    blamed = select(Complaint.against_id)
    active = select(Contract.firm_id).union(punished, asking, blamed)
    for organisation_id in session.scalars(active).all():
        operations.touch(act, organisation_id)
    session.commit()
