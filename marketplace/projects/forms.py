"""Forms of the project library."""

from wtforms.validators import InputRequired, Length, Optional

from marketplace.core.texts import say
from marketplace.projects.states import ProjectKind
from marketplace.web.fields import ChoiceField, ChoicesField, DayField, MoneyField, TextField
from marketplace.web.forms import Form


class ProjectForm(Form):
    code = TextField(
        say("Unified project code"),
        [InputRequired(), Length(max=40)],
        hint=say("As in 2026-510701-48-01-123456; it is on the filing certificate."),
        width="30",
    )
    name = TextField(say("Name of the project"), [InputRequired(), Length(max=200)])
    kind = ChoiceField(say("Kind of project"), [InputRequired()], choices=ProjectKind)
    area_id = ChoiceField(say("District"), [InputRequired()], coerce=int)
    address = TextField(say("Place"), [InputRequired(), Length(max=300)])
    investment = MoneyField(say("Planned investment"), [InputRequired()])


class PickForm(Form):
    matter = ChoicesField(say("Approval matters"), [Optional()], coerce=int)


class NoteForm(Form):
    applied_at = DayField(say("Applied for on"), [Optional()])
    decided_at = DayField(say("Decided on"), [Optional()])


class ConfirmForm(Form):
    """Nothing to fill in."""


class SaveForm(Form):
    """`project`: the number of one of the owner's projects, or one of the two words."""

    ALONE, NEW = "alone", "new"
    name = TextField(say("Name of the plan"), [InputRequired(), Length(max=200)])
    project = ChoiceField(
        say("For which project?"),
        [InputRequired()],
        hint=say("The approvals of the plan go on the project's list."),
    )


class AttachForm(Form):
    project = ChoiceField(
        say("For which project?"),
        [InputRequired()],
        coerce=int,
        hint=say("The approvals of the plan go on the project's list."),
    )
