"""The shape of what people write about credit."""

from wtforms.validators import DataRequired

from marketplace.core.texts import say
from marketplace.web.fields import FilesField, LongTextField
from marketplace.web.forms import Form


class ContestForm(Form):
    reasons = LongTextField(
        say("Why is this entry wrong?"),
        [DataRequired(say("Write why the entry is wrong."))],
        hint=say("Published with the entry. Write no names of persons."),
        limit=4000,
        rows=8,
    )
    files = FilesField(
        say("Evidence files"),
        hint=say("PDF, PNG or JPEG. Read by the regulator and the auditors only."),
    )


class DecideForm(Form):
    reason = LongTextField(
        say("Reason"),
        [DataRequired(say("Write the reason. It is published."))],
        hint=say("Published with the entry. Write no names of persons."),
        limit=1000,
    )


class ConfirmForm(Form):
    """Nothing to fill in: only the button."""
