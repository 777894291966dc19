"""Plain forms: a button, a signature, files, reasons."""

from wtforms.validators import InputRequired, Length

from marketplace.accounts.forms import ProofForm
from marketplace.core.texts import say
from marketplace.web.fields import FilesField, LongTextField
from marketplace.web.forms import Form


class PlainForm(Form):
    """Nothing to write: the button is the answer."""


class SignForm(ProofForm):
    """A signature binds, so it asks who signs."""


class DeliverForm(Form):
    files = FilesField(
        say("The work and its annexes"),
        hint=say("PDF, PNG or JPEG, up to 20 MB each. They are shown to the owner at once."),
        validators=[InputRequired(say("Add at least one file: the work itself."))],
    )
    note = LongTextField(
        say("Note to the owner"),
        hint=say("What this version holds, and what changed since the last one."),
        limit=2000,
    )


class GiveBackForm(Form):
    reasons = LongTextField(
        say("What is not as agreed"),
        hint=say("Name each point and the clause or test it fails. The firm mends what you list."),
        limit=4000,
        validators=[
            InputRequired(say("Say what is not as agreed.")),
            Length(min=10, message=say("Write at least 10 characters, so that it can be mended.")),
        ],
    )


class ReasonForm(Form):
    reason = LongTextField(
        say("Reason"),
        hint=say("Both sides read it."),
        limit=1000,
        validators=[InputRequired(say("Give a reason."))],
    )


class RefusalForm(Form):
    reason = LongTextField(
        say("Reason"),
        hint=say("This reason is published."),
        limit=1000,
        validators=[InputRequired(say("Give a reason."))],
    )
