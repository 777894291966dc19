"""What every field of ours has: a label and a hint in the reader's language, a width."""

from typing import Any

from wtforms.validators import StopValidation


class Question:
    """`hint` stands under the label; `width` is in characters: 2, 3, 4, 5, 10, 20, 30."""

    width = ""

    def __init__(
        self, *args: Any, hint: str = "", width: str = "", autocomplete: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, description=hint, **kwargs)  # type: ignore[call-arg]  # a WTForms field
        self.width, self.autocomplete = width or self.width, autocomplete

    def pre_validate(self, form: Any) -> None:
        """What could not be read is told once; no rule is tried on it."""
        if self.process_errors:  # type: ignore[attr-defined]  # a WTForms field
            raise StopValidation
        super().pre_validate(form)  # type: ignore[misc]  # a mixin

    def params(self) -> dict[str, Any]:
        """What the macro is told beyond label, value and error."""
        params: dict[str, Any] = {}
        if self.width:
            params["classes"] = f"govuk-input--width-{self.width}"
        if self.autocomplete:
            params["autocomplete"] = self.autocomplete
        return params
