"""Pages of leads: the lists, one lead, reporting, looking into it, answering, closing."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.claims import queries as claims
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.packing import unpack
from marketplace.core.policy import may
from marketplace.core.texts import Text, say
from marketplace.matters import queries as catalogue
from marketplace.risk import forms, operations, policy, queries
from marketplace.risk.models import Lead
from marketplace.risk.states import LeadState
from marketplace.risk.views.signals import bp, cursor
from marketplace.web import acting, done, layout, page, reader
from marketplace.web.forms import Form
from marketplace.web.texts import named, translate

layout.menu(71, say("Leads"), "risk.leads", {Role.REGULATOR, Role.AUDITOR})
TEXTS = {
    "take": say("Look into it"),
    "reply": say("Answer the lead"),
    "close": say("Close the lead"),
}


@bp.get("/leads")
def leads() -> ResponseReturnValue:
    if not policy.WATCHERS(reader()):
        raise NotAllowedError(say("Only regulators and auditors see this list."))
    chosen = request.args.get("state", "")
    state = LeadState(chosen) if chosen in set(LeadState) else None
    found, after = queries.leads(db.session(), reader(), state, cursor())
    more = url_for(".leads", state=chosen, before=after) if after else ""
    states = [(one.value, named(one)) for one in LeadState]
    names: dict[str, Any] = {"chosen": chosen, "states": states}
    return page("risk/leads.html", leads=found, more=more, said=said, **names)


@bp.get("/reports")
def reports() -> ResponseReturnValue:
    """What the reader's own organisation reported."""
    if not policy.REPORTERS(reader()):
        raise NotAllowedError
    found, after = queries.reported_by(db.session(), reader().organisation_id, cursor())
    more = url_for(".reports", before=after) if after else ""
    return page("risk/reports.html", leads=found, more=more, said=said)


def said(lead: Lead) -> str:
    return translate(unpack(lead.text))


@bp.get("/leads/<int:id>")
def lead(id: int) -> ResponseReturnValue:
    session, actor = db.session(), reader()
    found = queries.lead(session, id, actor)
    watches = policy.LEAD_WATCHERS(actor, found)
    return page(
        "risk/lead.html",
        lead=found,
        said=said(found),
        watches=watches,
        is_reporter=policy.reported_it(actor, found),
        checks=queries.checks_behind(session, found) if watches else (),
        verbs=_verbs(found),
    )


def _verbs(lead: Lead) -> list[tuple[str, str]]:
    moves = {
        LeadState.OPEN: ("take",),
        LeadState.TAKEN: ("reply", "close"),
        LeadState.CLOSED: (),
    }
    return [
        (translate(TEXTS[verb]), url_for(f".{verb}", id=lead.id))
        for verb in moves[lead.state]
        if may(reader(), f"risk.{verb}", lead)
    ]


@bp.route("/report", methods=["GET", "POST"])
def report() -> ResponseReturnValue:
    if not policy.REPORTERS(reader()):
        raise NotAllowedError
    session = db.session()
    matter = catalogue.matter(session, request.args.get("matter", ""))
    item = claims.item_by_code(session, request.args.get("item", ""))
    form = forms.ReportForm()
    if item is not None:
        del form.paper
    if form.sent():
        terms = {"paper": ""} | form.terms()
        firm = claims.firm_named(session, terms["firm"])
        told = operations.Report(
            matter, item, terms["paper"], terms["asker"], firm, terms["firm"], terms["note"]
        )
        with acting(form) as act:
            new = operations.report(act, None, report=told)
            return done(say("Your report is with the regulators."), url_for(".lead", id=new.id))
    return page("risk/report.html", form=form, matter=matter, item=item)


def _act_on(verb: str, id: int, form: Form, message: Text) -> ResponseReturnValue:
    """One page for each verb: what it means, what is written, what happens next."""
    found = queries.lead(db.session(), id, reader())
    if not may(reader(), f"risk.{verb}", found):
        raise NotAllowedError
    if form.sent():
        with acting(form, found) as act:
            getattr(operations, verb)(act, found, **form.terms())
            return done(message, url_for(".lead", id=id))
    names: dict[str, Any] = {"verb": verb, "title": translate(TEXTS[verb]), "lead": said(found)}
    return page("risk/act_on.html", form=form, about=found, **names)


@bp.route("/leads/<int:id>/take", methods=["GET", "POST"])
def take(id: int) -> ResponseReturnValue:
    return _act_on("take", id, forms.TakeForm(), say("The lead is with your department."))


@bp.route("/leads/<int:id>/reply", methods=["GET", "POST"])
def reply(id: int) -> ResponseReturnValue:
    return _act_on("reply", id, forms.AnswerForm(), say("Your answer is with the regulator."))


@bp.route("/leads/<int:id>/close", methods=["GET", "POST"])
def close(id: int) -> ResponseReturnValue:
    return _act_on("close", id, forms.CloseForm(), say("The lead is closed."))
