"""What every field of ours has: a label and a hint in the reader's language, a width."""

from typing import Any


class Question:
    """`hint` stands under the label; `width` is in characters: 2, 3, 4, 5, 10, 20, 30."""

    width = ""

    def __init__(
        self, *args: Any, hint: str = "", width: str = "", autocomplete: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, description=hint, **kwargs)  # type: ignore[call-arg]  # a WTForms field
        self.width, self.autocomplete = width or self.width, autocomplete

    def params(self) -> dict[str, Any]:
        """What the macro is told beyond label, value and error."""
        params: dict[str, Any] = {}
        if self.width:
            params["classes"] = f"govuk-input--width-{self.width}"
        if self.autocomplete:
            params["autocomplete"] = self.autocomplete
        return params
