"""The formula, one organisation's credit, contests, proposals."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.complaints.queries import wait_of
from marketplace.core import clock, rulesets
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import may
from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.credit import policy, queries
from marketplace.credit.models import Contest, Entry
from marketplace.credit.rules.points import GIVES, GROUP, KINDS, MOST, TAKES, Line, tally
from marketplace.credit.states import ContestState, Kind
from marketplace.files import queries as files
from marketplace.web import layout, page, public, reader
from marketplace.web.texts import named, translate

bp = Blueprint("credit", __name__, url_prefix="/credit")
layout.footer(9, say("Credit"), "credit.index")


def cursor(key: str) -> int:
    return request.args.get(key, 0, type=int)


def points_of(kind: Kind, figures: Rules) -> str:
    """The full points of one kind of entry, with their sign."""
    if kind in GIVES:
        return f"+{getattr(figures, GIVES[kind])}"
    return f"−{getattr(figures, TAKES[kind])}"


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """How the score is counted, in words and numbers, today and in earlier versions."""
    session = db.session()
    figures = rulesets.in_force(session, clock.now()).rules
    tables = [(side, [(kind, *_figures(kind, figures)) for kind in KINDS[side]]) for side in KINDS]
    mine = reader().organisation_id if reader().role in (Role.OWNER, Role.INTERMEDIARY) else 0
    names: dict[str, Any] = {"versions": queries.formulas(session), "mine": mine}
    return page("credit/index.html", figures=figures, tables=tables, **names)


def _figures(kind: Kind, figures: Rules) -> tuple[str, int | None]:
    """Its points, and the most that its group may gain."""
    points = "" if kind is Kind.RATED else points_of(kind, figures)
    group = GROUP.get(kind)
    return points, int(getattr(figures, MOST[group])) if group else None


@bp.get("/<int:id>")
@public
def organisation(id: int) -> ResponseReturnValue:
    """Every entry of one firm or owner; their sum is the score."""
    session = db.session()
    body = queries.organisation(session, reader(), id)
    names: dict[str, Any] = {"body": body, "score": None, "entries": []}
    names["firm_id"] = queries.firm_id(session, id)
    score = queries.score_of(session, id)
    if score is not None and score.value is not None:
        figures = score.rule_set.rules
        total = tally([Line(one.kind, one.points) for one in score.entries], figures)
        found, after = queries.shown(score, clock.now(), cursor("after"))
        more = url_for(".organisation", id=id, after=after) if after else ""
        names |= {"score": score, "tally": total, "entries": rows(found), "more": more}
    return page("credit/organisation.html", **names)


def rows(entries: Iterable[Entry]) -> list[tuple[Entry, Any, bool]]:
    """Each entry, its last contest, and whether this reader may contest it."""
    found = []
    for entry in entries:
        last = entry.contests[-1] if entry.contests else None
        free = last is None or last.state is ContestState.WITHDRAWN
        asked = free and entry.regulator_id is not None and entry.points != 0
        found.append((entry, last, asked and may(reader(), "credit.contest", entry)))
    return found


@bp.get("/contests")
@public
def contests() -> ResponseReturnValue:
    """All contests of entries, with their outcome and reasons."""
    asked = request.args.get("state", "")
    state = ContestState(asked) if asked in set(ContestState) else None
    found, after = queries.contests(db.session(), state, cursor("before"))
    more = url_for(".contests", state=asked, before=after) if after else ""
    states = [(member.value, named(member)) for member in ContestState]
    names: dict[str, Any] = {"states": states, "chosen": asked}
    return page("credit/contests.html", contests=found, more=more, **names)


@bp.get("/contests/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    """One contest: who says what, until when, and how it ended."""
    session, actor = db.session(), reader()
    contest = queries.contest(session, actor, id)
    names: dict[str, Any] = {"verbs": verbs(contest), "evidence": []}
    if policy.READERS(actor, contest):
        names["evidence"] = files.of(session, contest, "evidence")
    names["wait"] = wait_of(session, contest.due_at, clock.now())
    return page("credit/contest.html", contest=contest, **names)


TEXTS = {
    "uphold": say("Strike the entry"),
    "dismiss": say("Leave the entry"),
    "withdraw": say("Withdraw the contest"),
}


def verbs(contest: Contest) -> list[tuple[str, str]]:
    if contest.state is not ContestState.FILED:
        return []
    return [
        (translate(text), url_for(f".{verb}", id=contest.id))
        for verb, text in TEXTS.items()
        if may(reader(), f"credit.{verb}", contest)
    ]


@bp.get("/proposals")
def proposals() -> ResponseReturnValue:
    """Measures after refusals that wait for this department."""
    found, after = queries.proposals(db.session(), reader(), cursor("after"))
    more = url_for(".proposals", after=after) if after else ""
    waits = {one.id: wait_of(db.session(), one.due_at, clock.now()) for one in found}
    return page("credit/proposals.html", proposals=found, more=more, waits=waits)
