"""The shape of what people write to a signal."""

from typing import Any

from wtforms.validators import DataRequired, Length, Optional

from marketplace.core.texts import say
from marketplace.risk.states import Asker, Outcome
from marketplace.web.fields import ChoiceField, LongTextField, TextField
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


class ReportForm(Form):
    paper = TextField(
        say("What were you asked for?"),
        [DataRequired(say("Write what you were asked for.")), Length(max=100)],
    )
    asker = ChoiceField(
        say("Who asked you for it?"),
        [DataRequired(say("Choose one of the options listed."))],
        choices=Asker,
        radios=True,
    )
    firm = TextField(
        say("Which firm?"),
        [Optional(), Length(max=200)],
        hint=say("Only when a firm asked you: its name or unified code."),
    )
    note = LongTextField(
        say("What happened, and when?"),
        [DataRequired(say("Write what happened."))],
        hint=say("Regulators and auditors read it. Whom it is about does not."),
        limit=2000,
    )


class CloseForm(Form):
    outcome = ChoiceField(
        say("What did you find?"),
        [DataRequired(say("Choose one of the options listed."))],
        choices=Outcome,
        radios=True,
    )
    reason = LongTextField(
        say("Your reason"),
        [DataRequired(say("Write what you found."))],
        hint=say("Read by who reported it and by whom it is about."),
        limit=1000,
    )


class TakeForm(Form):
    """Nothing to fill in: only the button."""
