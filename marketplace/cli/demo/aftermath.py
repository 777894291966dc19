"""After the acceptance in the demo: both sides rate, and the owner goes to the department."""

from datetime import date, timedelta

from sqlalchemy import select

from marketplace.cli.demo import wording
from marketplace.cli.demo.affair import Affair
from marketplace.contracts.models import Contract
from marketplace.matters.models import Matter
from marketplace.payments import operations as payments
from marketplace.payments.queries.answers import Said
from marketplace.projects import operations as projects
from marketplace.projects.models import ProjectMatter
from marketplace.ratings import operations as ratings
from marketplace.ratings.models import ASPECTS, Rating
from marketplace.ratings.rules import Terms

SIX_DAYS = timedelta(days=6)  # after them a holiday may have eaten the time to rate


class Aftermath:
    def __init__(self, asking: Affair, contract_id: int) -> None:
        self.asking, self.contract_id = asking, contract_id
        self.world, self.stage, self.rng = asking.world, asking.stage, asking.stage.rng

    @property
    def contract(self) -> Contract:
        return self.world.row(Contract, self.contract_id)

    def _may_still_rate(self) -> bool:
        accepted = self.contract.accepted_at
        return accepted is not None and self.stage.now - accepted < SIX_DAYS

    def owner_rates(self) -> None:
        contract = self.contract
        skill = self.world.plan_of(contract.firm_id).skill
        late = 1.2 if (contract.days_late or 0) > 0 else 0.0
        around = (skill, skill - late, skill, skill, skill)
        stars = [self._stars(mean) for mean in around]
        text = wording.remark(self.rng, sum(stars) / len(stars))
        if self._may_still_rate():
            ratings.rate(self.asking.by_owner(), contract, terms=_terms(stars, text))

    def firm_rates(self) -> None:
        stars = [self._stars(4.4) for _ in range(5)]
        terms = _terms(stars, self.rng.choice(wording.OF_OWNERS))
        firm = self.stage.act(self.world.party_of(self.contract.firm_id))
        if self._may_still_rate():
            ratings.rate(firm, self.contract, terms=terms)

    def aside(self) -> None:
        """What fate has besides: an answer about other payments, replies, a hidden rating."""
        if self.asking.fate.extra:
            self.stage.wait(2, self.tell)
        if self.asking.fate.replies:
            self.stage.wait(9, self.reply)
        if self.asking.fate.hidden:
            self.stage.wait(12, self.hide)

    def tell(self) -> None:
        """Both sides are asked whether anything else was paid; what they say is sealed."""
        contract, said = self.contract, Said(is_yes=True, text=self.asking.fate.extra)
        firm = self.stage.act(self.world.party_of(contract.firm_id))
        payments.answer(self.asking.by_owner(), contract, said=said)
        payments.answer(firm, contract, said=Said(is_yes=False))

    def reply(self) -> None:
        for rating in self._opened():
            act = self.stage.act(self.world.party_of(rating.rated_id))
            is_firm = rating.rated_id == self.contract.firm_id
            ratings.reply(act, rating, reply=wording.REPLIES[is_firm])

    def hide(self) -> None:
        """The regulator takes what was said by the owner out of sight, and publishes why."""
        regulator = self.stage.act(self.world.regulator_of(self.contract.item))
        for rating in self._opened():
            if rating.rater_id == self.contract.owner_id:
                ratings.hide(regulator, rating, reason=wording.HIDDEN)

    def _opened(self) -> list[Rating]:
        listed = select(Rating).where(
            Rating.contract_id == self.contract_id, Rating.opened_at.is_not(None)
        )
        return list(self.stage.session.scalars(listed.order_by(Rating.id)))

    def _stars(self, around: float) -> int:
        return min(5, max(1, round(self.rng.gauss(around, 0.5))))

    def apply(self) -> None:
        """With the report in hand the owner applies, at the one window or elsewhere."""
        need = self._need()
        if need is not None and need.applied_at is None:
            if any(take(need.project_id, need.matter.code) for take in self.world.takers):
                return
            today = self._today()
            projects.note(self.asking.by_owner(), need, applied_at=today, decided_at=None)
            days = max(1, round((need.matter.committed_days or 5) * self.rng.uniform(0.4, 1.2)))
            self.stage.wait(days, self.decided)

    def decided(self) -> None:
        need = self._need()
        if need is not None and need.applied_at is not None:
            applied = need.applied_at.astimezone(self.stage.zone).date()
            projects.note(
                self.asking.by_owner(), need, applied_at=applied, decided_at=self._today()
            )

    def _need(self) -> ProjectMatter | None:
        wish = self.asking.wish
        mine = (
            select(ProjectMatter)
            .join(Matter)
            .where(ProjectMatter.project_id == wish.project_id, Matter.code == wish.matter)
        )
        return self.stage.session.scalar(mine)

    def _today(self) -> date:
        return self.stage.now.astimezone(self.stage.zone).date()


def _terms(stars: list[int], text: str) -> Terms:
    return Terms(**dict(zip(ASPECTS, stars, strict=True)), text=text)
