"""Each thing that was said, answered line by line; and when a firm says the same to many."""

from collections.abc import Iterable

from marketplace.claims.rules.approvals import (
    approval_days,
    authority_fee,
    need_someone,
    very_hard,
)
from marketplace.claims.rules.papers import demanded_item, demanded_other, plain
from marketplace.claims.rules.said import (
    WRONG,
    Answer,
    Days,
    Known,
    KnownItem,
    KnownMatter,
    Row,
    Said,
)
from marketplace.claims.rules.services import must_use_us, service_days, service_price


def answers(said: Said, known: Known) -> tuple[Answer, ...]:
    """One answer for each thing that was said, in the order of `Saying`."""
    return (*_figures(said, known), *_words(said, known), *_papers(said, known))


def _figures(said: Said, known: Known) -> Iterable[Answer]:
    if said.approval_days:
        yield approval_days(said.approval_days, known)
    if said.authority_fee is not None:
        yield authority_fee(said.authority_fee, known)
    if said.service_days:
        yield service_days(said.service_days, known)
    if said.service_price is not None:
        yield service_price(said.service_price, known)


def _words(said: Said, known: Known) -> Iterable[Answer]:
    if said.must_use_us:
        yield must_use_us(known)
    if said.very_hard:
        yield very_hard(known)
    if said.need_someone:
        yield need_someone()


def _papers(said: Said, known: Known) -> Iterable[Answer]:
    if said.demanded_item and known.demanded:
        yield demanded_item(known.demanded, known)
    if said.demanded_other.strip():
        yield demanded_other(said.demanded_other.strip(), known)


def firm_key(organisation_id: int | None, name: str) -> str:
    """The same firm, listed or not; "" when none is named."""
    if organisation_id:
        return f"organisation:{organisation_id}"
    return f"name:{plain(name)}" if plain(name) else ""


def number(year: int, serial: int) -> str:
    return f"HS-{year}-{serial:06}"


__all__ = [
    "WRONG",
    "Answer",
    "Days",
    "Known",
    "KnownItem",
    "KnownMatter",
    "Row",
    "Said",
    "answers",
    "firm_key",
    "number",
    "plain",
]
