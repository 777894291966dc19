"""One case of the demo, from its application to as far as its course goes."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import select

from marketplace.cases import operations, queries
from marketplace.cases.models import Case, UtilityContact
from marketplace.cases.rules.papers import Gap, missing
from marketplace.cases.states import Contact, Holder
from marketplace.cli.demo import papers
from marketplace.cli.demo.tales import COURSES, WAITS, Tale
from marketplace.cli.demo.window import Window
from marketplace.core.act import Act
from marketplace.projects.models import Project

LAW = "《中华人民共和国行政许可法》第三十八条"
HEARING = "依法公示及听取利害关系人意见。"
DEFECT = "噪声现状监测缺项，预测结论依据不足。"
AGREED = "已与业主商定接入容量和路径。"
SCHEMES = ("M201", "M214")
CALLS = ("U_POW", "U_WAT", "U_TEL", "U_GAS", "U_DRA", "U_CAT", "U_HEA")
GAP = "签章不全，请补盖单位公章。"


class CaseTale:
    """One case from its application to as far as its course goes."""

    def __init__(self, window: Window, tale: Tale, project_id: int, code: str) -> None:
        self.window, self.tale = window, tale
        self.world, self.stage = window.world, window.stage
        self.project_id, self.code, self.case_id = project_id, code, 0
        self.steps = list(COURSES[tale.course])

    @property
    def case(self) -> Case:
        found = queries.get(self.stage.session, self.case_id)
        self.world.held[Case, self.case_id] = found  # with all that was read of it
        return found

    def owner(self) -> Act:
        project = self.world.row(Project, self.project_id)
        return self.stage.act(self.world.party_of(project.owner_id))

    def holder(self) -> Act:
        """Whoever has the case now: a clerk in front, a reviewer behind."""
        return self.stage.act(self.window.people[self.case.holder_id or 0])

    def clerk(self) -> Act:
        return self.world.act_as("clerk")

    def begin(self) -> None:
        act = self.owner()
        project = act.session.get_one(Project, self.project_id)
        matter = [self.world.matter_ids[self.code]]
        self.case_id = operations.apply(act, project, matter=matter).cases[0].id
        self._follow()

    def _follow(self) -> None:
        """The next step on its day."""
        if not self.steps:
            return
        verb = self.steps.pop(0)
        days = self._review_days() if verb == "grant" else WAITS[verb]
        if days:
            self.window.wait(days, partial(self._do, verb))
        else:
            self._do(verb)

    def _review_days(self) -> int:
        """What is left of the share of the promised days that this department takes."""
        case = self.case
        clocks = queries.clocks(self.stage.session, case, self.stage.now)
        spent = clocks.taken.actual if clocks.taken else 0
        return max(0, round((case.committed_days or 0) * self.tale.pace) - spent)

    def _do(self, verb: str) -> None:
        do: Callable[[], None] = getattr(self, f"_{verb}")
        do()
        self._follow()

    def _submit(self) -> None:
        """Whatever is still missing is uploaded, then all is sent in."""
        act, case = self.owner(), self.case
        lacking = {paper.id for paper in missing(queries.papers(case))}
        for material in case.matter.materials:
            if material.id in lacking:
                self._attach(act, material.id, material.code)
        operations.submit(act, case.application)

    def _attach(self, act: Act, material_id: int, code: str) -> None:
        file = papers.paper(f"{code}.pdf", f"Paper {code}", "Fuchuan service centre")
        operations.attach(act, self.case, material_id=material_id, files=[file])

    def _defer(self) -> None:
        for material in self.case.matter.materials:
            if material.deferrable:
                operations.defer(self.owner(), self.case, material_id=material.id)

    def _commit(self) -> None:
        if self.case.matter.informed_commitment:
            operations.commit(self.owner(), self.case)

    def _accept(self) -> None:
        operations.accept(self.clerk(), self.case)

    def _decline(self) -> None:
        reason = "该项目不在本级审批权限内。"
        operations.decline(self.clerk(), self.case, reason=reason, law=LAW)

    def _notify(self) -> None:
        first = next((one.id for one in self.case.matter.materials), None)
        operations.notify(self.clerk(), self.case, gaps=(Gap(GAP, first),))

    def _allow(self) -> None:
        other = "clerk2" if self.case.holder_id == self.clerk().actor.person_id else "clerk"
        fact = "规划条件在首次告知后经批准调整。"
        operations.allow_notice(self.world.act_as(other), self.case, new_fact=fact)

    def _answer(self) -> None:
        operations.answer(self.owner(), self.case)

    def _take(self) -> None:
        operations.take(self.holder(), self.case)

    def _pause(self) -> None:
        act = self.holder()
        operations.pause(act, self.case, reason=HEARING, holder=Holder.PUBLIC_NOTICE)

    def _resume(self) -> None:
        operations.resume(self.holder(), self.case)

    def _give_back(self) -> None:
        """The firm's work, if there is any among the papers."""
        works = [paper for paper in queries.living(self.case) if paper.contract_id]
        if works:
            act, id_ = self.holder(), works[0].id
            operations.return_deliverable(act, self.case, attachment_id=id_, reason=DEFECT)

    def _mend(self) -> None:
        open_ones = [one for one in self.case.returns if one.mended_at is None]
        for returned in open_ones:
            version = len(self.case.returns) + 1
            file = papers.paper(f"report-v{version}.pdf", f"Report, version {version}")
            firm = self.stage.act(self.world.party_of(returned.firm_id))
            operations.mend(firm, self.case, files=[file])

    def _grant(self) -> None:
        decision = f"准予。文号：涪审〔{self.stage.now.year}〕{self.case.id}号。"
        operations.grant(self.holder(), self.case, decision=decision)
        if self.code in SCHEMES:
            for days, key in enumerate(CALLS):
                self.window.wait(1 + days // 3, partial(self._call, key))

    def _call(self, key: str) -> None:
        """A utility calls the owner, who agrees some days later; the last ones call too late."""
        act = self.world.act_as(key)
        mine = {"project_id": self.project_id, "utility_id": act.actor.organisation_id}
        told = act.session.scalars(select(UtilityContact).filter_by(**mine)).one_or_none()
        if told is not None and told.state is Contact.TOLD:
            operations.contact(act, told, note=AGREED)
            self.window.wait(3, partial(self._agree, told.id))

    def _agree(self, contact_id: int) -> None:
        operations.agree(self.owner(), queries.contact(self.stage.session, contact_id))

    def _refuse(self) -> None:
        reason = "项目选址位于生态保护红线内，不符合法定条件。"
        operations.refuse(self.holder(), self.case, reason=reason, law=LAW)

    def _reply(self) -> None:
        operations.reply(self.clerk(), self.case)

    def _collect(self) -> None:
        operations.collect(self.owner(), self.case)

    def _withdraw(self) -> None:
        reason = "建设方案调整。"
        operations.withdraw(self.owner(), self.case, reason=reason)

    def _check(self, *broken: int, finding: str = "") -> None:
        letter = self.case.commitment
        if letter is not None:
            by = self.world.party_of(self.case.department_id)
            operations.check(self.stage.act(by), letter, broken=broken, finding=finding)

    def _breach(self) -> None:
        letter = self.case.commitment
        if letter is not None:
            finding = "现场核查与承诺内容不符，限期整改。"
            self._check(letter.conditions[1].id, finding=finding)
