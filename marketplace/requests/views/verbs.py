"""The buttons of a request: what its reader may do to it in its state."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.requests.models import Request
from marketplace.requests.rules.details import DETAILED, WEIGHED
from marketplace.requests.rules.following import UNAWARDED, may_be_noticed_again, may_go_direct
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import DRAWN, Method, State
from marketplace.web import reader
from marketplace.web.texts import translate

TEXTS: dict[str, tuple[Text, str]] = {
    "edit": (say("Change the draft"), "secondary"),
    "exclude": (say("Exclude a firm"), "secondary"),
    "detail": (say("Terms of the method"), "secondary"),
    "appoint": (say("Name the evaluators"), "secondary"),
    "submit": (say("Hand in for check"), ""),
    "publish": (say("Publish"), ""),
    "name": (say("Publish the direct selection"), ""),
    "notice": (say("Publish with its draw"), ""),
    "give_back": (say("Return to the owner"), "secondary"),
    "revise": (say("Revise"), "secondary"),
    "renotice": (say("Notice again"), ""),
    "go_direct": (say("Choose a firm directly"), ""),
    "leave": (say("Leave it at that"), "secondary"),
    "withdraw": (say("Withdraw"), "warning"),
}
PUBLISHING = {Method.DIRECT: "name"} | dict.fromkeys(DRAWN, "notice")
OF_A_DRAFT = ("submit", "edit", "exclude", "withdraw")


@dataclass(frozen=True)
class Idle:
    """Of a request that ended without an award: may anything follow, is it still to be left?"""

    follows: bool
    leaves: bool


def links(request: Request, now: datetime, idle: Idle) -> list[tuple[str, str, str]]:
    """Text, address and look of each button."""
    verbs = _following(request, idle) if request.state in UNAWARDED else _verbs(request, now)
    shown = [_link(verb, request) for verb in verbs if _allowed(verb, request)]
    return shown + _anew(request) if request.state in UNAWARDED and idle.follows else shown


def _anew(request: Request) -> list[tuple[str, str, str]]:
    """A request of its own for the same work, where nothing follows on this one."""
    own = request.project is not None and may(reader(), "requests.draft", request.project)
    if not own or request.item is None or _may_be_noticed_again(request):
        return []
    matter = request.matter.code if request.matter else None
    code, project = request.item.code, request.project_id
    url = url_for("requests.draft", item=code, project=project, matter=matter)
    return [(translate(say("Ask anew")), url, "secondary")]


def _verbs(request: Request, now: datetime) -> tuple[str, ...]:
    if request.state is State.DRAFT:
        return (*OF_A_DRAFT, *_of_the_method(request))
    if request.state is State.IN_CHECK:
        return (PUBLISHING.get(request.method, "publish"), "give_back", "withdraw")
    if request.state is State.OPEN:
        open_ones = ("revise", "withdraw") if takes_offers(request.closes_at, now) else ()
        return (*open_ones, *("appoint",) * (request.method in WEIGHED))
    return ()


def _of_the_method(request: Request) -> tuple[str, ...]:
    """What a method needs beside the draft: its terms first, then its people."""
    return ("detail",) * (request.method in DETAILED) + ("appoint",) * (request.method in WEIGHED)


def _following(request: Request, idle: Idle) -> tuple[str, ...]:
    again = _may_be_noticed_again(request)
    direct = may_go_direct(request.state, request.reason)
    verbs = ("renotice",) * again + ("go_direct",) * direct + ("leave",) * idle.leaves
    return verbs if idle.follows else ()


def _may_be_noticed_again(request: Request) -> bool:
    return may_be_noticed_again(request.state, request.round, request.renotices)


def _allowed(verb: str, request: Request) -> bool:
    return may(reader(), f"{_room(verb)}.{verb}", request)


def _link(verb: str, request: Request) -> tuple[str, str, str]:
    text, look = TEXTS[verb]
    return translate(text), url_for(f"{_room(verb)}.{verb}", id=request.id), look


def _room(verb: str) -> str:
    """Naming a firm makes an award, noticing a draw begins it: those pages are selection's."""
    return "selection" if verb in PUBLISHING.values() else "requests"
