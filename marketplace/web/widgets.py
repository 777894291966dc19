"""GOV.UK's macros as widgets that speak the reader's language."""

from typing import Any

from govuk_frontend_wtf import wtforms_widgets as gov
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from marketplace.core.texts import Text, say
from marketplace.web.texts import translate

# An environment of their own: render_template would run the page's context processors per field.
GOVUK = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    auto_reload=False,
)
ERROR = say("Error")
LABEL, LEGEND = "govuk-label--s", "govuk-fieldset__legend--s"
MACROS = {
    "charactercount": ("character-count", "govukCharacterCount"),
    "checkboxes": ("checkboxes", "govukCheckboxes"),
    "date": ("date-input", "govukDateInput"),
    "file-upload": ("file-upload", "govukFileUpload"),
    "input": ("input", "govukInput"),
    "password": ("password-input", "govukPasswordInput"),
    "radios": ("radios", "govukRadios"),
    "select": ("select", "govukSelect"),
    "textarea": ("textarea", "govukTextarea"),
}


def spoken(value: Any) -> Any:
    """Every `Text` inside lists and dictionaries, translated."""
    if isinstance(value, Text):
        return translate(value)
    if isinstance(value, dict):
        return {key: spoken(part) for key, part in value.items()}
    return [spoken(part) for part in value] if isinstance(value, list) else value


def asked(field: Any) -> Text | str:
    """The label, with "(optional)" when the field may be left empty."""
    label: Text | str = field.label.text
    return say("%(label)s (optional)", label=label) if field.flags.optional else label


class Spoken:
    """Mixed into each widget: our words, the field's own parameters, the macro without a page."""

    template: str

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]  # a mixin
        if "fieldset" in params:
            params["fieldset"] = {"legend": {"text": asked(field), "classes": LEGEND}}
        if "label" in params:
            params["label"] = {"text": asked(field), "classes": LABEL}
        params["hint"] = {"text": field.description} if field.description else None
        if "errorMessage" in params:
            params["errorMessage"]["visuallyHiddenText"] = ERROR
        params |= field.params()
        return params

    def render(self, params: dict[str, Any]) -> Markup:
        component, macro = MACROS[self.template.rpartition("/")[2].removesuffix(".html")]
        path = f"govuk_frontend_jinja/components/{component}/macro.html"
        module = GOVUK.get_template(path).module
        return Markup(getattr(module, macro)(spoken(params)))  # noqa: S704 (the macro escapes)


class TextInput(Spoken, gov.GovTextInput):
    """One line."""


class EmailInput(Spoken, gov.GovTextInput):
    input_type = "email"


class SecretInput(Spoken, gov.GovPasswordInput):
    """A password that can be looked at."""


class LongText(Spoken, gov.GovTextArea):
    """Several lines."""


class CountedText(Spoken, gov.GovCharacterCount):
    """Several lines, with how many characters are left."""


class Select(Spoken, gov.GovSelect):
    """One of many."""


class FileInput(Spoken, gov.GovFileInput):
    """Files to send."""


class DateInput(Spoken, gov.GovFormBase):
    """Several small inputs; the field names them and their order."""

    template = "govuk_frontend_wtf/date.html"

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        kwargs.setdefault("id", field.id)
        return Markup(super().__call__(field, **kwargs))  # noqa: S704 (the macro escapes)

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params = super().map_gov_params(field, **kwargs)
        legend = {"text": params.pop("label")["text"], "classes": LEGEND}
        return params | {"fieldset": {"legend": legend}}


class _Options(Spoken):
    """A hint under an option, when the field has one for it."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params = super().map_gov_params(field, **kwargs)
        hints = getattr(field, "hints", {})
        for item in params["items"]:
            if item["value"] in hints:
                item["hint"] = {"text": hints[item["value"]]}
        return params


class Radios(_Options, gov.GovRadioInput):
    """One of a few."""


class Checkboxes(_Options, gov.GovCheckboxesInput):
    """Any of a few."""


class Tick(Spoken, gov.GovCheckboxInput):
    """One box."""
