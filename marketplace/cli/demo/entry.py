"""How firms come into the directory in the demo."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from marketplace.cli.demo import papers
from marketplace.cli.demo.firms import FirmPlan
from marketplace.cli.demo.world import World
from marketplace.core.act import Act
from marketplace.directory import operations, queries
from marketplace.directory.models import Firm
from marketplace.directory.rules.papers import GRADES, kind_for
from marketplace.matters.models import ServiceItem

YEARS = 3
FAULTS = "资质证书扫描件不清晰，请重新上传。\n执业人员的注册证书已过有效期，请更新或更换人员。"
REFUSED = "证书编号在发证机关名录中查无记录，不予入驻。"


class Entry:
    """One firm's application, from its registration to the decision."""

    def __init__(self, world: World, plan: FirmPlan, ends: date | None = None) -> None:
        self.world, self.stage, self.plan, self.ends = world, world.stage, plan, ends
        self.firm_id = 0

    def act(self) -> Act:
        return self.world.act_as(self.plan.key)

    @property
    def firm(self) -> Firm:
        return self.world.row(Firm, self.firm_id)

    def begin(self) -> None:
        """Register, write everything down and hand it in."""
        plan, cast = self.plan, self.world.cast
        cast.firm(plan)
        self.world.keys[cast.actors[plan.key].organisation_id] = plan.key
        self.firm_id = operations.begin(self.act(), None).id
        operations.describe(self.act(), self.firm, profile=self._profile())
        for items in self._certificates().values():
            operations.draft_paper(self.act(), self.firm, terms=self._paper(items))
        for name in plan.people:
            self._engage(name)
        if plan.entry != "draft":
            operations.apply(self.act(), self.firm)
            if plan.entry != "in_check":
                self.stage.wait(1, self.check)

    def check(self) -> None:
        operator = self.world.act_as("operator")
        if self.plan.entry == "returned":
            operations.give_back(operator, self.firm, faults=FAULTS)
        elif self.plan.entry == "refused":
            operations.refuse(operator, self.firm, reason=REFUSED)
        else:
            operations.admit(operator, self.firm)

    def leave(self) -> None:
        operations.leave(self.act(), self.firm)

    def renew(self) -> None:
        """A better certificate in the place of one in force, which stays meanwhile."""
        old = self.firm.qualifications[0]
        terms = replace(self._paper(list(old.items)), valid_from=queries.today(self.stage.now))
        new = operations.draft_paper(self.act(), self.firm, terms=terms, replaces=old)
        self.stage.session.flush()
        operations.submit_paper(self.act(), new)

    def check_renewal(self) -> None:
        paper = self.firm.qualifications[-1]
        operations.accept_paper(self.world.act_as("operator"), paper)

    def _profile(self) -> operations.Profile:
        plan, areas = self.plan, self.world.cast.areas
        years = 4 + 5 * plan.size
        done, people = plan.trade.zh, len(plan.people)
        text = f"{plan.name_zh}从业{years}年，主要承担{done}业务，现有执业人员{people}名。"
        mail = f"office@{plan.key.lower()}.demo.example"
        places = tuple(areas[code] for code in plan.areas)
        return operations.Profile(text, plan.legal, plan.phone, mail, places)

    def _certificates(self) -> dict[str, list[ServiceItem]]:
        """One certificate for each kind of qualification that its items need."""
        kinds: dict[str, list[ServiceItem]] = defaultdict(list)
        for code in self.plan.items:
            item = self.world.item(code)
            kinds[kind_for(item.qualification)].append(item)
        return kinds

    def _paper(self, items: list[ServiceItem]) -> operations.Terms:
        today = queries.today(self.stage.now)
        began = today - timedelta(days=self.stage.rng.randint(40, 300))
        ends = self.ends or date(began.year + YEARS, began.month, min(began.day, 28))
        letters = self.plan.trade.key[:2].upper()
        number = self.world.cast.names.paper(letters, began.year)
        scan = papers.paper(f"{letters}.pdf", "Certificate (scan)", "Demo hall: no real paper.")
        return operations.Terms(
            kind=kind_for(items[0].qualification),
            items=tuple(item.id for item in items),
            grade=grade_of(items[0].grade, self.plan.size),
            certificate_no=number,
            scope="、".join(item.name_zh for item in items),
            valid_from=began,
            valid_to=max(ends, today),
            files=[papers.renamed(scan, f"{number}.pdf")],
        )

    def _engage(self, name: str) -> None:
        plan = self.plan
        number = plan.licences.get(name) or self.world.cast.names.paper("ZY", 2023)
        plan.licences[name] = number
        licence = operations.Licence(name, plan.trade.licence, number, plan.name_zh)
        operations.add_practitioner(self.act(), self.firm, licence=licence)


def grade_of(text: str, size: int) -> str:
    """A grade that the catalogue's words allow; large firms have the better one."""
    if "甲" in text and "乙" not in text:
        return "甲级"
    if "甲" in text:
        return "甲级" if size > 1 else "乙级"
    return next((grade for grade in GRADES if grade in text), "")
