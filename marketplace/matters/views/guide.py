"""The questionnaire, without an account: the answers travel in the visitor's signed cookie.

A finished plan is an address of its own that holds the answers, so it can be kept and shared.
"""

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import BadInputError, NotFoundError
from marketplace.core.texts import say
from marketplace.matters import queries
from marketplace.matters.forms import QuestionForm, RestartForm
from marketplace.matters.rules.guidance import Book
from marketplace.matters.rules.guidance.asking import why_not
from marketplace.matters.rules.guidance.book import Question
from marketplace.matters.rules.guidance.coding import decode, encode
from marketplace.matters.rules.guidance.progress import Progress, progress_of
from marketplace.matters.rules.guidance.purpose import opens, purposes
from marketplace.matters.views.catalogue import bp
from marketplace.web import layout, page, public

guide = Blueprint("guide", __name__, url_prefix="/guide")
bp.record_once(lambda state: state.app.register_blueprint(guide))
ASKERS = {Role.STRANGER, Role.OWNER, Role.CLERK, Role.SPECIALIST}
PLANS = ("plans.preview", "plans.shared")
layout.menu(15, say("What do I need?"), "guide.index", ASKERS, also=PLANS)
ANSWERS, EARLIER = "guide", "guide_was"  # what the cookie holds
PLAN = "plans.preview"  # an upper room's page


@guide.get("")
@public
def index() -> ResponseReturnValue:
    guidance = queries.guidance(db.session())
    book = queries.book(guidance)
    begun = progress_of(book.questions, decode(session.get(ANSWERS, "")))
    form = RestartForm()
    return page("matters/guide/index.html", form=form, guidance=guidance, book=book, begun=begun)


@guide.post("/restart")
@public
def restart() -> ResponseReturnValue:
    if RestartForm().sent():
        session.pop(ANSWERS, None)
        session.pop(EARLIER, None)
    return redirect(url_for(".question", asked=_book().questions[0].id), 303)


@guide.route("/<asked>", methods=["GET", "POST"])
@public
def question(asked: str) -> ResponseReturnValue:
    book = _book()
    this, begun = book.question(asked), _begun(book)
    if this is None:
        raise NotFoundError(say("There is no question %(id)s.", id=asked))
    if this not in begun.asked:
        return _go_on(begun, begun.missing)
    form = _form(this, begun)
    if form.sent() and _answers(form, this):
        return _keep(book, begun, this, form.chosen)
    return _show(book, begun, this, form)


@guide.get("/check")
@public
def check() -> ResponseReturnValue:
    guidance = queries.guidance(db.session())
    begun = _begun(queries.book(guidance))
    if begun.missing:
        return _go_on(begun, begun.missing)
    plan = url_for(PLAN, a=encode(begun.answers), v=guidance.version)
    return page("matters/guide/check.html", begun=begun, plan=plan)


def _book() -> Book:
    return queries.book(queries.guidance(db.session()))


def _begun(book: Book) -> Progress:
    """From the address when a plan sends its answers along, else from the cookie."""
    known = request.args.get("a") or session.get(ANSWERS, "")
    return progress_of(book.questions, decode(known))


def _form(asked: Question, begun: Progress) -> QuestionForm:
    form = QuestionForm(data={"answer": begun.answers.get(asked.id, ())})
    form.answer.choices = []  # the page lists them itself
    return form


def _answers(form: QuestionForm, asked: Question) -> bool:
    """Is it a lawful answer? If not, the form says why."""
    refusal = why_not(asked, form.chosen)
    if refusal and len(form.chosen) > 1 and asked.multiple:
        refusal = say("Choose “none of these” alone, or only the others.")
    return not (refusal and form.refuse(BadInputError("answer", refusal)))


def _keep(
    book: Book, begun: Progress, asked: Question, chosen: tuple[str, ...]
) -> ResponseReturnValue:
    session[ANSWERS] = encode({**begun.answers, **_later(), asked.id: chosen})
    if "a" in request.args:
        session[EARLIER] = encode(begun.answers)
    now = progress_of(book.questions, decode(session[ANSWERS]))
    return _go_on(now, now.after(asked))


def _later() -> dict[str, tuple[str, ...]]:
    """Answers that wait in the cookie for a question that is not asked at the moment."""
    return {} if "a" in request.args else decode(session.get(ANSWERS, ""))


def _go_on(begun: Progress, missing: Question | None) -> ResponseReturnValue:
    """To the next question; at the end to the check, or back to the plan that was changed."""
    if missing:
        return redirect(url_for(".question", asked=missing.id), 303)
    if request.method == "POST" and (was := session.pop(EARLIER, "")):
        return redirect(url_for(PLAN, a=encode(begun.answers), was=was), 303)
    return redirect(url_for(".check"), 303)


def _show(book: Book, begun: Progress, asked: Question, form: QuestionForm) -> ResponseReturnValue:
    decided = purposes(book, asked)
    codes = {code for purpose in decided for code in (*purpose.brings, *purpose.spares)}
    return page(
        "matters/guide/question.html",
        form=form,
        asked=asked,
        begun=begun,
        chosen=form.answer.data or (),
        decided=decided,
        opened=opens(book, asked),
        named=queries.named(db.session(), codes),
    )
