"""What the operator may set; field names are the operations' arguments."""

from typing import Any, ClassVar

from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.desk.rules import LABELS
from marketplace.desk.rules.figures import LONGEST_DAYS, NAMES
from marketplace.web.fields import (
    ChoiceField,
    DayField,
    EmailField,
    FilesField,
    LongTextField,
    MomentField,
    TextField,
    WholeNumberField,
)
from marketplace.web.forms import Form

NAMED = [InputRequired(), Length(max=60)]
IN_CHINESE, IN_ENGLISH = say("Name in Chinese"), say("Name in English")


class HallForm(Form):
    name_zh = TextField(IN_CHINESE, NAMED)
    name_en = TextField(IN_ENGLISH, NAMED)
    phone = TextField(say("Telephone"), [Optional(), Length(max=40)], width="20")
    email = EmailField(say("E-mail address"), [Optional(), Length(max=254)])
    address_zh = TextField(say("Address in Chinese"), [Optional(), Length(max=200)])
    address_en = TextField(say("Address in English"), [Optional(), Length(max=200)])
    hours_zh = TextField(say("Opening hours in Chinese"), [Optional(), Length(max=100)])
    hours_en = TextField(say("Opening hours in English"), [Optional(), Length(max=100)])


class ResumeForm(Form):
    reason = LongTextField(
        say("What was found, and why it goes on"),
        [InputRequired()],
        limit=500,
        hint=say("It stands in the public log."),
    )


class RenameAreaForm(Form):
    name_zh = TextField(IN_CHINESE, NAMED)
    name_en = TextField(IN_ENGLISH, [InputRequired(), Length(max=80)])


class AddAreaForm(RenameAreaForm):
    code = TextField(
        say("Division code"),
        [InputRequired(), Regexp(r"\d{6,12}\Z", message=say("Write 6 to 12 digits."))],
        hint=say("The code of the administrative division, such as 510703."),
        width="10",
    )


class RulesForm(Form):
    """Every figure of a version, then from when it counts and why."""

    def figures(self) -> dict[str, int]:
        return {name: self[name].data for name in NAMES}

    @classmethod
    def beside(cls, rules: Rules) -> "RulesForm":
        """Filled in with the figures of another version."""
        return cls(data={name: getattr(rules, name) for name in NAMES})


def _add_figures(form: Any) -> None:
    """One field for each figure there is, in its order."""
    for name in NAMES:
        limits = [InputRequired(), NumberRange(0, LONGEST_DAYS)]
        setattr(form, name, WholeNumberField(LABELS[name], limits, width="4"))
    form.in_force_from = MomentField(
        say("In force from"),
        [InputRequired()],
        hint=say("A time to come. What runs already keeps the version it began under."),
    )
    form.reason = LongTextField(say("Reason, published with it"), [InputRequired()], limit=500)


_add_figures(RulesForm)


class DayForm(Form):
    day = DayField(say("Day"), [InputRequired()])
    is_open = ChoiceField(
        say("Is it a working day?"),
        [InputRequired()],
        choices=[("yes", say("Worked")), ("no", say("Not worked"))],
        radios=True,
    )
    name_zh = TextField(say("What the day is called, in Chinese"), [Optional(), Length(max=60)])
    name_en = TextField(say("What the day is called, in English"), [Optional(), Length(max=60)])
    reason = LongTextField(say("Reason"), [InputRequired()], limit=500, rows=3)


class ArrangementField(FilesField):
    """Read at once and never kept, so the checks of uploads do not apply."""

    checks: ClassVar[list[Any]] = []


class YearsForm(Form):
    arrangement = ArrangementField(
        say("File of the arrangement"),
        [InputRequired()],
        accept=".json",
        hint=say("JSON with a year, its status, days_off and make_up_workdays."),
    )
