"""How one side rates the other: five aspects without a default, and a text."""

from typing import Any

from wtforms.validators import InputRequired

from marketplace.core.texts import Text, say
from marketplace.ratings.rules import Terms
from marketplace.web.fields import ChoiceField, LongTextField
from marketplace.web.forms import Form

SCALE = [
    (1, say("1, very poor")),
    (2, say("2, poor")),
    (3, say("3, fair")),
    (4, say("4, good")),
    (5, say("5, very good")),
]


def mark(label: Text, hint: Text) -> ChoiceField:
    wanted = InputRequired(say("Choose a mark from 1 to 5."))
    return ChoiceField(
        label, hint=hint, choices=SCALE, coerce=int, radios=True, validators=[wanted]
    )


class RateForm(Form):
    quality = mark(say("Quality"), say("Was the work, or the request, sound and complete?"))
    time = mark(say("Days kept"), say("Were the agreed days kept?"))
    attitude = mark(say("Attitude"), say("Was the other side easy to reach and helpful?"))
    fee = mark(say("Fee kept"), say("Was the agreed price kept, with nothing charged on top?"))
    conduct = mark(say("Conduct"), say("Was everything honest and by the rules?"))
    text = LongTextField(
        say("In your own words"),
        hint=say("Shown to everybody with your organisation's name. Do not name persons."),
        limit=2000,
        rows=4,
    )

    def terms(self) -> dict[str, Any]:
        return {"terms": Terms(**super().terms())}


class ReplyForm(Form):
    reply = LongTextField(
        say("Your reply"),
        [InputRequired(say("Write your reply."))],
        hint=say("Shown to everybody under the rating. Do not name persons."),
        limit=2000,
        rows=6,
    )


class ReasonForm(Form):
    reason = LongTextField(
        say("Reason"),
        [InputRequired(say("Write the reason. It is published."))],
        hint=say("Published in place of the rating. Write no names of persons."),
        limit=1000,
    )
