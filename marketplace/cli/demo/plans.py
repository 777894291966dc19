"""Owners answer the questionnaire for their projects and save the plan; one shares it."""

from datetime import time
from functools import partial

from marketplace.cli.demo.shows import COMPANY
from marketplace.cli.demo.stage import Do
from marketplace.cli.demo.world import Site, World
from marketplace.core.act import Act
from marketplace.matters import queries as matters
from marketplace.matters.rules.guidance.asking import asked
from marketplace.matters.rules.guidance.book import Question
from marketplace.projects import operations, queries
from marketplace.projects.models import Plan
from marketplace.projects.states import ProjectKind as P

Wishes = dict[str, tuple[str, ...]]
MANY, FIRST_DAY, STEP = 20, 24, 9
SHARED = "fuchuan-demo-plan"  # a link that docs can name; of a demo, so no secret
FACTORY: Wishes = {
    "Q01": ("enterprise",), "Q02": ("industrial",), "Q04": ("auction",), "Q05": ("no",),
    "Q14": ("form",), "Q15": ("ge1000",), "Q16": ("medium",), "Q23": ("yes",), "Q27": ("no",),
    "Q28": ("waste",), "Q29": ("water", "drainage", "power_high"), "Q30": ("registration", "crane"),
}  # fmt: skip
HOMES: Wishes = FACTORY | {
    "Q02": ("housing",), "Q05": ("yes",), "Q08": ("gt50k",), "Q10": ("high",), "Q11": ("deep",),
    "Q12": ("build",), "Q14": ("registration",), "Q23": ("no",),
    "Q30": ("lift", "special_fire", "crane", "registration"),
}  # fmt: skip
PUBLIC: Wishes = HOMES | {
    "Q01": ("government",), "Q02": ("public_building",), "Q04": ("allocation",),
    "Q14": ("report",), "Q27": ("yes",), "Q30": ("lift", "assembly", "special_fire", "crane"),
}  # fmt: skip
ROAD: Wishes = {
    "Q01": ("government",), "Q02": ("municipal_road",), "Q04": ("allocation",), "Q05": ("no",),
    "Q06": ("yes",), "Q14": ("form",), "Q16": ("large",), "Q18": ("range",), "Q19": ("highway",),
    "Q27": ("yes",), "Q28": ("green", "pipe", "waste"), "Q29": ("drainage", "power_low"),
    "Q30": ("none",),
}  # fmt: skip
SHOP: Wishes = {
    "Q01": ("enterprise",), "Q02": ("minor_renovation",), "Q08": ("le300",), "Q09": ("lt300k",),
    "Q14": ("exempt",), "Q27": ("no",), "Q28": ("waste",), "Q30": ("assembly",),
}  # fmt: skip
WISHES = {
    P.INDUSTRY: FACTORY, P.HOUSING: HOMES, P.PUBLIC_BUILDING: PUBLIC, P.ROAD: ROAD, P.WATER: ROAD,
    P.ENERGY: FACTORY, P.AGRICULTURE: FACTORY, P.RENOVATION: SHOP, P.OTHER: FACTORY,
}  # fmt: skip


PLAIN = frozenset({"none", "no", "normal", "small"})


class Plans:
    """The first projects of the library each get a plan; the company's gets a second version."""

    def __init__(self, world: World) -> None:
        self.world, self.stage = world, world.stage

    def plan(self) -> None:
        for number in range(MANY):
            self._on(FIRST_DAY + number * STEP, partial(self._save_one, number))
        self._on(8, self._change_and_share)

    def _on(self, days: int, do: Do) -> None:
        """At ten in the morning: drawing a minute would change every later day of the play."""
        self.stage.at(self.stage.moment(self.stage.ago(days), time(10)), do)

    def _save_one(self, number: int) -> None:
        if number < len(self.world.sites):
            self._save(self.world.sites[number], {})

    def _save(self, site: Site, changes: Wishes) -> Plan:
        act = self.world.act_as(site.plan.owner)
        guidance = matters.guidance(act.session)
        wishes = WISHES[site.plan.kind] | changes
        draft = operations.Draft(self._answers(act, wishes), guidance, "办事方案")
        return operations.save(act, queries.get(act.session, site.id, act.actor), draft=draft)

    def _answers(self, act: Act, wishes: Wishes) -> Wishes:
        answers: Wishes = {}
        for question in asked(matters.book(matters.guidance(act.session)).questions, answers):
            answers[question.id] = _answer(question, wishes)
        return answers

    def _change_and_share(self) -> None:
        """The company finds that it needs a full environmental report, and shows the plan."""
        mine = [site for site in self.world.sites if site.plan.owner == COMPANY]
        if mine:
            self._save(mine[0], {})
            plan = self._save(mine[0], {"Q14": ("report",)})
            operations.share(self.world.act_as(COMPANY), plan, token=SHARED)


def _answer(question: Question, wishes: Wishes) -> tuple[str, ...]:
    """What is wished for, else "none" or "no", else the first option."""
    wished = tuple(value for value in wishes.get(question.id, ()) if value in question.values)
    plain = tuple(value for value in question.values if value in PLAIN)
    return wished or (plain or question.values)[:1]
