"""What notices need of a fact, and how its parts are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from marketplace.accounts.models import Organisation
from marketplace.core.calendars import zone
from marketplace.core.texts import Names
from marketplace.notices.rules import Whom


@dataclass(frozen=True)
class Scene:
    """`parties` are organisations; `params` fill the text, `ids` the path."""

    parties: Mapping[Whom, int | None] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)
    ids: Mapping[str, int] = field(default_factory=dict)
    item: int = 0
    area: int = 0
    person: int = 0


def names(organisation: Organisation) -> Names:
    return Names(organisation.name_zh, organisation.name_en)


def last_day(end: datetime | None) -> date | None:
    """The last day of a wait; the midnight that ends it belongs to the day before."""
    return (end.astimezone(zone()) - timedelta(microseconds=1)).date() if end else None
