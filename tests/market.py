"""A small market for tests of the rooms above the directory: owner, project, service, firms."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count

from sqlalchemy import select

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.states import Kind
from marketplace.core.act import Act, Actor, Role
from marketplace.core.money import Money
from marketplace.core.places import Area
from marketplace.directory.models import Firm, FirmArea, Qualification
from marketplace.directory.states import FirmState, PaperState
from marketplace.matters.models import Matter, Requirement, ServiceItem, Stage
from marketplace.matters.states import (
    Category,
    MatterType,
    Obligation,
    Payer,
    Sureness,
)
from marketplace.projects import operations as projects
from marketplace.projects.states import ProjectKind
from marketplace.requests import operations as requests
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from tests.support import code_for

MONDAY = "2026-03-02T09:00+08:00"
CLOSING = "2026-03-05T17:00+08:00"  # the earliest lawful one for a request published on MONDAY
OBJECTIONS_END = "2026-03-11T00:00+08:00"
BEGAN = datetime.fromisoformat("2026-01-05T09:00+08:00")
NUMBERS = count(5000)
REASON = "Because the survey of this site was theirs last year."
PRICE = {
    "low": 1, "high": 2, "unit": "万元/份", "basis_zh": "协商", "figure_status": "illustrative",
}  # fmt: skip
PROJECT = projects.Terms(
    "2026-510701-48-01-123456", "Bridge over the Fu", 1, "1 River Road",
    ProjectKind.ROAD, Money(100_000_000, "CNY"),
)  # fmt: skip
TERMS = requests.Terms(
    title="Environmental report for a bridge",
    scope="Survey and report",
    deliverable="The report, three copies",
    acceptance_test="Accepted when the department has received it",
    budget=None,
    ceiling=Money(10_000_000, "CNY"),
    days_wanted=20,
    closes_at=None,
    direct_firm="",
    direct_reason="",
    agreed_price=None,
    method=Method.SEALED_PRICE,
)


def yuan(amount):
    return Money(amount * 100, "CNY")


def offer_of(amount=98_000, days=15, note="", **more):
    return selection.Terms(
        price=yuan(amount), days=days, note=note, **{"all_included": True} | more
    )


class Market:
    """`act(actor, moment)` begins each step; everything made is flushed, nothing committed."""

    def __init__(self, session):
        self.session = session
        self.area = session.scalars(select(Area).order_by(Area.id)).first()
        self.regulator = self.actor(Role.REGULATOR, Kind.DEPARTMENT)
        self.operator = self.actor(Role.OPERATOR, Kind.OPERATOR)
        self.owner = self.actor(Role.OWNER, Kind.COMPANY)
        self.item = self.service()
        self.matter = self.approval()
        self.require(self.matter, self.item)

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def act(self, actor, at=MONDAY):
        return Act(self.session, actor, datetime.fromisoformat(at))

    def actor(self, role, kind):
        no = next(NUMBERS)
        code = None if kind is Kind.DEPARTMENT else code_for(no)
        names = {"name_zh": f"机构{no}", "name_en": f"Body {no}", "code": code}
        body = self.add(Organisation(kind=kind, registered_at=BEGAN, **names))
        email = f"p{no}@example.org"
        given = {"name": f"Person {no}", "password_hash": "!", "confirmed_at": BEGAN}
        person = Person(email=email, email_key=email, registered_at=BEGAN, **given)
        self.add(person)
        member = {"role": role, "is_admin": True, "began_at": BEGAN}
        self.add(Membership(person_id=person.id, organisation_id=body.id, **member))
        return Actor(person.id, body.id, role, is_admin=True)

    def service(self, obligation=Obligation.APPLICANT_COMMISSIONS):
        no = next(NUMBERS)
        return self.add(
            ServiceItem(
                code=f"S{no}", name_zh=f"服务{no}", name_en=f"Service {no}",
                category=Category.PLANNING,
                obligation=obligation, who_pays=Payer.APPLICANT, qualification="Licence", grade="",
                days_min=5, days_typical=20, days_max=40, days_status=Sureness.ILLUSTRATIVE,
                days_max_status=Sureness.ILLUSTRATIVE,
                price=PRICE, deliverables=["Report"], after=[],
                regulator_id=self.regulator.organisation_id, legal_basis="Law, article 1",
                selectable=True,
            )
        )  # fmt: skip

    def approval(self, **names):
        no = next(NUMBERS)
        stage = Stage(code=f"stage-{no}", no=1, name_zh="阶段", name_en="Stage")
        self.add(stage)
        given = {"needs_nothing": False} | names
        return self.add(
            Matter(
                code=f"M{no}", name_zh=f"事项{no}", name_en=f"Matter {no}", stage_id=stage.id,
                department_id=self.regulator.organisation_id, type=MatterType.PERMIT,
                type_zh="许可",
                statutory_days=20, statutory_basis=Sureness.SEEN, committed_days=5,
                committed_basis=Sureness.SEEN, result_zh="批复", fee="0", legal_basis="Law",
                online="end_to_end", informed_commitment=False, deferrable=False, in_hall=True,
                **given,
            )
        )  # fmt: skip

    def require(self, matter, item, obligation="required_input"):
        return self.add(Requirement(matter_id=matter.id, item_id=item.id, obligation=obligation))

    def firm(self, item=None):
        """An actor of a firm that may take the work today."""
        actor = self.actor(Role.INTERMEDIARY, Kind.INTERMEDIARY)
        firm = Firm(organisation_id=actor.organisation_id, state=FirmState.ADMITTED)
        firm.admitted_at = BEGAN
        self.add(firm)
        self.add(FirmArea(firm_id=firm.id, area_id=self.area.id))
        paper = Qualification(
            firm_id=firm.id, kind="Licence", certificate_no=f"C{firm.id}",
            certificate_key=f"c{firm.id}", valid_from=date(2020, 1, 1),
            valid_to=date(2027, 12, 31), state=PaperState.IN_FORCE,
        )  # fmt: skip
        paper.items = [item or self.item]
        self.add(paper)
        return actor

    def suspend(self, actor):
        """The firm may take no work from now on."""
        firm = self.session.scalar(select(Firm).filter_by(organisation_id=actor.organisation_id))
        for paper in self.session.scalars(select(Qualification).filter_by(firm_id=firm.id)):
            paper.valid_to = date(2026, 3, 6)
        self.session.flush()
        self.session.expire_all()

    def name(self, actor):
        return self.session.get(Organisation, actor.organisation_id).name_zh

    def project(self, owner=None, **terms):
        code = f"2026-510701-48-01-{next(NUMBERS):06}"
        terms = replace(PROJECT, **{"code": code, "area_id": self.area.id} | terms)
        act = self.act(owner or self.owner)
        project = projects.enter(act, None, terms=terms)
        projects.pick(act, project, matter=[self.matter.id])
        return project

    def draft(self, **terms):
        need = requests.Need(self.item, self.matter)
        act = self.act(self.owner)
        return requests.draft(act, self.project(), need=need, terms=replace(TERMS, **terms))

    def submitted(self, **terms):
        request = self.draft(**terms)
        requests.submit(self.act(self.owner), request)
        return request

    def open(self, **terms):
        """Published on MONDAY, closes at CLOSING."""
        request = self.submitted(**terms)
        requests.publish(self.act(self.operator), request)
        return request

    def direct(self, firm):
        """In check, naming a firm."""
        code = self.session.get(Organisation, firm.organisation_id).code
        named = {"direct_firm": code, "direct_reason": REASON, "agreed_price": yuan(90_000)}
        return self.submitted(method=Method.DIRECT, **named)

    def offered(self, *amounts, request=None):
        """An open request with one offer for each amount, and the firms' actors."""
        request = request or self.open()
        firms = [self.firm() for _ in amounts]
        for firm, amount in zip(firms, amounts, strict=True):
            selection.offer(self.act(firm), request, terms=offer_of(amount))
        return request, firms

    def selected(self, *amounts):
        """Opened at the closing; the cheapest has won."""
        request, firms = self.offered(*amounts or (95_000, 90_000, 98_000))
        selection.open(self.act(self.operator, CLOSING), request)
        return request, firms
