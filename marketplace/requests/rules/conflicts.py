"""Who prepared a work may not review it, over a project's whole life; linked firms are one."""

from collections.abc import Iterable, Mapping

from marketplace.core.texts import say

PREPARED = say(
    "Who prepared a work of this project, or is linked with who did, may not review it; nor the "
    "other way round: %(work)s (%(number)s)."
)
MEETS = say(
    "A firm linked with this one takes part already; they share: %(what)s. Linked firms may not "
    "meet in one selection."
)


def related(code: str, reviews: Mapping[str, Iterable[str]]) -> set[str]:
    """The services that this one reviews, and those that review it."""
    judges = {other for other, judged in reviews.items() if code in judged}
    return judges | set(reviews.get(code, ()))
