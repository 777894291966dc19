"""Does each score add up, and has everybody one who should?"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.accounts.models import Organisation
from marketplace.credit.models import Score
from marketplace.credit.rules.points import Line, tally
from marketplace.credit.states import Side
from marketplace.directory.models import Firm

BATCH = 200


def unexplained(session: Session) -> Iterator[str]:
    """Scores that are not the sum of their entries, or that the rooms below show otherwise."""
    whole = (selectinload(Score.entries), joinedload(Score.rule_set))
    for score in session.scalars(select(Score).options(*whole)):
        lines = [Line(one.kind, one.points) for one in score.entries]
        total = tally(lines, score.rule_set.rules).score
        if score.value is not None and score.value != total:
            yield f"credit of organisation {score.organisation_id}: {score.value} is not {total}"
    firms = (
        select(Score.organisation_id)
        .join(Firm, Firm.organisation_id == Score.organisation_id)
        .where(Score.side == Side.FIRM, Firm.credit_score.is_distinct_from(Score.value))
    )
    owners = (
        select(Score.organisation_id)
        .join(Score.organisation)
        .where(Score.side == Side.OWNER, Organisation.credit_score.is_distinct_from(Score.value))
    )
    for wrong in session.scalars(firms.union(owners)):
        yield f"credit of organisation {wrong}: another one is shown"


def uncounted(session: Session, _: datetime) -> Sequence[Firm]:
    """Firms with finished contracts whose credit nobody counted yet, as after an upgrade."""
    counted = select(Score.id).where(Score.organisation_id == Firm.organisation_id).exists()
    wanted = select(Firm).where(or_(Firm.contracts_n > 0, Firm.rating_n > 0), ~counted)
    return session.scalars(wanted.order_by(Firm.id).limit(BATCH)).all()
