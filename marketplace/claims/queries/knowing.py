"""What the hall knows of a matter and a service, gathered for the rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.claims.rules import Known, KnownItem, KnownMatter, Row, Said
from marketplace.core import rulesets
from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.core.texts import Names
from marketplace.directory import queries as directory
from marketplace.matters import queries as catalogue
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.rules.truth import truth_of

MatterChoice = tuple[str, str, str]  # code and names


@dataclass(frozen=True)
class Telling:
    """What was said, and about what and by whom; `firm_name` of one that is not listed."""

    said: Said
    matter: Matter | None = None
    item: ServiceItem | None = None
    demanded: ServiceItem | None = None
    firm: Organisation | None = None
    firm_name: str = ""


def matters(session: Session) -> list[MatterChoice]:
    chosen = select(Matter.code, Matter.name_zh, Matter.name_en).where(Matter.is_active)
    return [(code, zh, en) for code, zh, en in session.execute(chosen.order_by(Matter.code))]


def matter_by_code(session: Session, code: str) -> Matter | None:
    return session.scalars(select(Matter).filter_by(code=code)).one_or_none() if code else None


def item_by_code(session: Session, code: str) -> ServiceItem | None:
    found = select(ServiceItem).filter_by(code=code)
    return session.scalars(found).one_or_none() if code else None


def known(session: Session, telling: Telling, now: datetime) -> Known:
    """All that the answers rest on, as it is now."""
    rules, price = rulesets.in_force(session, now).rules, telling.said.service_price
    currency = price.currency if price else ""
    return Known(
        matter=_matter(session, telling.matter, rules) if telling.matter else None,
        item=_item(session, telling.item, currency) if telling.item else None,
        demanded=_item(session, telling.demanded, currency) if telling.demanded else None,
        smallest=rules.band_minimum,
        month_days=rules.claim_month_days,
        hard_percent=rules.claim_hard_percent,
    )


def _matter(session: Session, matter: Matter, rules: Rules) -> KnownMatter:
    whole = catalogue.matter(session, matter.code)
    entries = [catalogue.entry_of(row) for row in whole.requirements]
    return KnownMatter(
        code=matter.code,
        names=_names(matter),
        fee=matter.fee,
        law=matter.legal_basis,
        statutory_days=matter.statutory_days,
        statutory=matter.statutory_basis,
        committed_days=matter.committed_days,
        committed=matter.committed_basis,
        truth=truth_of(matter, rules.band_minimum),
        rows={
            entry.row.item.code: Row(_names(entry.row.item), entry.obligation, entry.article)
            for entry in entries
        },
    )


def _item(session: Session, item: ServiceItem, currency: str) -> KnownItem:
    return KnownItem(
        code=item.code,
        names=_names(item),
        obligation=item.obligation,
        law=item.legal_basis,
        planned_days=(item.days_min, item.days_max),
        band_n=item.band_n,
        prices=_prices(item, currency),
        days=_days(item),
        firms_n=len(directory.matching(session, item.id)),
    )


def _prices(item: ServiceItem, currency: str) -> tuple[Money, Money] | None:
    """The band is in the hall's currency, and so is what is typed."""
    if not currency or item.band_price_p25 is None or item.band_price_p75 is None:
        return None
    return Money(item.band_price_p25, currency), Money(item.band_price_p75, currency)


def _days(item: ServiceItem) -> tuple[int, int] | None:
    if item.band_days_p25 is None or item.band_days_p75 is None:
        return None
    return item.band_days_p25, item.band_days_p75


def _names(row: Any) -> Names:
    return Names(row.name_zh, row.name_en)
