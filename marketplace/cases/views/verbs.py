"""A page for each verb on a case: what it means, what is written, what happens next."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import queries as accounts
from marketplace.cases import forms, operations, policy, queries
from marketplace.cases.models import Case
from marketplace.cases.states import BACK, FRONT, MACHINE, State
from marketplace.cases.views.door import bp, seen
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand, may
from marketplace.core.texts import Text, say
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form
from marketplace.web.texts import name, translate

TEXTS: dict[str, Text] = {
    "accept": say("Accept the application"),
    "notify": say("Notify all gaps"),
    "decline": say("Do not accept"),
    "take": say("Begin the review"),
    "grant": say("Grant it"),
    "refuse": say("Refuse it"),
    "return_deliverable": say("Return a firm's work"),
    "pause": say("Pause the clock"),
    "resume": say("Let the clock run on"),
    "mend": say("Hand in a better version"),
    "answer": say("All gaps are mended"),
    "assign": say("Give it to a colleague"),
    "allow_notice": say("State a new fact"),
    "reply": say("Lay the decision ready"),
    "collect": say("The decision is collected"),
    "withdraw": say("Withdraw the application"),
}
DONE: dict[str, Text] = {
    "accept": say("The application is accepted, and both clocks run."),
    "notify": say("The notice is with the applicant."),
    "decline": say("The application is not accepted; the reason and the law are told."),
    "take": say("The review is yours."),
    "grant": say("The decision goes to the reply window."),
    "refuse": say("The refusal goes to the reply window, with its law."),
    "return_deliverable": say("The work is returned, and the firm's first-pass rate is counted."),
    "pause": say("The clock stands still."),
    "resume": say("The clock runs on."),
    "mend": say("The better version is with the department."),
    "answer": say("Your answer is in."),
    "assign": say("Your colleague has the case."),
    "allow_notice": say("One more notice may be written."),
    "reply": say("The applicant is told that the decision lies ready."),
    "collect": say("The decision is collected. The case is closed."),
    "withdraw": say("The application is withdrawn."),
}
DANGEROUS = ("decline", "refuse", "withdraw", "return_deliverable")


def verbs(case: Case) -> list[tuple[str, str]]:
    """The buttons this reader has now."""
    return [
        (translate(text), url_for(f".{verb}", id=case.id))
        for verb, text in TEXTS.items()
        if fits(verb, case) and may(reader(), f"cases.{verb}", case)
    ]


def fits(verb: str, case: Case) -> bool:
    """Does the verb make sense now? What the machine does not know is told here."""
    if verb in _FITS:
        return _FITS[verb](case)
    return verb in MACHINE.moves and MACHINE.allows(verb, case.state)


def _waits_for_answer(case: Case) -> bool:
    asked = {notice.number for notice in case.corrections if notice.answered_at is None}
    still = {pause.notice for pause in case.pauses if pause.ended_at is None}
    return case.state is State.NOTIFIED or bool(asked & still)


def _may_notify(case: Case) -> bool:
    first = not case.notices_n or bool(case.new_fact)
    return first and case.state in (State.RECEIVED, State.IN_REVIEW)


def _has_work(case: Case) -> bool:
    works = [paper for paper in queries.living(case) if paper.contract_id]
    return case.state is State.IN_REVIEW and bool(works)


def _is_returned(case: Case) -> bool:
    return case.state in BACK and any(one.mended_at is None for one in case.returns)


def _wants_fact(case: Case) -> bool:
    return case.state in FRONT | BACK and bool(case.notices_n) and not case.new_fact


_FITS: dict[str, Callable[[Case], bool]] = {
    "answer": _waits_for_answer,
    "notify": _may_notify,
    "return_deliverable": _has_work,
    "mend": _is_returned,
    "assign": lambda case: case.state in BACK,
    "allow_notice": _wants_fact,
}


def decide(verb: str, id: int, form: Form, **names: Any) -> ResponseReturnValue:
    case = seen(id)
    demand(reader(), f"cases.{verb}", case)
    if form.sent():
        with acting(form, case) as act:
            getattr(operations, verb)(act, case, **form.terms())
            return done(DONE[verb], url_for(".show", id=id))
    names |= {"case": case, "verb": verb, "title": translate(TEXTS[verb])}
    return page("cases/decide.html", form=form, dangerous=verb in DANGEROUS, **names)


_FORMS: dict[str, type[Form]] = {
    "accept": forms.AtForm,
    "decline": forms.BasisForm,
    "take": forms.AtForm,
    "grant": forms.GrantForm,
    "refuse": forms.RefuseForm,
    "pause": forms.PauseForm,
    "resume": forms.AtForm,
    "mend": forms.AttachForm,
    "answer": forms.ConfirmForm,
    "allow_notice": forms.FactForm,
    "reply": forms.ConfirmForm,
    "collect": forms.AtForm,
    "withdraw": forms.WithdrawForm,
}


def _page_of(verb: str, form: type[Form]) -> Callable[[int], ResponseReturnValue]:
    def view(id: int) -> ResponseReturnValue:
        return decide(verb, id, form())

    view.__name__ = verb
    return view


for _verb, _form in _FORMS.items():
    bp.route(f"/<int:id>/{_verb}", methods=["GET", "POST"])(_page_of(_verb, _form))


@bp.route("/<int:id>/notify", methods=["GET", "POST"])
def notify(id: int) -> ResponseReturnValue:
    return decide("notify", id, forms.notify_form(seen(id).matter.materials))


@bp.route("/<int:id>/return_deliverable", methods=["GET", "POST"])
def return_deliverable(id: int) -> ResponseReturnValue:
    form = forms.ReturnForm()
    works = [one for one in queries.living(seen(id)) if one.contract is not None]
    form.attachment_id.choices = [
        (one.id, f"{one.contract.number} · {name(one.contract.firm)}")
        for one in works
        if one.contract
    ]
    return decide("return_deliverable", id, form)


@bp.route("/<int:id>/assign", methods=["GET", "POST"])
def assign(id: int) -> ResponseReturnValue:
    case, form = seen(id), forms.AssignForm()
    staff = accounts.people_of(db.session(), case.department_id, Role.REGULATOR)
    fit = [person for person in staff if policy.may_judge(person.id, case)]
    form.person_id.choices = [(person.id, person.name) for person in fit]
    return decide("assign", id, form)
