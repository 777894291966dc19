"""What was said, and what the hall knows about it: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from marketplace.claims.states import Saying, Unit, Verdict
from marketplace.core.money import Money
from marketplace.core.texts import Names, Text, name_of, say
from marketplace.matters.rules.truth import Truth
from marketplace.matters.states import Obligation, Sureness

WRONG = frozenset({Verdict.FALSE, Verdict.NOT_REQUIRED})
WORKED_OF_A_WEEK, WEEK = 5, 7


@dataclass(frozen=True)
class Days:
    """A time as a firm says it: "3 months"."""

    count: int
    unit: Unit

    def working(self, month_days: int) -> int:
        """About so many working days; a part of a day counts as one."""
        if self.unit is Unit.MONTHS:
            return self.count * month_days
        if self.unit is Unit.CALENDAR_DAYS:
            return ceil(self.count * WORKED_OF_A_WEEK / WEEK)
        return self.count

    def text(self) -> Text:
        return say("%(count)s %(unit)s", count=self.count, unit=name_of(self.unit))


@dataclass(frozen=True)
class Said:
    """Everything one firm said at one time; None, False and "" were not said."""

    approval_days: Days | None = None
    authority_fee: Money | None = None
    service_days: Days | None = None
    service_price: Money | None = None
    must_use_us: bool = False
    very_hard: bool = False
    need_someone: bool = False
    demanded_item: bool = False  # the one in `Known.demanded`
    demanded_other: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the requirement register."""

    names: Names
    obligation: Obligation
    article: str


@dataclass(frozen=True)
class KnownMatter:
    """What the hall knows of an approval matter; `rows` by the code of the service item."""

    code: str
    names: Names
    fee: str
    law: str
    statutory_days: int | None
    statutory: Sureness
    committed_days: int
    committed: Sureness
    truth: Truth
    rows: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownItem:
    """What the hall knows of a service item; of the bands the lower and the upper end."""

    code: str
    names: Names
    obligation: Obligation
    law: str
    planned_days: tuple[int, int]
    band_n: int = 0
    prices: tuple[Money, Money] | None = None
    days: tuple[int, int] | None = None
    firms_n: int = 0  # that may do it today


@dataclass(frozen=True)
class Known:
    """All that the answers rest on; the last three are figures of the rule set."""

    matter: KnownMatter | None = None
    item: KnownItem | None = None
    demanded: KnownItem | None = None
    smallest: int = 5
    month_days: int = 21
    hard_percent: int = 50


@dataclass(frozen=True)
class Answer:
    """One line: what was said, about what, whether it is so, and by what that is known."""

    saying: Saying
    about: str  # the codes it is about; "" for what is so of every approval
    verdict: Verdict
    said: Text
    text: Text
    basis: tuple[Text, ...] = ()

    @property
    def is_wrong(self) -> bool:
        return self.verdict in WRONG
