"""A project with matters, a front desk, a back desk with A and B, and a firm's accepted report."""

from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.states import Kind
from marketplace.cases import operations, queries
from marketplace.cases.rules.papers import Gap
from marketplace.contracts.models import Contract, Deliverable, Milestone
from marketplace.contracts.states import State as ContractState
from marketplace.contracts.states import Step
from marketplace.core.act import Actor, Role
from marketplace.core.money import Money
from marketplace.core.rulesets import RuleSet
from marketplace.jobs import operations as jobs
from marketplace.matters.models import Material
from marketplace.windows import operations as windows
from marketplace.windows.rules import PostTerms
from tests.market import BEGAN, NUMBERS, Market

DAY = "2026-03-02T09:00+08:00"  # a Monday
NEXT = "2026-03-03T09:00+08:00"
WED = "2026-03-04T09:00+08:00"
PAPERS = (
    ("form", "申请表", "Application form", "applicant", False),
    ("rep", "专项报告", "Specialist report", "service_hall", False),
    ("plan", "总平面图", "Site plan", "applicant", True),
    ("id", "营业执照", "Business licence", "share:MR", False),
)


class Paper:
    """A small picture, another one for each shade."""

    def __init__(self, shade=0, name="paper.png"):
        self.shade, self.filename = shade, name

    def read(self):
        body = BytesIO()
        Image.new("L", (4, 4), self.shade).save(body, "PNG")
        return body.getvalue()


class Desk(Market):
    """`case()` makes one in any state by the steps people take."""

    def __init__(self, session: Session):
        super().__init__(session)
        self.clerk = self.actor(Role.CLERK, Kind.WINDOW)
        self.head = self.clerk
        self.second_clerk = self.colleague(self.clerk)
        self.reviewer, self.b = self.regulator, self.colleague(self.regulator)
        self.maker = self.firm()
        self.matter.informed_commitment = self.matter.deferrable = True
        self.papers(self.matter)
        self.site = self.project()
        session.flush()

    def papers(self, matter):
        for place, (code, zh, en, source, late) in enumerate(PAPERS):
            self.add(
                Material(
                    matter_id=matter.id, code=code, position=place, name_zh=zh, name_en=en,
                    source=source, deferrable=late, applicant_supplies=True,
                )
            )  # fmt: skip
        self.session.expire(matter, ["materials"])

    def colleague(self, actor, **member):
        """Another person of the same house, in the same role."""
        no = next(NUMBERS)
        email = f"c{no}@example.org"
        who = {"email": email, "email_key": email, "registered_at": BEGAN, "confirmed_at": BEGAN}
        person = self.add(Person(name=f"Colleague {no}", password_hash="!", **who))
        given = {"role": actor.role, "is_admin": True, "began_at": BEGAN} | member
        seat = {"person_id": person.id, "organisation_id": actor.organisation_id}
        self.add(Membership(**seat, **given))
        return Actor(person.id, actor.organisation_id, given["role"], given["is_admin"])

    def post(self, a, b, at=DAY):
        terms = PostTerms("审查岗", "Review post", a.person_id, b.person_id)
        return windows.open_post(self.act(a, at), None, terms=terms)

    def material(self, code, matter=None):
        return next(one for one in (matter or self.matter).materials if one.code == code)

    def work(self, firm=None, at=BEGAN):
        """A report of a firm for this project, accepted by its owner."""
        draft = self.draft()
        firm = firm or self.maker
        contract = Contract(
            number=f"HT-{draft.id}", request_id=draft.id, owner_id=self.owner.organisation_id,
            firm_id=firm.organisation_id, item_id=self.item.id, project_id=self.site.id,
            rule_set_id=self.session.query(RuleSet).first().id, price=Money(100, "CNY"), days=10,
            terms=[], state=ContractState.ACCEPTED, drafted_at=at, sign_due_at=at,
            accepted_at=at,
        )  # fmt: skip
        self.add(contract)
        given = {"submitted_at": at, "remind_at": at, "accepted": True}
        part = Milestone(no=1, price=contract.price, days=10, state=Step.ACCEPTED, accepted_at=at)
        contract.milestones.append(part)
        self.session.flush()
        ids = {"contract_id": contract.id, "milestone_id": part.id}
        self.add(Deliverable(**ids, version=1, **given))
        return contract

    def application(self, at=DAY, matters=None, by=None):
        chosen = [one.id for one in matters or [self.matter]]
        act = self.act(by or self.owner, at)
        return operations.apply(act, self.site, matter=chosen)

    def drafted(self, at=DAY, **given):
        return self.application(at, **given).cases[0]

    def completed(self, at=DAY):
        """Everything there that the applicant must supply."""
        case = self.drafted(at)
        for place, code in enumerate(("form", "rep", "plan")):
            self.attach(case, code, at, shade=place)
        return case

    def attach(self, case, code, at=DAY, shade=9, by=None):
        wanted = self.material(code, case.matter).id
        act = self.act(by or self.owner, at)
        operations.attach(act, case, material_id=wanted, files=[Paper(shade)])

    def received(self, at=DAY):
        case = self.completed(at)
        operations.submit(self.act(self.owner, at), case.application)
        return case

    def notified(self, at=DAY, gap="The stamp is missing"):
        case = self.received(at)
        self.notify(case, at, gap)
        return case

    def notify(self, case, at=DAY, gap="The stamp is missing", by=None):
        gaps = (Gap(gap, self.material("form").id),)
        return operations.notify(self.act(by or self.clerk, at), case, gaps=gaps)

    def accepted(self, at=DAY):
        case = self.received(at)
        operations.accept(self.act(self.clerk, at), case)
        return case

    def in_review(self, at=DAY):
        case = self.accepted(at)
        operations.take(self.act(self.reviewer, at), case)
        return case

    def with_work(self, at=DAY):
        """In review, with a firm's report among the papers."""
        self.work()
        return self.in_review(at)

    def paused(self, at=DAY, holder="public_notice"):
        case = self.in_review(at)
        act = self.act(self.reviewer, at)
        operations.pause(act, case, reason="A public notice runs.", holder=holder)
        return case

    def decided(self, at=NEXT, accepted=DAY):
        case = self.in_review(accepted)
        operations.grant(self.act(self.reviewer, at), case, decision="Granted.")
        return case

    def replied(self, at=NEXT):
        case = self.decided(at)
        operations.reply(self.act(self.clerk, at), case)
        return case

    def collected(self, at=NEXT):
        case = self.replied(at)
        operations.collect(self.act(self.owner, at), case)
        return case

    def not_accepted(self, at=DAY):
        case = self.received(at)
        basis = {"reason": "Not a matter of this city.", "law": "Licensing Law, article 32"}
        operations.decline(self.act(self.clerk, at), case, **basis)
        return case

    def withdrawn(self, at=DAY):
        case = self.received(at)
        operations.withdraw(self.act(self.owner, at), case)
        return case

    def fresh(self, case):
        self.session.flush()
        self.session.expire_all()
        return queries.get(self.session, case.id)

    def tell(self):
        """Every reader reads what happened."""
        self.session.commit()
        while jobs.read_facts(self.session):
            pass
        self.session.expire_all()

    def house(self, actor):
        return self.session.get(Organisation, actor.organisation_id)


@pytest.fixture
def desk(session, at):
    at(DAY)
    return Desk(session)


@pytest.fixture
def moment():
    return datetime.fromisoformat
