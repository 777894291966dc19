"""Everything that counts for one organisation; a new kind of source is one more line."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.credit.queries import of_both, of_firms, of_owners, paying
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.states import Side

Source = Callable[[Session, int, datetime], Iterator[Happening]]
SOURCES: Mapping[Side, tuple[Source, ...]] = {
    Side.FIRM: (
        of_both.ratings,
        of_both.complaints,
        of_firms.deliveries,
        of_firms.passes,
        of_firms.returns,
        of_firms.refusals,
        of_firms.penalties,
    ),
    Side.OWNER: (
        of_both.ratings,
        of_both.complaints,
        of_owners.answers,
        of_owners.silences,
        of_owners.objections,
        of_owners.cancellations,
        of_owners.unsigned,
        paying.payments,
    ),
}


def happenings(
    session: Session, side: Side, organisation_id: int, since: datetime
) -> list[Happening]:
    return [one for source in SOURCES[side] for one in source(session, organisation_id, since)]
