"""Firms, papers and the items they are for."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import CLOCKWORK, Role
from marketplace.directory import operations, queries
from marketplace.files.rules import fit
from marketplace.matters.models import ServiceItem
from marketplace.matters.states import Category, Obligation, Payer, Sureness
from tests.files.conftest import png

PRICE = {
    "low": 1,
    "high": 2,
    "unit": "CNY per project",
    "basis_zh": "",
    "figure_status": "illustrative",
}
LONG = {"valid_from": date(2025, 1, 1), "valid_to": date(2027, 1, 1)}


class Town(SimpleNamespace):
    """What a directory needs around it: two items, a regulator, a checker, firms at will."""

    def __init__(self, make, act):
        department = make.organisation(Kind.DEPARTMENT)
        super().__init__(make=make, act=act, session=make.session, department=department)
        self.regulator = make.actor(Role.REGULATOR, department)
        self.checker = make.actor(Role.OPERATOR)
        self.item, self.other_item = self.new_item(), self.new_item()
        self.area = make.area()

    def new_item(self):
        no = next(self.make.number)
        names = {"code": f"S{no}", "name_zh": f"测绘{no}", "name_en": f"Survey {no}"}
        return self.make.save(ServiceItem(
            **names, category=Category.SURVEYING, obligation=Obligation.APPLICANT_COMMISSIONS,
            who_pays=Payer.APPLICANT, qualification="测绘资质", grade="甲级/乙级", days_min=1,
            days_typical=2, days_max=3, days_status=Sureness.SEEN, days_max_status=Sureness.SEEN,
            price=PRICE, deliverables=[], after=[], regulator_id=self.department.id,
            legal_basis="", selectable=True,
        ))  # fmt: skip

    def terms(self, item=None, scan=True, **given):
        no = next(self.make.number)
        shade = no % 250
        files = [fit("scan.png", png(shade))] if scan else []
        same = {
            "kind": "测绘资质",
            "grade": "甲级",
            "certificate_no": f"甲测资字 {no:08d}",
            "scope": "",
        }
        items = {"items": ((item or self.item).id,)}
        return operations.Terms(files=files, **(items | same | LONG | given))

    def draft(self, name=None, **paper):
        """An intermediary with all that an application needs."""
        names = {"name_zh": name} if name else {}
        organisation = self.make.organisation(Kind.INTERMEDIARY, **names)
        actor = self.make.actor(Role.INTERMEDIARY, organisation)
        act = self.act(actor)
        firm = operations.begin(act, None)
        profile = operations.Profile(
            "We survey.", "Contact", "0816-1", "f@example.org", (self.area.id,)
        )
        operations.describe(act, firm, profile=profile)
        operations.draft_paper(act, firm, terms=self.terms(**paper))
        licence = operations.Licence("Surveyor", "Registered surveyor", f"L{firm.id}", "Firm")
        operations.add_practitioner(act, firm, licence=licence)
        return SimpleNamespace(firm=queries.get(self.session, firm.id), actor=actor)

    def applied(self, **given):
        its = self.draft(**given)
        operations.apply(self.act(its.actor), its.firm)
        return its

    def admitted(self, rating=None, **given):
        its = self.applied(**given)
        operations.admit(self.act(self.checker), its.firm)
        its.paper = its.firm.qualifications[0]
        if rating:
            figures = {"rating_n": 5, "on_time_rate": 0.9, "contracts_n": 7}
            operations.set_figures(self.act(CLOCKWORK), its.firm, rating_mean=rating, **figures)
        self.session.commit()
        return its


@pytest.fixture
def town(make, act):
    return Town(make, act)


@pytest.fixture
def paper_form(town):
    """What a browser sends for a qualification."""

    def fill(name="scan.png"):
        return {
            "kind": "测绘资质", "items": str(town.item.id), "grade": "乙级",
            "certificate_no": "c 1", "scope": "", "valid_from": "2025-01-01",
            "valid_to": "2028-01-01", "files": (BytesIO(png(200)), name),
        }  # fmt: skip

    return fill
