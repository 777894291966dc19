"""The shape of what people write in complaints."""

from typing import Any

from wtforms.validators import DataRequired

from marketplace.complaints.rules import MONTHS
from marketplace.complaints.states import About, Kind, Measure
from marketplace.core.texts import say
from marketplace.web.fields import ChoiceField, FilesField, LongTextField
from marketplace.web.forms import Form

PUBLIC = say("Published in the docket. Write no names of persons.")
SUSPENDED_FOR = {
    1: say("1 month"),
    3: say("3 months"),
    6: say("6 months"),
    12: say("12 months"),
}


class FileForm(Form):
    subject = ChoiceField(
        say("What do you complain about?"),
        [DataRequired(say("Choose what you complain about."))],
        radios=True,
    )
    kind = ChoiceField(
        say("What is wrong?"), [DataRequired(say("Choose what is wrong."))], choices=Kind
    )
    text = LongTextField(
        say("What happened, and when?"),
        [DataRequired(say("Write what happened."))],
        hint=say("The other side, the regulator and the auditors read this. Nobody else does."),
        limit=4000,
        rows=8,
    )
    files = FilesField(say("Evidence files"), hint=say("PDF, PNG or JPEG."))

    def terms(self) -> dict[str, Any]:
        """The subject is written "about:organisation"."""
        terms = super().terms()
        about, against = terms.pop("subject").split(":")
        return terms | {"about": About(about), "against_id": int(against)}


class AnswerForm(Form):
    answer = LongTextField(
        say("Your answer"),
        [DataRequired(say("Write your answer."))],
        hint=say("The complainant, the regulator and the auditors read this. Nobody else does."),
        limit=4000,
        rows=8,
    )
    files = FilesField(say("Evidence files"), hint=say("PDF, PNG or JPEG."))


class ReasonForm(Form):
    reason = LongTextField(
        say("Reason"),
        [DataRequired(say("Write the reason. It is published."))],
        hint=PUBLIC,
        limit=500,
    )


class DecideForm(Form):
    reason = LongTextField(
        say("Reason"),
        [DataRequired(say("Write the reason. It is published."))],
        hint=PUBLIC,
        limit=1000,
    )


class UpholdForm(DecideForm):
    measure = ChoiceField(
        say("Measure"), [DataRequired(say("Choose a measure."))], choices=Measure, radios=True
    )
    months = ChoiceField(
        say("Suspended for"),
        choices=[(months, SUSPENDED_FOR[months]) for months in MONTHS],
        coerce=int,
        blank=say("No suspension"),
    )


class ConfirmForm(Form):
    """Nothing to fill in: only the button."""
