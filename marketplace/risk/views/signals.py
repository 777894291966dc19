"""Pages of signals."""

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import demand, may
from marketplace.core.texts import say
from marketplace.risk import forms, operations, policy, queries, rules
from marketplace.risk.models import Signal
from marketplace.web import acting, done, layout, page, reader
from marketplace.web.texts import translate

bp = Blueprint("risk", __name__, url_prefix="/signals")
layout.menu(70, say("Signals"), "risk.index", {Role.REGULATOR, Role.AUDITOR})
FLAGGED = {"": True, "no": False, "all": None}
MARKED = {"useful": say("Useful"), "wrong": say("Wrong"), "none": say("Not marked yet")}
WORDS: dict[str, Any] = {
    "names": rules.NAMES,
    "written": rules.written,
    "limit": rules.limit,
    "strengths": rules.STRENGTHS,
}


def cursor() -> int:
    return request.args.get("before", 0, type=int)


@bp.get("/")
def index() -> ResponseReturnValue:
    if not policy.WATCHERS(reader()):
        raise NotAllowedError(say("Only regulators and auditors see this list."))
    keys = ("family", "flagged", "marked")
    chosen: dict[str, Any] = {key: request.args.get(key, "") for key in keys}
    filters = queries.Filters(
        chosen["family"], FLAGGED.get(chosen["flagged"], True), chosen["marked"]
    )
    found, after = queries.listed(db.session(), filters, cursor())
    pages = {"more": url_for(".index", **chosen, before=after) if after else ""}
    names: dict[str, Any] = WORDS | pages | options() | {"chosen": chosen}
    return page("risk/index.html", signals=found, **names)


def options() -> dict[str, Any]:
    def pairs(texts: dict[str, Any]) -> list[tuple[str, str]]:
        return [(key, translate(text)) for key, text in texts.items()]

    flags = {"no": say("Not flagged"), "all": say("All")}
    return {"families": pairs(rules.FAMILY_NAMES), "marks": pairs(MARKED), "flags": pairs(flags)}


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    if reader().role is not Role.INTERMEDIARY:
        raise NotAllowedError
    found, after = queries.of_firm(db.session(), reader().organisation_id, cursor())
    more = url_for(".mine", before=after) if after else ""
    leads = queries.about(db.session(), reader().organisation_id)
    said = {lead.id: rules.unpack(lead.text) for lead in leads}
    return page("risk/mine.html", signals=found, more=more, leads=leads, said=said, **WORDS)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    signal = queries.get(db.session(), id, reader())
    offers, firms = queries.evidence(db.session(), signal)
    verbs = [
        (translate(text), url_for(f".{verb}", id=id))
        for verb, text in (("mark", say("Mark the signal")), ("answer", say("Answer the signal")))
        if may(reader(), f"risk.{verb}", signal)
    ]
    names: dict[str, Any] = WORDS | read_again(signal) | {"offers": offers, "firms": firms}
    names["answers"] = seen_answers(signal)
    return page("risk/show.html", signal=signal, verbs=verbs, **names)


def read_again(signal: Signal) -> dict[str, Any]:
    """The words of a signal: its sentence, formula, false positives."""
    screen = rules.SCREENS[signal.kind]
    kinds = [rules.Kind(one) for one in signal.details["evidence"] if one in set(rules.Kind)]
    return {
        "text": rules.unpack(signal.details["text"]),
        "screen": screen,
        "grade": rules.GRADES[signal.grade],
        "family": rules.FAMILY_NAMES[signal.family],
        "shared": kinds,
    }


def seen_answers(signal: Signal) -> list[Any]:
    """All answers for who watches; a firm sees its own alone."""
    answers = queries.firms_of(db.session(), signal)
    if policy.WATCHERS(reader()):
        return answers
    return [one for one in answers if one.organisation_id == reader().organisation_id]


@bp.route("/<int:id>/mark", methods=["GET", "POST"])
def mark(id: int) -> ResponseReturnValue:
    signal, form = queries.get(db.session(), id, reader()), forms.MarkForm()
    demand(reader(), "risk.mark", signal)
    if form.sent():
        with acting(form, signal) as act:
            operations.mark(act, signal, **form.terms())
            return done(say("The mark is kept."), url_for(".show", id=id))
    return page("risk/say.html", form=form, signal=signal, verb="mark", **WORDS)


@bp.route("/<int:id>/answer", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    signal, form = queries.get(db.session(), id, reader()), forms.AnswerForm()
    demand(reader(), "risk.answer", signal)
    if form.sent():
        with acting(form, signal) as act:
            operations.answer(act, signal, **form.terms())
            return done(say("Your answer stands beside the signal."), url_for(".show", id=id))
    return page("risk/say.html", form=form, signal=signal, verb="answer", **WORDS)
