"""Forms of counters, posts and attendance."""

from typing import Any

from wtforms.validators import InputRequired, Length, Optional

from marketplace.core.texts import say
from marketplace.web.fields import ChoiceField, DayField, LongTextField, MomentField, TextField
from marketplace.web.forms import Form
from marketplace.windows.states import CounterKind


class CounterForm(Form):
    code = TextField(
        say("Sign over the counter"), [InputRequired(), Length(max=16)], hint=say("Such as A01.")
    )
    kind = ChoiceField(say("What is done there"), [InputRequired()], choices=CounterKind)
    name_zh = TextField(say("Chinese name"), [InputRequired(), Length(max=100)])
    name_en = TextField(say("English name"), [Optional(), Length(max=100)])
    place_zh = TextField(say("Place, in Chinese"), [InputRequired(), Length(max=100)])
    place_en = TextField(say("Place, in English"), [Optional(), Length(max=100)])


class PairForm(Form):
    a_id = ChoiceField(say("A, who does the work"), [InputRequired()], coerce=int)
    b_id = ChoiceField(
        say("B, who stands in"),
        [InputRequired()],
        coerce=int,
        hint=say("Another person: the work goes to B when A is away, and back."),
    )


class PostForm(PairForm):
    name_zh = TextField(say("Chinese name"), [InputRequired(), Length(max=100)])
    name_en = TextField(say("English name"), [Optional(), Length(max=100)])
    counter_id = ChoiceField(
        say("Counter"), [Optional()], coerce=int, blank=say("No counter: a back desk")
    )

    def questions(self) -> list[Any]:
        """The name comes first, whatever the order of the classes."""
        asked = super().questions()
        return sorted(asked, key=lambda field: not field.short_name.startswith("name"))


class StandInForm(Form):
    reason = TextField(say("Reason"), [InputRequired(), Length(max=300)])
    until = DayField(say("Last day of the absence"), [InputRequired()])


class OutingForm(Form):
    place = TextField(say("Where to"), [InputRequired(), Length(max=200)])
    purpose = LongTextField(say("What for"), [InputRequired()], limit=300, rows=3)
    back_due_at = MomentField(say("Back by"), [InputRequired()])


class ConfirmForm(Form):
    """Nothing to fill in."""
