"""The parts of a contract: planned before signing, changed by both sides after it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wtforms import Field
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from marketplace.accounts.forms import ProofForm
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.queries import hold_on, parts_of
from marketplace.contracts.rules import Asked, Part
from marketplace.contracts.states import Cause
from marketplace.core.texts import name_of, say
from marketplace.web.amounts import MoneyField, WholeNumberField
from marketplace.web.choices import ChoiceField
from marketplace.web.fields import LongTextField, TextField
from marketplace.web.forms import Form
from marketplace.web.proof import PROOF

MOST_PARTS = 5  # rows of the form
DAYS = NumberRange(1, 3650)
ORDER = ("cause", "reason", "days", "price", "scope", "new")


class ChangeForm(ProofForm):
    """What a change order asks; `for_contract` adds the parts that may change."""

    contract: Contract
    cause = ChoiceField(
        say("Why the contract is to change"),
        [InputRequired(say("Choose a cause."))],
        choices=[(cause.value, name_of(cause)) for cause in Cause],
    )
    reason = LongTextField(
        say("What happened, and why it needs this change"),
        [InputRequired(say("Say why the contract is to change."))],
        limit=2000,
    )
    scope = LongTextField(
        say("The work, if it is to be other than agreed"),
        hint=say("Leave empty when only days or prices change."),
        limit=4000,
    )
    new_title = TextField(say("Title of a new part, if one is added"), [Length(max=200)])
    new_days = WholeNumberField(say("Working days of the new part"), [Optional(), DAYS])
    new_price = MoneyField(say("Price of the new part"), [Optional()])

    @classmethod
    def for_contract(cls, contract: Contract) -> "ChangeForm":
        """With the days and prices of the parts that are not delivered yet."""
        hold, fields = hold_on(contract), dict[str, Any]()
        for part in contract.milestones:
            if part.no not in hold.closed:
                fields |= _days_of(part)
            if part.no not in hold.closed | hold.paid_in:
                fields |= _price_of(part)
        made: ChangeForm = type(cls.__name__, (cls,), fields | {"contract": contract})()
        return made

    def questions(self) -> list[Field]:
        """Who signs is asked last."""
        return sorted(super().questions(), key=_rank)

    def terms(self) -> dict[str, Any]:
        given = super().terms()
        proof = {name: given[name] for name in PROOF if name in given}
        words = {name: given[name] or "" for name in ("reason", "scope")}
        cause = Cause(given["cause"]) if given["cause"] else Cause.OTHER
        parts = [*_changed(self.contract, given), *_added(self.contract, given)]
        return proof | {"asked": Asked(cause=cause, parts=parts, **words)}


def _rank(field: Field) -> int:
    """The parts one after another, between the cause and the proof."""
    what, _, no = field.short_name.partition("_")
    if what not in ORDER:
        return 10_000
    place = ORDER.index(what)
    return place + 100 * int(no) if no.isdigit() else place * (1 if place < 2 else 1_000)


def _days_of(part: Milestone) -> dict[str, Any]:
    label = say("Part %(no)s: working days", no=part.no)
    return {f"days_{part.no}": WholeNumberField(label, [InputRequired(), DAYS], default=part.days)}


def _price_of(part: Milestone) -> dict[str, Any]:
    label = say("Part %(no)s: price", no=part.no)
    return {f"price_{part.no}": MoneyField(label, [InputRequired()], default=part.price)}


def _changed(contract: Contract, given: dict[str, Any]) -> Iterator[Part]:
    for part in parts_of(contract):
        days, price = given.get(f"days_{part.no}"), given.get(f"price_{part.no}")
        yield replace(part, days=days or part.days, minor=price.minor if price else part.minor)


def _added(contract: Contract, given: dict[str, Any]) -> Iterator[Part]:
    title, days, price = (given[name] for name in ("new_title", "new_days", "new_price"))
    if title or days or price:
        no = len(contract.milestones) + 1
        yield Part(no, title or "", days or 0, price.minor if price else 0)


class PlanForm(Form):
    """The parts into which the owner cuts the work; `for_contract` shows them as they stand."""

    @classmethod
    def for_contract(cls, contract: Contract) -> "PlanForm":
        there, fields = {part.no: part for part in contract.milestones}, dict[str, Any]()
        for no in range(1, MOST_PARTS + 1):
            fields |= _row_of(no, there.get(no))
        made: PlanForm = type(cls.__name__, (cls,), fields)()
        return made

    def terms(self) -> dict[str, Any]:
        """Rows without anything in them are no parts."""
        given, parts = super().terms(), list[Part]()
        for no in range(1, MOST_PARTS + 1):
            title, days, price = (given[f"{what}_{no}"] for what in ("title", "days", "price"))
            if title or days or price:
                minor = price.minor if price else 0
                parts.append(Part(len(parts) + 1, title or "", days or 0, minor))
        return {"parts": parts}


def _row_of(no: int, part: Milestone | None) -> dict[str, Any]:
    title, days = say("Part %(no)s: title", no=no), say("Part %(no)s: working days", no=no)
    price = say("Part %(no)s: price", no=no)
    return {
        f"title_{no}": TextField(title, [Length(max=200)], default=part.title if part else ""),
        f"days_{no}": WholeNumberField(
            days, [Optional(), DAYS], default=part.days if part else None
        ),
        f"price_{no}": MoneyField(price, [Optional()], default=part.price if part else None),
    }
