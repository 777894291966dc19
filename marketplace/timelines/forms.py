"""The shape of what people write in timelines."""

from wtforms.validators import DataRequired

from marketplace.core.texts import say
from marketplace.projects.states import ProjectKind
from marketplace.web.fields import ChoicesField, DayField, LongTextField
from marketplace.web.forms import Form


class RetargetForm(Form):
    due_on = DayField(say("New target day"), [DataRequired(say("Say which day you aim at."))])
    reason = LongTextField(
        say("Reason"),
        [DataRequired(say("Write the reason."))],
        hint=say("Shown beside the target, with your name, to everybody who sees the timeline."),
        limit=500,
    )


class ReplaceForm(Form):
    reason = LongTextField(
        say("Reason"),
        [DataRequired(say("Write the reason."))],
        hint=say("The operator and the auditors read it."),
        limit=500,
    )


class ContactForm(Form):
    note = LongTextField(
        say("What was agreed?"),
        [DataRequired(say("Write what was agreed."))],
        hint=say("The owner reads this too. Name no firm: the owner chooses, not you."),
        limit=1000,
    )


class SpecialiseForm(Form):
    kinds = ChoicesField(say("Kinds of projects you know"), choices=ProjectKind)


class ConfirmForm(Form):
    """Nothing to fill in: only the button."""
