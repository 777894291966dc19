"""What a firm said, as an owner types it."""

from collections.abc import Sequence
from typing import Any

from wtforms.validators import DataRequired, Length, NumberRange, Optional

from marketplace.claims.rules import Days, Said
from marketplace.claims.states import Unit
from marketplace.core.texts import say
from marketplace.web.fields import ChoiceField, MoneyField, TextField, TickField, WholeNumberField
from marketplace.web.forms import Form

LONGEST = NumberRange(min=1, max=3650)
OPEN = say("Not about one of these")
NONE_OF_THEM = "none"


class CheckForm(Form):
    matter = ChoiceField(say("Which approval is it about?"), [Optional()], choices=[], blank=OPEN)
    item = ChoiceField(say("Which work did the firm offer?"), [Optional()], choices=[], blank=OPEN)
    firm = TextField(
        say("Which firm said it?"),
        [Optional(), Length(max=200)],
        hint=say("Its name or unified code. A firm that is not in the directory counts too."),
    )
    which = ChoiceField(
        say("Which firm do you mean?"),
        [DataRequired(say("Say which firm you mean."))],
        choices=[],
        radios=True,
    )
    approval_days = WholeNumberField(say("The approval takes"), [Optional(), LONGEST])
    approval_unit = ChoiceField(
        say("Counted in"), choices=Unit, default=Unit.WORKING_DAYS, blank=""
    )
    authority_fee = MoneyField(say("The authority charges"), [Optional()])
    service_days = WholeNumberField(say("The firm's own work takes"), [Optional(), LONGEST])
    service_unit = ChoiceField(say("Counted in"), choices=Unit, default=Unit.WORKING_DAYS, blank="")
    service_price = MoneyField(say("The firm's work costs"), [Optional()])
    must_use_us = TickField(say("“You must use us, others are not accepted”"))
    very_hard = TickField(say("“It is very hard to pass”"))
    need_someone = TickField(say("“You need to know someone”"))
    demanded = ChoiceField(
        say("A report that it says is demanded"), [Optional()], choices=[], blank=say("None")
    )
    demanded_other = TextField(
        say("Another paper that it says is demanded"), [Optional(), Length(max=100)]
    )

    @classmethod
    def over(
        cls, matters: Sequence[tuple[str, str]], items: Sequence[tuple[str, str]], **given: Any
    ) -> "CheckForm":
        form = cls(data=given)
        form.matter.choices, form.item.choices = list(matters), list(items)
        form.demanded.choices = list(items)
        for field in form:  # all may be left empty, and the page says so once
            field.flags.optional = None
        return form

    def said(self) -> Said:
        return Said(
            approval_days=_days(self.approval_days.data, self.approval_unit.data),
            authority_fee=self.authority_fee.data,
            service_days=_days(self.service_days.data, self.service_unit.data),
            service_price=self.service_price.data,
            must_use_us=self.must_use_us.data,
            very_hard=self.very_hard.data,
            need_someone=self.need_someone.data,
            demanded_item=bool(self.demanded.data),
            demanded_other=self.demanded_other.data or "",
        )


def _days(count: int | None, unit: Unit | None) -> Days | None:
    return Days(count, unit or Unit.WORKING_DAYS) if count else None
