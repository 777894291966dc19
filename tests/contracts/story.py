"""An awarded request and all that has to do with it."""

from dataclasses import replace
from io import BytesIO

from PIL import Image

from marketplace.accounts.models import Person
from marketplace.accounts.rules import passwords
from marketplace.contracts import operations, queries
from marketplace.contracts.models import Milestone
from marketplace.contracts.rules import Asked, Part
from marketplace.contracts.states import Cause
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Act, Role
from marketplace.core.money import Money
from marketplace.core.rulesets import in_force
from marketplace.directory.models import Firm
from marketplace.directory.states import FirmState
from marketplace.matters.models import Matter, ServiceItem, Stage
from marketplace.matters.states import Category, MatterType, Obligation, Online, Payer, Sureness
from marketplace.projects.models import Project, ProjectMatter
from marketplace.projects.states import ProjectKind
from marketplace.requests.models import Request
from marketplace.requests.states import Method
from marketplace.requests.states import State as RequestState
from marketplace.selection.models import Award

PROOF = {"current": "a sentence for tests only"}
HASH = passwords.hash_of(PROOF["current"])


class Sent:
    """A file as a form has it."""

    def __init__(self, shade=0):
        body = BytesIO()
        Image.new("L", (4, 4), shade).save(body, "PNG")
        self.filename, self._body = "report.png", body.getvalue()

    def read(self):
        return self._body


class Story:
    """One owner, one firm, one regulator, one project; `award()` and `contract()` as wanted."""

    def __init__(self, session, make):
        self.session, self.make = session, make
        self.owner, self.firm = make.actor(Role.OWNER), make.actor(Role.INTERMEDIARY)
        self.regulator = make.actor(Role.REGULATOR)
        self.directory_firm = make.save(
            Firm(
                organisation_id=self.firm.organisation_id,
                state=FirmState.ADMITTED,
                admitted_at=clock.now(),
            )
        )
        self.item, self.project = self._item(), self._project()

    def _item(self):
        no = next(self.make.number)
        return self.make.save(
            ServiceItem(
                code=f"S{no}",
                name_zh="环评报告编制",
                name_en="Environmental report",
                category=Category.ENVIRONMENT,
                obligation=Obligation.APPLICANT_COMMISSIONS,
                who_pays=Payer.APPLICANT,
                qualification="环评工程师",
                grade="",
                days_min=5,
                days_typical=10,
                days_max=20,
                days_status=Sureness.ILLUSTRATIVE,
                days_max_status=Sureness.ILLUSTRATIVE,
                price={},
                deliverables=["报告书"],
                after=[],
                regulator_id=self.regulator.organisation_id,
                legal_basis="环境影响评价法",
                selectable=True,
            )
        )

    def _project(self):
        project = Project(
            code=f"2026-{next(self.make.number)}",
            name="Valve works",
            owner_id=self.owner.organisation_id,
            area_id=self.make.area().id,
            kind=ProjectKind.INDUSTRY,
            investment=Money(1_000_000_00, "CNY"),
            entered_at=clock.now(),
        )
        return self.make.save(project)

    def matter(self, **dates):
        no = next(self.make.number)
        stage = self.make.save(Stage(code=f"stage-{no}", no=1, name_zh="阶段", name_en="Stage"))
        matter = self.make.save(
            Matter(
                code=f"M{no}",
                name_zh="环评审批",
                name_en="Environmental approval",
                stage_id=stage.id,
                department_id=self.regulator.organisation_id,
                type=MatterType.PERMIT,
                type_zh="行政许可",
                statutory_days=30,
                statutory_basis=Sureness.SEEN,
                committed_days=3,
                committed_basis=Sureness.SEEN,
                result_zh="批复",
                fee="0",
                legal_basis="law",
                online=Online.END_TO_END,
                informed_commitment=False,
                deferrable=False,
                in_hall=True,
                needs_nothing=False,
            )
        )
        need = ProjectMatter(
            project_id=self.project.id, matter_id=matter.id, picked_at=clock.now(), **dates
        )
        return self.make.save(need)

    def request(self, state=RequestState.AWARDED, **names):
        given = {
            "number": f"XQ-2026-{next(self.make.number):06}",
            "owner_id": self.owner.organisation_id,
            "project_id": self.project.id,
            "item_id": self.item.id,
            "method": Method.SEALED_PRICE,
            "title": "Report for the valve works",
            "scope": "The whole site.",
            "days_wanted": 10,
            "state": state,
            "rule_set_id": in_force(self.session, clock.now()).id,
            "drafted_at": clock.now(),
        }
        return self.make.save(Request(**(given | names)))

    def award(self, price=98_000_00, days=10):
        request = self.request()
        row = Award(request_id=request.id, firm_id=self.firm.organisation_id)
        row.price, row.days, row.decided_at = Money(price, "CNY"), days, clock.now()
        return self.make.save(row)

    def act(self, actor=CLOCKWORK):
        return Act(self.session, actor, clock.now())

    def contract(self, price=98_000_00, days=10):
        return operations.draft(self.act(), self.award(price, days))

    def in_service(self, **terms):
        contract = self.contract(**terms)
        operations.confirm(self.act(self.owner), contract)
        operations.conclude(self.act(self.firm), contract)
        return contract

    def deliver(self, contract):
        files = [Sent(len(contract.deliverables))]
        operations.deliver(self.act(self.firm), contract, note="Done.", files=files)
        return contract

    def delivered(self, **terms):
        return self.deliver(self.in_service(**terms))

    def accepted(self, **terms):
        contract = self.delivered(**terms)
        operations.accept(self.act(self.owner), contract)
        self.session.commit()
        return contract

    def in_parts(self, *parts):
        """In service, in parts of (price, days)."""
        contract = self.contract(sum(price for price, _ in parts), sum(days for _, days in parts))
        contract.milestones.clear()
        self.session.flush()
        for no, (minor, days) in enumerate(parts, 1):
            price = Money(minor, "CNY")
            contract.milestones.append(Milestone(no=no, title=f"Step {no}", price=price, days=days))
        self.session.flush()
        operations.confirm(self.act(self.owner), contract)
        operations.conclude(self.act(self.firm), contract)
        return contract

    def asks(self, contract, *, by=None, days=0, minor=0, scope="", new=None):
        """One side proposes more days or money for the part that runs, or a new part."""
        now = contract.current.no
        parts = [
            replace(part, days=part.days + days, minor=part.minor + minor)
            if part.no == now
            else part
            for part in queries.parts_of(contract)
        ]
        parts += [Part(len(parts) + 1, "Added", *new)] if new else []
        asked = Asked(Cause.SITE, "Rock under the hall.", parts, scope)
        return operations.propose_change(self.act(by or self.firm), contract, asked=asked)

    def agreed(self, contract, **what):
        order = self.asks(contract, **what)
        operations.agree_change(self.act(self.owner), contract)
        return order

    def password(self, *actors):
        """Each of them has the password that PROOF gives."""
        for actor in actors:
            self.session.get(Person, actor.person_id).password_hash = HASH
        self.session.commit()

    def outsider(self, role):
        return self.make.actor(role)
