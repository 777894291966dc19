"""The shape of what people write to a signal."""

from typing import Any

from wtforms.validators import DataRequired

from marketplace.core.texts import say
from marketplace.web.fields import ChoiceField, LongTextField
from marketplace.web.forms import Form


class MarkForm(Form):
    useful = ChoiceField(
        say("Was this signal of use?"),
        [DataRequired(say("Choose one of the options listed."))],
        choices=[("yes", say("Useful")), ("no", say("Wrong"))],
        radios=True,
    )
    note = LongTextField(
        say("Your note"),
        [DataRequired(say("Write a note: what did you find?"))],
        hint=say("Regulators, auditors and the firm read it."),
        limit=1000,
    )

    def terms(self) -> dict[str, Any]:
        return {"useful": self.useful.data == "yes", "note": self.note.data}


class AnswerForm(Form):
    answer = LongTextField(
        say("Your answer"),
        [DataRequired(say("Write your answer."))],
        hint=say("Regulators and auditors read it beside the signal."),
        limit=2000,
        rows=8,
    )
