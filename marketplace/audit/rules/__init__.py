"""How the log is read aloud: steps, things and details by name, and where their pages are."""

from collections.abc import Callable

from marketplace.audit.rules.cases import CASES
from marketplace.audit.rules.details import said
from marketplace.audit.rules.house import HOUSE
from marketplace.audit.rules.market import MARKET
from marketplace.audit.rules.paths import PATHS, path_of
from marketplace.audit.rules.things import DETAILS, THINGS
from marketplace.core.texts import Text

__all__ = ["DETAILS", "PATHS", "STEPS", "THINGS", "path_of", "said", "steps_like"]
STEPS: dict[str, Text] = MARKET | HOUSE | CASES


def steps_like(text: str, translate: Callable[[str], str]) -> list[str]:
    """The steps whose name, as the reader reads it, has these words; or whose own begins so."""
    asked = text.casefold()
    return [
        name
        for name, said in STEPS.items()
        if name.startswith(asked) or asked in translate(said).casefold()
    ]
