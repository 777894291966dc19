"""Form fields that speak the core's types: text, files, and by import amounts, days, choices."""

import re
from collections.abc import Callable
from typing import Any, ClassVar

import wtforms
from flask_wtf.file import MultipleFileField
from wtforms.validators import Regexp

from marketplace.core.errors import BadInputError
from marketplace.core.texts import say
from marketplace.web import widgets
from marketplace.web.amounts import MoneyField, WholeNumberField
from marketplace.web.choices import ChoiceField, ChoicesField
from marketplace.web.days import DayField, MomentField
from marketplace.web.questions import Question

__all__ = [
    "ChoiceField",
    "ChoicesField",
    "CodeField",
    "DayField",
    "EmailField",
    "FilesField",
    "LongTextField",
    "MomentField",
    "MoneyField",
    "SecretField",
    "TextField",
    "TickField",
    "WholeNumberField",
]
LINE_END = re.compile(r"\r\n?")
STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ACCEPTED = ".pdf,.png,.jpg,.jpeg"


def tidy(text: str | None) -> str:
    """No blanks around it, one kind of line end, and no signs that steer machines, such as NUL."""
    return STEERING.sub("", LINE_END.sub("\n", text or "")).strip()


class TextField(Question, wtforms.StringField):
    """One line of text, without blanks around it."""

    widget = widgets.TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = tidy(valuelist[0]) if valuelist else ""


class LongTextField(TextField):
    """Several lines; `limit` characters at most, counted down as one types."""

    def __init__(self, *args: Any, limit: int = 0, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", widgets.CountedText() if limit else widgets.LongText())
        super().__init__(*args, **kwargs)
        self.limit, self.rows = limit, rows
        if limit:
            self.validators = [*self.validators, wtforms.validators.Length(max=limit)]

    def params(self) -> dict[str, Any]:
        return super().params() | {"rows": self.rows} | (self._counted() if self.limit else {})

    def _counted(self) -> dict[str, Any]:
        left, over = say("%{count} characters left"), say("%{count} characters too many")
        return {
            "maxlength": self.limit,
            "textareaDescriptionText": say("At most %(limit)s characters.", limit=self.limit),
            "charactersUnderLimitText": {"one": left, "other": left},
            "charactersAtLimitText": say("No characters left"),
            "charactersOverLimitText": {"one": over, "other": over},
        }


class EmailField(TextField):
    widget = widgets.EmailInput()
    shape = Regexp(
        r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z",
        message=say("Write an e-mail address, such as name@example.com."),
    )

    def __init__(self, *args: Any, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(*args, autocomplete=autocomplete, **kwargs)
        self.validators = [*self.validators, self.shape]


class SecretField(Question, wtforms.PasswordField):
    """A password: kept as typed, never shown again."""

    widget = widgets.SecretInput()

    def __init__(self, *args: Any, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(*args, autocomplete=autocomplete, **kwargs)

    def params(self) -> dict[str, Any]:
        return super().params() | {
            "showPasswordText": say("Show"),
            "hidePasswordText": say("Hide"),
            "showPasswordAriaLabelText": say("Show password"),
            "hidePasswordAriaLabelText": say("Hide password"),
            "passwordShownAnnouncementText": say("Your password is visible"),
            "passwordHiddenAnnouncementText": say("Your password is hidden"),
        }


class CodeField(TextField):
    """A one-time code; blanks between its groups are forgiven."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, autocomplete="one-time-code", width="10", **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self.data = re.sub(r"\s", "", self.data or "")

    def params(self) -> dict[str, Any]:
        return super().params() | {"inputmode": "numeric"}


class FilesField(Question, MultipleFileField):
    """Files to send with the form, several at once; an empty list when there are none."""

    checks: ClassVar[list[Callable[[str, bytes], Any]]] = []  # a port; the files room fills it

    widget = widgets.FileInput(multiple=True)

    def __init__(self, *args: Any, accept: str = ACCEPTED, **kwargs: Any) -> None:
        super().__init__(*args, render_kw={"accept": accept}, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if not self.data:
            self.data: list[Any] = []

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Parse the files now, before the writing transaction; then `data` holds the fit ones."""
        try:
            for check in self.checks:
                self.data = [check(file.filename, file.read()) for file in self.data or ()]
        except BadInputError as error:
            raise wtforms.ValidationError(error.text) from error


class TickField(Question, wtforms.BooleanField):
    """One box to tick."""

    widget = widgets.Tick()
