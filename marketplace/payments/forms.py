"""What a person writes about money; field names are the operations' arguments."""

from typing import Any

from wtforms.validators import InputRequired, Length

from marketplace.core.texts import say
from marketplace.web.fields import (
    ChoiceField,
    DayField,
    FilesField,
    LongTextField,
    MoneyField,
    TextField,
)
from marketplace.web.forms import Form


class PlainForm(Form):
    """Nothing to write: the button is the answer."""


class RecordForm(Form):
    amount = MoneyField(say("Amount transferred"), [InputRequired(say("Write the amount."))])
    paid_on = DayField(
        say("Day of the transfer"), [InputRequired(say("Write the day, as on the statement."))]
    )
    reference = TextField(
        say("The bank's number of the transfer"),
        [InputRequired(say("Write the number, as on the statement.")), Length(max=80)],
        width="20",
    )
    files = FilesField(
        say("Proof"),
        [InputRequired(say("Add the bank's statement or receipt."))],
        hint=say("The bank's statement or receipt: PDF, PNG or JPEG. Both sides see it."),
    )


class ReasonForm(Form):
    reason = LongTextField(
        say("Reason"),
        [InputRequired(say("Give a reason."))],
        hint=say("Both sides read it."),
        limit=1000,
    )


class AsideForm(Form):
    reason = LongTextField(
        say("What you found, and what was done about it at the payment service"),
        [InputRequired(say("Say what you found."))],
        hint=say("It stays in the record of the hall; auditors read it."),
        limit=1000,
    )


class DivideForm(ReasonForm):
    firm_part = MoneyField(
        say("What the firm gets"),
        [InputRequired(say("Write the amount; 0 gives all back to the owner."))],
        hint=say("The rest of what is held goes back to the owner. Write 0 to give all back."),
    )

    def questions(self) -> list[Any]:
        """The amount first."""
        return sorted(super().questions(), key=lambda field: field.short_name != "firm_part")


class AnswerForm(Form):
    is_yes = ChoiceField(
        say("Was anything else paid, or asked for?"),
        [InputRequired(say("Choose yes or no."))],
        choices=[("no", say("No, nothing")), ("yes", say("Yes, something"))],
        radios=True,
    )
    text = LongTextField(
        say("To whom, how much, and for what?"),
        hint=say("Needed only after a yes. Write what you know."),
        limit=2000,
    )

    def terms(self) -> dict[str, Any]:
        return {"is_yes": self.is_yes.data == "yes", "text": self.text.data}
