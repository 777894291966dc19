"""What people type in the directory."""

from wtforms.validators import InputRequired, Length, Optional

from marketplace.core.texts import Text, say
from marketplace.directory.models import Firm, Qualification
from marketplace.directory.queries.firms import Choices
from marketplace.directory.rules.papers import GRADES
from marketplace.directory.rules.terms import Licence, Profile, Terms
from marketplace.directory.states import PenaltyKind
from marketplace.matters.rules.wording import chinese_part
from marketplace.web.fields import (
    ChoiceField,
    ChoicesField,
    DayField,
    EmailField,
    FilesField,
    LongTextField,
    TextField,
)
from marketplace.web.forms import Form
from marketplace.web.texts import locale

REQUIRED = InputRequired()
REASON = say("The reason is shown to the firm.")


def named(rows: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Pairs of id and name in the reader's language, as fields want them."""
    chinese = locale() == "zh"
    return [(row[0], (row[1] if chinese else row[2]) or row[1]) for row in rows]


class EmptyForm(Form):
    """A button that changes something; nothing to fill in."""


class DescribeForm(Form):
    introduction = LongTextField(
        say("About the firm"),
        [Optional()],
        hint=say("What you do and have done, in a few sentences. It is public."),
        limit=2000,
    )
    contact_name = TextField(say("Contact person"), [REQUIRED, Length(max=100)], width="20")
    contact_phone = TextField(
        say("Business phone"), [REQUIRED, Length(max=40)], width="20", autocomplete="tel"
    )
    contact_email = EmailField(say("Business e-mail"), [REQUIRED, Length(max=254)])
    areas = ChoicesField(say("Areas you work in"), [REQUIRED], coerce=int)

    @classmethod
    def of(cls, firm: Firm, choices: Choices) -> "DescribeForm":
        form = cls(obj=firm, data={"areas": [area.id for area in firm.areas]})
        form.areas.choices = named(choices.areas)
        if not form.is_submitted():
            form.areas.data = [area.id for area in firm.areas]
        return form

    def profile(self) -> Profile:
        terms = self.terms()
        return Profile(**terms | {"areas": tuple(terms["areas"])})


class PaperForm(Form):
    kind = ChoiceField(
        say("Kind of qualification"),
        [REQUIRED],
        hint=say("As the catalogue of service items asks for it."),
    )
    items = ChoicesField(say("Service items it covers"), [REQUIRED], coerce=int)
    grade = ChoiceField(
        say("Grade held"), [Optional()], choices=list(GRADES.items()), blank=say("No grade")
    )
    certificate_no = TextField(say("Certificate number"), [REQUIRED, Length(max=80)], width="20")
    scope = LongTextField(
        say("Scope"), [Optional()], hint=say("As the certificate words it."), limit=500, rows=3
    )
    valid_from = DayField(say("Valid from"), [REQUIRED])
    valid_to = DayField(say("Valid to"), [REQUIRED])
    files = FilesField(
        say("Scan of the certificate"),
        [Optional()],
        hint=say("PDF, PNG or JPEG, at most 20 MB. It is seen by those who check, not by all."),
    )

    @classmethod
    def of(cls, choices: Choices, kinds: list[str], paper: Qualification | None) -> "PaperForm":
        form = cls(obj=paper)
        form.kind.choices = [(kind, chinese_part(kind)) for kind in kinds]
        form.items.choices = named(choices.items)
        if paper is not None and not form.is_submitted():
            form.items.data = [item.id for item in paper.items]
        return form

    def wanted(self) -> Terms:
        terms = self.terms()
        items = tuple(terms["items"])
        return Terms(**terms | {"items": items, "grade": terms["grade"] or ""})


class PractitionerForm(Form):
    name = TextField(
        say("Name of the practitioner"),
        [REQUIRED, Length(max=100)],
        width="20",
        autocomplete="name",
    )
    licence_kind = TextField(
        say("Kind of licence"),
        [REQUIRED, Length(max=100)],
        hint=say("For example: registered surveyor."),
    )
    licence_no = TextField(say("Licence number"), [REQUIRED, Length(max=80)], width="20")
    employer = TextField(
        say("Employer"), [REQUIRED, Length(max=200)], hint=say("As social security has it.")
    )
    valid_to = DayField(say("Licence valid to"), [Optional()])

    def licence(self) -> Licence:
        return Licence(**self.terms())


class GiveBackForm(Form):
    faults = LongTextField(
        say("What has to be corrected"),
        [REQUIRED],
        hint=say("One fault a line, and all of them: it can be returned only once."),
        rows=8,
        limit=3000,
    )


class RefuseForm(Form):
    reason = LongTextField(say("Reason"), [REQUIRED], hint=REASON, limit=1000)


class PenaltyForm(Form):
    reason = LongTextField(
        say("Reason"), [REQUIRED], hint=say("It is public, with the dates."), limit=1000
    )
    until = DayField(say("Last day"), [Optional()])

    @classmethod
    def of(cls, kind: PenaltyKind) -> "PenaltyForm":
        form = cls()
        form.until.description = HINTS[kind]
        if kind is PenaltyKind.SUSPENSION:
            form.until.validators = [REQUIRED]
            form.until.flags.optional = False
        return form


HINTS: dict[PenaltyKind, Text] = {
    PenaltyKind.WARNING: say("After it the warning no longer counts. Empty: it stays."),
    PenaltyKind.SUSPENSION: say("The suspension ends by itself after this day."),
    PenaltyKind.EXPULSION: say("Empty: for good."),
}
