"""A village of owners who listen to one firm."""

from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import Pending
from marketplace.risk import operations
from marketplace.risk.models import Lead
from marketplace.risk.readers import watch_claims
from marketplace.risk.states import Asker, Outcome
from tests.claims.conftest import Talk

MONDAY, TUESDAY = "2026-03-02T09:00+08:00", "2026-03-03T09:00+08:00"
LATER = "2026-03-09T09:00+08:00"


class Village(Talk):
    """Owners who listen to one firm, and the reader that counts them."""

    def tell(self, *owners, at=MONDAY, **telling):
        for owner in owners:
            self.check(by=owner, at=at, **telling)
        self.read(at)

    def read(self, at=MONDAY):
        """The facts that wait, each read once."""
        for row in list(
            self.session.scalars(select(Pending).filter_by(reader="risk.watch_claims"))
        ):
            fact = row.fact
            self.session.delete(row)
            watch_claims(self.act(CLOCKWORK, at), fact)
        self.session.flush()

    def leads(self):
        return list(self.session.scalars(select(Lead).order_by(Lead.id)))

    def report(self, by=None, at=MONDAY, **changes):
        given = {
            "matter": self.matter, "item": None, "paper": "盖章的说明", "asker": Asker.DEPARTMENT,
            "firm": None, "firm_name": "", "note": "They said so on the phone.",
        }  # fmt: skip
        told = operations.Report(**given | changes)
        return operations.report(self.act(by or self.owner, at), None, report=told)


def close(village, lead, outcome=Outcome.FOUNDED, at=TUESDAY, by=None, reason="We looked."):
    act = village.act(by or village.regulator, at)
    operations.close(act, lead, outcome=outcome, reason=reason)
