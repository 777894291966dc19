"""Who signs proves once more who he is: a port; the room of accounts knows passwords and codes."""

from collections.abc import Callable

from marketplace.web.forms import Form

PROOF = frozenset({"current", "code"})  # the fields that prove; no operation takes them
PROVERS: list[Callable[[Form], bool]] = []


def proven(form: Form) -> bool:
    """Is it the person himself? What is wrong stands on the fields of the form."""
    return bool(PROVERS) and all(prove(form) for prove in PROVERS)
