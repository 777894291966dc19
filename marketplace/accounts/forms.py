"""Shapes of input about accounts."""

from typing import Any

from flask_login import current_user
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from marketplace.accounts.rules import names, passwords
from marketplace.accounts.states import HALL_KINDS, OWNER_KINDS, Kind
from marketplace.core.texts import name_of, say
from marketplace.web.fields import (
    ChoiceField,
    ChoicesField,
    CodeField,
    EmailField,
    SecretField,
    TextField,
    TickField,
)
from marketplace.web.forms import Form
from marketplace.web.layout import hall

NAME = [InputRequired(), Length(max=100)]
EMAIL = [InputRequired(), Length(max=254)]
LANGUAGES = [("zh", "简体中文"), ("en", "English")]
PASSWORD_HINT = say(
    "At least %(count)s characters. A sentence is easy to remember; you may paste it.",
    count=passwords.SHORTEST,
)


class SignInForm(Form):
    email = EmailField(say("E-mail address"), EMAIL)
    password = SecretField(say("Password"), [InputRequired()])


class NewPassword(Form):
    """A password that is not easily guessed; `own` are words of whom it is for."""

    own: tuple[str, ...] = ()

    password = SecretField(
        say("New password"), [InputRequired()], autocomplete="new-password", hint=PASSWORD_HINT
    )

    def validate_password(self, field: Any) -> None:
        own = [str(other.data) for other in self if other.short_name in ("email", "name")]
        fault = passwords.fault(field.data, *self.own, *own, hall().name_zh, hall().name_en)
        if fault is not None:
            raise ValidationError(fault)


class SignUpForm(NewPassword):
    email = EmailField(say("E-mail address"), EMAIL)
    name = TextField(say("Your name"), NAME, autocomplete="name")


class JoinForm(NewPassword):
    name = TextField(say("Your name"), NAME, autocomplete="name")


class AskResetForm(Form):
    email = EmailField(say("E-mail address"), EMAIL)


class ChangePasswordForm(NewPassword):
    current = SecretField(say("Present password"), [InputRequired()])


class AskEmailForm(Form):
    email = EmailField(say("New e-mail address"), EMAIL)
    current = SecretField(say("Present password"), [InputRequired()])


class PasswordForm(Form):
    """Proves once more who is here."""

    current = SecretField(say("Present password"), [InputRequired()])


class FactorForm(Form):
    code = CodeField(
        say("Code"),
        [InputRequired(), Length(max=20)],
        hint=say("Six digits from the app on your phone, or one of your recovery codes."),
    )


class TurnOffFactorForm(FactorForm):
    current = SecretField(say("Present password"), [InputRequired()])


class ProofForm(TurnOffFactorForm):
    """What is asked of who signs: the password, and a code of those who have a second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (current_user.is_authenticated and current_user.seen.has_second_factor):
            del self.code


class SetUpFactorForm(Form):
    sealed = HiddenField()
    code = CodeField(
        say("Code"), [InputRequired(), Length(max=20)], hint=say("Six digits from the app.")
    )


class PersonForm(Form):
    name = TextField(say("Your name"), NAME, autocomplete="name")
    phone = TextField(say("Phone"), [Optional(), Length(max=40)], autocomplete="tel", width="20")
    locale = ChoiceField(say("Language"), [InputRequired()], choices=LANGUAGES, radios=True)


class MailsForm(Form):
    kinds = ChoicesField(
        say("Which notices should come by mail as well?"), choices=list(names.MAIL_KINDS.items())
    )


def _named(kinds: Any) -> list[tuple[Kind, str]]:
    return [(kind, name_of(kind)) for kind in Kind if kind in kinds]


class OrganisationForm(Form):
    kind = ChoiceField(
        say("What is it?"),
        [InputRequired()],
        choices=_named(OWNER_KINDS | {Kind.INTERMEDIARY}),
        coerce=Kind,
        radios=True,
    )
    code = TextField(
        say("Unified social credit code"),
        [Optional(), Length(max=60)],
        hint=say("18 characters, from the business licence. Natural persons have none."),
        width="20",
    )
    name_zh = TextField(say("Name in Chinese"), [InputRequired(), Length(max=200)])
    name_en = TextField(say("Name in English"), [Optional(), Length(max=200)])


class BodyForm(Form):
    kind = ChoiceField(
        say("What is it?"),
        [InputRequired()],
        choices=_named(HALL_KINDS - {Kind.DEPARTMENT}),
        coerce=Kind,
        radios=True,
    )
    name_zh = TextField(say("Name in Chinese"), [InputRequired(), Length(max=200)])
    name_en = TextField(say("Name in English"), [InputRequired(), Length(max=200)])


class DetailsForm(Form):
    address = TextField(say("Address"), [Optional(), Length(max=300)])
    phone = TextField(say("Phone"), [Optional(), Length(max=40)], width="20")
    legal_representative = TextField(say("Legal representative"), [Optional(), Length(max=100)])
    area_id = ChoiceField(say("District"), [Optional()], coerce=int)
    bank_account = TextField(
        say("Bank account"),
        [Optional(), Length(max=60)],
        hint=say("Only a mark and the last four digits are kept. Leave it empty to keep it."),
        width="20",
    )


class InviteForm(Form):
    email = EmailField(say("E-mail address"), EMAIL)
    role = ChoiceField(say("Role"), [InputRequired()], radios=True)
    is_admin = TickField(say("May invite and remove others"))
