"""Cases of the demo in every state: which project applies for which matter, and when."""

from collections.abc import Iterator
from datetime import time
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo.case_tale import CaseTale
from marketplace.cli.demo.city import WITH_PEOPLE
from marketplace.cli.demo.tales import TALES, Tale
from marketplace.cli.demo.window import Window
from marketplace.cli.demo.world import Site
from marketplace.matters.models import Matter
from marketplace.matters.states import MatterType
from marketplace.projects.models import ProjectMatter

FORM = "M119"
NOT_APPLIED_FOR = (MatterType.ENTERPRISE_SELF_ORGANISED, MatterType.GOVERNMENT_COORDINATION)
RECENT = 8  # working days


class Casework:
    """Sets the tales going; each finds a project and a matter when its day comes."""

    def __init__(self, window: Window) -> None:
        self.window, self.world, self.stage = window, window.world, window.world.stage
        self.taken: set[tuple[int, str]] = set()

    def plan(self) -> None:
        for tale in TALES:
            day = self.stage.ago(tale.days)
            if day > self.stage.first:
                self.window.on(day, partial(self._begin, tale))
        self.world.takers.append(self.take)

    def take(self, project_id: int, code: str) -> bool:
        """An owner whose report is accepted applies at the one window, one in three of them.

        The first form of an environmental assessment is sent back to its firm twice.
        """
        first_form = code == FORM and all(taken != FORM for _, taken in self.taken)
        chosen = first_form or self.window.rng.randrange(3) == 0
        if not chosen or (project_id, code) in self.taken or not self._is_here(code):
            return False
        recent = self.stage.now > self.stage.moment(self.stage.ago(RECENT), time())
        course = "with_the_firm" if recent else "collected"
        pace = self.window.rng.uniform(0.2, 1.05)
        tale = Tale(0, "returned" if first_form else course, code, pace=pace)
        self.taken.add((project_id, code))
        CaseTale(self.window, tale, project_id, code).begin()
        return True

    def _begin(self, tale: Tale) -> None:
        found = next(self._places(tale), None)
        if found is not None:
            site, code = found
            self.taken.add(found_key := (site.id, code))
            CaseTale(self.window, tale, *found_key).begin()

    def _places(self, tale: Tale) -> Iterator[tuple[Site, str]]:
        """Projects that need the matter and have not applied; work of a firm where it must be."""
        for site in self.world.sites:
            if tale.owner in ("", site.plan.owner):
                wanted = (tale.matter,) if tale.matter else site.plan.matters
                yield from ((site, code) for code in wanted if self._is_free(site, code))

    def _is_free(self, site: Site, code: str) -> bool:
        if code not in site.plan.matters or (site.id, code) in self.taken:
            return False
        mine = {"project_id": site.id, "matter_id": self.world.matter_ids[code]}
        need = self.stage.session.scalars(select(ProjectMatter).filter_by(**mine)).one_or_none()
        return need is not None and need.applied_at is None and self._is_here(code)

    def _is_here(self, code: str) -> bool:
        matter = self.world.row(Matter, self.world.matter_ids[code])
        office = matter.department.department or ""
        applied_for = matter.in_hall and matter.type not in NOT_APPLIED_FOR
        return applied_for and office in WITH_PEOPLE.split()
