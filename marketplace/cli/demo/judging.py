"""Complaints in the demo: filed by a side of a contract, heard, decided by the regulator."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.cli.demo import papers
from marketplace.cli.demo.world import World
from marketplace.complaints import operations
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import About, Kind, Measure
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import Act
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import DRAWN

TEXTS = {
    Kind.LATE: "成果交付比合同晚了十多个工作日，影响报批，多次催促未果。",
    Kind.QUALITY: "成果多处数据与现场不符，审批部门退回两次。",
    Kind.EXTRA_FEE: "交付前要求另付“加急费”，合同中没有约定。",
    Kind.FALSE_CLAIM: "报告署名人员并未到过现场，检测记录疑似编造。",
    Kind.UNPAID: "成果验收已满一个月，业主仍未付款。",
    Kind.CONFLICT: "该机构与另一报价机构同一电话、同一法定代表人。",
}
ANSWER = "情况说明：因现场资料移交较晚导致，我方已安排专人整改。"
REASONS = {
    "upheld": "经调查，投诉事项属实，依据规则作出处理。",
    "dismissed": "经调查，现有证据不足以证明投诉事项。",
    "refused": "投诉事项不属于大厅受理范围，请向仲裁机构提出。",
    "extended": "需委托第三方鉴定，延长办理期限。",
}
Pick = Callable[[], Contract | None]


@dataclass
class Grievance:
    """`outcome`: filed, accepted, answered, extended, upheld, dismissed, refused or withdrawn."""

    world: World
    pick: Pick
    kind: Kind
    outcome: str
    measure: Measure = Measure.NONE
    months: int | None = None
    by_firm: bool = False
    complaint_id: int = 0

    @property
    def complaint(self) -> Complaint:
        return self.world.row(Complaint, self.complaint_id)

    def file(self) -> None:
        contract = self.pick()
        if contract is None:
            return
        stage, world = self.world.stage, self.world
        firm, owner = world.party_of(contract.firm_id), world.party_of(contract.owner_id)
        actor, against = (firm, owner) if self.by_firm else (owner, firm)
        proof = papers.paper("evidence.pdf", "Evidence", "Demo hall: no real content.")
        filing = operations.Filing(
            about=About.OWNER if self.by_firm else About.FIRM,
            against_id=against.organisation_id,
            kind=self.kind,
            text=TEXTS[self.kind],
            files=[proof],
            contract=contract,
        )
        self.complaint_id = operations.file(stage.act(actor), None, filing=filing).id
        if self.outcome == "withdrawn":
            stage.wait(1, lambda: operations.withdraw(stage.act(actor), self.complaint))
        elif self.outcome != "filed":
            stage.wait(1, self.accept)

    def _regulator(self) -> Act:
        return self.world.stage.act(self.world.party_of(self.complaint.regulator_id))

    def accept(self) -> None:
        if self.outcome == "refused":
            operations.refuse(self._regulator(), self.complaint, reason=REASONS["refused"])
            return
        operations.accept(self._regulator(), self.complaint)
        if self.outcome != "accepted":
            self.world.stage.wait(2, self.answer)

    def answer(self) -> None:
        accused = self.world.party_of(self.complaint.against_id)
        operations.answer(self.world.stage.act(accused), self.complaint, answer=ANSWER)
        if self.outcome != "answered":
            self.world.stage.wait(5, self.decide)

    def decide(self) -> None:
        act, reason = self._regulator(), REASONS[self.outcome]
        if self.outcome == "extended":
            operations.extend(act, self.complaint, reason=reason)
        elif self.outcome == "dismissed":
            operations.dismiss(act, self.complaint, reason=reason)
        elif self.outcome == "upheld":
            operations.uphold(
                act, self.complaint, reason=reason, measure=self.measure, months=self.months
            )


def some_contract(world: World, department: str, spare: frozenset[str]) -> Pick:
    """The newest concluded contract of this department's work that nobody complained of.

    Not of a firm that was drawn: a measure against it would move what others do.
    """

    def pick() -> Contract | None:
        regulator = world.cast.actors[department].organisation_id
        spared = [world.cast.actors[key].organisation_id for key in spare]
        complained = select(Complaint.contract_id).where(Complaint.contract_id.is_not(None))
        theirs = (
            select(Contract)
            .join(ServiceItem, ServiceItem.id == Contract.item_id)
            .join(Request, Request.id == Contract.request_id)
            .where(
                ServiceItem.regulator_id == regulator,
                Contract.state.in_((ContractState.ACCEPTED, ContractState.IN_SERVICE)),
                Contract.firm_id.not_in(spared),
                Request.method.not_in(DRAWN),
                Contract.id.not_in(complained),
            )
        )
        return world.stage.session.scalars(theirs.order_by(Contract.id.desc()).limit(1)).first()

    return pick
