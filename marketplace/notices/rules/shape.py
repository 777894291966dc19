"""What a rule of the table looks like, and how the parameters of a text are kept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, auto
from typing import Any

from marketplace.core.texts import Names, Text, say

MOVED = say("The calendar changed. “%(title)s”: %(deadline)s %(until)s, later than you were told.")
_PLACE = re.compile(r"%\((\w+)\)s")


class Whom(StrEnum):
    """Who is concerned by a fact."""

    OWNER = auto()
    FIRM = auto()
    BOTH = auto()  # owner and firm
    OTHER_SIDE = auto()  # of owner and firm, the one that did not act
    MATCHING = auto()  # qualified today, in that area, not excluded
    BIDDERS = auto()
    ADMITTED = auto()  # bidders whose offer or sign-up counts
    TURNED_AWAY = auto()  # bidders whose offer or sign-up does not
    LOSERS = auto()  # by one reason
    WINNER = auto()
    REGULATOR = auto()
    OPERATOR = auto()
    COMPLAINANT = auto()
    AGAINST = auto()
    PARTIES = auto()  # complainant and the other side
    RATED = auto()
    PERSON = auto()


@dataclass(frozen=True)
class Rule:
    """`kind` of notice, for those who have it by mail, or ""; `path` has places like {request}.

    `lost_by` narrows the losers to those whose offer lost for that reason.
    """

    kind: str
    whom: Whom
    text: Text
    path: str
    lost_by: str = ""


Table = dict[str, tuple[Rule, ...]]  # by the name of the fact


def teller(kind: str, path: str) -> Callable[..., Rule]:
    """Makes the rules of one kind, which all lead to the same page."""

    def rule(whom: Whom, text: Text, lost_by: str = "") -> Rule:
        return Rule(kind, whom, text, path, lost_by)

    return rule


def places(text: str) -> set[str]:
    """The names of the parameters a text has places for."""
    return set(_PLACE.findall(text))


def encoded(value: object) -> Any:
    """A parameter as JSON, so that it can be shown in any language later."""
    if isinstance(value, Names):
        return {"zh": value.name_zh, "en": value.name_en}
    if isinstance(value, Text):
        return {"text": value.id}
    if isinstance(value, date):
        key = "moment" if isinstance(value, datetime) else "day"
        return {key: value.isoformat()}
    return "" if value is None else str(value)


_DECODERS: dict[str, Callable[[str], object]] = {
    "text": Text,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
}


def decoded(params: Mapping[str, Any]) -> dict[str, object]:
    return {name: _decoded(value) for name, value in params.items()}


def _decoded(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    if "zh" in value:
        return Names(value["zh"], value["en"])
    ((key, plain),) = value.items()
    return _DECODERS[key](plain)
