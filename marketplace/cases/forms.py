"""Forms of cases; field names are the operations' arguments."""

from collections.abc import Sequence
from typing import Any

from wtforms.validators import DataRequired, InputRequired, Length, Optional

from marketplace.cases.rules.papers import Gap
from marketplace.cases.states import Holder
from marketplace.core.texts import say
from marketplace.matters.models import Material
from marketplace.web.fields import (
    ChoiceField,
    ChoicesField,
    FilesField,
    LongTextField,
    MomentField,
    TextField,
)
from marketplace.web.forms import Form
from marketplace.web.texts import name

WHEN = say("When it happened")
WHEN_HINT = say("Leave it empty for now. Both this moment and the moment of entry are kept.")
LAW = say("Law and article")
LAW_HINT = say("Every refusal names it.")
FILES_HINT = say("PDF, PNG or JPEG.")


class ConfirmForm(Form):
    """Nothing to fill in: only the button."""


class ProjectCodeForm(Form):
    code = TextField(
        say("Unified project code"),
        [InputRequired(), Length(max=40)],
        hint=say("As in 2026-510701-48-01-123456; it is on the filing certificate."),
        width="30",
    )


class ApplyForm(Form):
    matter = ChoicesField(
        say("What is applied for"), [DataRequired(say("Choose at least one matter."))], coerce=int
    )
    counter_id = ChoiceField(say("Counter"), [Optional()], coerce=int, blank=say("No counter"))


class AttachForm(Form):
    files = FilesField(say("Files"), hint=FILES_HINT)


class AtForm(Form):
    at = MomentField(WHEN, [Optional()], hint=WHEN_HINT)


class BasisForm(Form):
    reason = LongTextField(say("Reason"), [DataRequired(say("Write the reason."))], limit=2000)
    law = TextField(
        LAW, [DataRequired(say("Name the law and the article.")), Length(max=500)], hint=LAW_HINT
    )


class RefuseForm(BasisForm, AtForm):
    """The reason and the law first."""

    def questions(self) -> list[Any]:
        return sorted(super().questions(), key=lambda field: field.short_name == "at")


class GrantForm(Form):
    decision = LongTextField(
        say("Decision"),
        [DataRequired(say("Write the decision."))],
        hint=say("With the number of the document."),
        limit=2000,
    )
    at = MomentField(WHEN, [Optional()], hint=WHEN_HINT)


class PauseForm(Form):
    reason = LongTextField(
        say("What is waited for, and why the law leaves it out of the days"),
        [DataRequired(say("Write the reason."))],
        limit=1000,
    )
    holder = ChoiceField(
        say("Who is waited for"),
        [DataRequired(say("Choose who is waited for."))],
        choices=Holder,
        radios=True,
    )
    at = MomentField(say("The pause began"), [Optional()], hint=WHEN_HINT)


class ReturnForm(Form):
    attachment_id = ChoiceField(
        say("Which work is returned"),
        [DataRequired(say("Choose a work of a firm among the papers."))],
        coerce=int,
        radios=True,
    )
    reason = LongTextField(
        say("What is wrong with it"), [DataRequired(say("Write the reason."))], limit=1000
    )
    at = MomentField(WHEN, [Optional()], hint=WHEN_HINT)


class FactForm(Form):
    new_fact = LongTextField(
        say("The new fact"),
        [DataRequired(say("Write the new fact."))],
        hint=say("What could not be known when the first notice was written."),
        limit=1000,
    )


class AssignForm(Form):
    person_id = ChoiceField(
        say("To whom"), [DataRequired(say("Choose one of your own people."))], coerce=int
    )


class WithdrawForm(Form):
    reason = LongTextField(say("Reason, if you like"), [Optional()], limit=500, rows=3)


class CheckForm(Form):
    broken = ChoicesField(say("Which conditions are not kept?"), [Optional()], coerce=int)
    finding = LongTextField(
        say("What was found"),
        [Optional()],
        hint=say("Needed when a condition is not kept. It is published."),
        limit=500,
    )


class ContactForm(Form):
    note = LongTextField(
        say("With whom you spoke, and about what"),
        [DataRequired(say("Write what was spoken about."))],
        limit=1000,
    )
    at = MomentField(WHEN, [Optional()], hint=WHEN_HINT)


OTHER = "other"
PREFIX = "gap_"


def notify_form(materials: Sequence[Material]) -> Form:
    """A field for each paper of the matter, and one for everything else."""
    fields: dict[str, Any] = {
        f"{PREFIX}{one.id}": TextField(name(one), [Length(max=500)]) for one in materials
    }
    fields[OTHER] = LongTextField(
        say("Anything else, one gap a line"), [Optional()], limit=2000, rows=3
    )
    fields["at"] = MomentField(WHEN, [Optional()], hint=WHEN_HINT)
    form: Form = type("NotifyForm", (NotifyForm,), fields)()
    return form


class NotifyForm(Form):
    """What is wrong with each paper; empty means in order."""

    def terms(self) -> dict[str, Any]:
        told = super().terms()
        about = {key: told[key].strip() for key in told if key.startswith(PREFIX)}
        gaps = [Gap(text, int(key.removeprefix(PREFIX))) for key, text in about.items() if text]
        rest = [Gap(line.strip()) for line in told[OTHER].splitlines() if line.strip()]
        return {"gaps": (*gaps, *rest), "at": told["at"]}
