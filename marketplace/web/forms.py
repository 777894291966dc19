"""The base of every form: reads the request, carries the token, takes refusals on its fields."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, FileField, MultipleFileField

from marketplace.core.errors import BadInputError
from marketplace.core.texts import Text, say
from marketplace.web.texts import translate

NOT_A_CHOICE = say("Choose one of the options listed.")
# What WTForms says, and what we say instead.
OWN_WORDS: dict[str, Text] = {
    "This field is required.": say("Fill this in."),
    "Not a valid choice.": NOT_A_CHOICE,
    "Invalid Choice: could not coerce.": NOT_A_CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": NOT_A_CHOICE,
    "Invalid input.": say("This is not written in the way it should be."),
    "Field must be equal to %(other_name)s.": say("The two do not agree. Type them again."),
    "Number must be at least %(min)s.": say("Write %(min)s or more."),
    "Number must be at most %(max)s.": say("Write %(max)s or less."),
    "Number must be between %(min)s and %(max)s.": say("Write a number from %(min)s to %(max)s."),
    "Field must be at least %(min)d characters long.": say("Write at least %(min)s characters."),
    "Field cannot be longer than %(max)d characters.": say("Write at most %(max)s characters."),
    "Field must be exactly %(max)d characters long.": say("Write exactly %(max)s characters."),
    "Field must be between %(min)d and %(max)d characters long.": say(
        "Write from %(min)s to %(max)s characters."
    ),
}


class OwnWords:
    """Our words where WTForms has its own; it fills their places itself."""

    def gettext(self, text: str) -> str:
        return translate(OWN_WORDS.get(text, say(text)))

    def ngettext(self, _one: str, many: str, _count: int) -> str:
        return self.gettext(many)


class Form(FlaskForm):
    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> OwnWords:
            return OwnWords()

    def sent(self) -> bool:
        """Was it sent, and is every field as it should be?"""
        return request.method == "POST" and bool(self.validate())

    def terms(self) -> dict[str, Any]:
        """What the person asked for, by the argument names of the operation."""
        return {field.short_name: field.data for field in self.questions()}

    def questions(self) -> list[Field]:
        """The fields a person fills in, in order."""
        return [field for field in self if field.type not in ("CSRFTokenField", "SubmitField")]

    def refuse(self, error: BadInputError) -> bool:
        """Show the refusal on its field; False when the form has no such field."""
        if error.field not in self:
            return False
        self[error.field].errors = [*self[error.field].errors, error.text]
        return True

    def problems(self) -> list[tuple[str, str]]:
        """Each field's name and first error, and the id of the input it is about."""
        faulty = [field for field in self if field.errors]
        return [(_problem(field), getattr(field, "anchor", field.id)) for field in faulty]

    @property
    def takes_files(self) -> bool:
        return any(isinstance(field, FileField | MultipleFileField) for field in self)


def _problem(field: Field) -> str:
    label = translate(field.label.text).rstrip(".。？?")
    return translate(say("%(label)s: %(error)s", label=label, error=field.errors[0]))
