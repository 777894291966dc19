"""The docket, the lists of those concerned, one complaint."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.complaints import policy, queries, rules
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import MACHINE, Kind, State
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import may
from marketplace.core.texts import say
from marketplace.files import queries as files
from marketplace.web import layout, page, public, reader
from marketplace.web.texts import named, translate

E = TypeVar("E", bound=StrEnum)
bp = Blueprint("complaints", __name__, url_prefix="/complaints")
NO_PARTIES = set(Role) - {Role.OWNER, Role.INTERMEDIARY}  # their menu is full of their own things
layout.menu(60, say("Complaints"), "complaints.index", NO_PARTIES)
layout.footer(8, say("Complaints"), "complaints.index")
REGULATORS = (Role.REGULATOR, Role.AUDITOR)


def option(enum: type[E], value: str) -> E | None:
    return enum(value) if value in set(enum) else None


def options(enum: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, named(member)) for member in enum]


def cursor(key: str) -> int:
    return request.args.get(key, 0, type=int)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    chosen: dict[str, Any] = {key: request.args.get(key, "") for key in ("state", "kind")}
    state, kind = option(State, chosen["state"]), option(Kind, chosen["kind"])
    found, after = queries.docket(db.session(), state, kind, cursor("before"))
    more = url_for(".index", **chosen, before=after) if after else ""
    names: dict[str, Any] = {"chosen": chosen, "waits": waits(found)}
    lists: dict[str, Any] = {"states": options(State), "kinds": options(Kind)}
    return page("complaints/index.html", complaints=found, more=more, **names, **lists)


def waits(found: list[Complaint]) -> dict[int, rules.Wait | None]:
    return {one.id: queries.wait_of(db.session(), one.due_at, clock.now()) for one in found}


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    actor, session = reader(), db.session()
    if actor.role in REGULATORS:
        found, after = queries.by_due_time(session, actor, cursor("after"))
        more = url_for(".mine", after=after) if after else ""
        return page("complaints/due.html", complaints=found, more=more, waits=waits(found))
    found, after = queries.with_party(session, actor.organisation_id, cursor("before"))
    more = url_for(".mine", before=after) if after else ""
    return page("complaints/mine.html", complaints=found, more=more, waits=waits(found))


@bp.get("/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    session, actor = db.session(), reader()
    complaint = queries.get(session, id)
    names: dict[str, Any] = {"complaint": complaint, "within": policy.READERS(actor, complaint)}
    if names["within"]:
        names["evidence"] = files.of(session, complaint, "evidence")
        names["answered"] = files.of(session, complaint, "answer")
    names["wait"] = queries.wait_of(session, complaint.due_at, clock.now())
    names["answer_wait"] = queries.wait_of(session, complaint.answer_due_at, clock.now())
    asked = (complaint.state, complaint.answer_due_at, clock.now())
    names["hearing"] = rules.answer_is_awaited(*asked)
    return page("complaints/show.html", verbs=verbs(complaint), **names)


TEXTS = {
    "accept": say("Take it up"),
    "refuse": say("Do not take it up"),
    "answer": say("Answer the complaint"),
    "uphold": say("Uphold the complaint"),
    "dismiss": say("Dismiss the complaint"),
    "extend": say("Take more time"),
    "withdraw": say("Withdraw"),
}


def verbs(complaint: Complaint) -> list[tuple[str, str]]:
    """The buttons this reader has now; each decision page refuses what is too early."""
    moves = set(MACHINE.verbs_from(complaint.state))
    moves |= {"extend"} & {move.removesuffix("_unanswered") for move in moves}
    if complaint.extended_at:
        moves.discard("extend")
    if rules.answer_is_awaited(complaint.state, complaint.answer_due_at, clock.now()):
        moves -= {"uphold", "dismiss"}
    return [
        (translate(text), url_for(f".{verb}", id=complaint.id))
        for verb, text in TEXTS.items()
        if verb in moves and may(reader(), f"complaints.{verb}", complaint)
    ]
