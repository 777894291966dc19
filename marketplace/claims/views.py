"""Pages of the claim check: the questions, the answers, an owner's dated records."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.models import Organisation
from marketplace.claims import operations, queries, rules
from marketplace.claims.forms import NONE_OF_THEM, CheckForm
from marketplace.claims.models import ClaimLine
from marketplace.claims.queries import Telling
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.packing import unpack
from marketplace.core.policy import may
from marketplace.core.texts import say
from marketplace.matters import queries as catalogue
from marketplace.web import acting, done, layout, page, public, reader
from marketplace.web.lists import named
from marketplace.web.texts import name

bp = Blueprint("claims", __name__, url_prefix="/claims")
layout.menu(28, say("Claim check"), "claims.check", {Role.STRANGER, Role.OWNER})


@bp.route("/check", methods=["GET", "POST"])
@public
def check() -> ResponseReturnValue:
    """An owner's check is kept; anybody else is answered, and nothing is."""
    form = _form()
    if form.sent():
        telling = _telling(form)
        if may(reader(), "claims.check"):
            with acting(form) as act:
                kept = operations.check(act, None, telling=telling)
                return done(say("Your check is kept."), url_for(".show", id=kept.id))
        elif answers := _answers(form, telling):
            return page("claims/answers.html", answers=answers, telling=telling)
    return page("claims/check.html", form=form)


def _answers(form: CheckForm, telling: Telling) -> Sequence[rules.Answer]:
    known = queries.known(db.session(), telling, clock.now())
    answers = rules.answers(telling.said, known)
    if not answers:
        form.refuse(BadInputError("must_use_us", operations.NOTHING_SAID))
    return answers


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    if not may(reader(), "claims.check"):
        raise NotAllowedError(say("Owners keep their claim checks here."))
    before = request.args.get("before", 0, type=int)
    found, after = queries.of_owner(db.session(), reader().organisation_id, before)
    more = url_for(".mine", before=after) if after else ""
    return page("claims/mine.html", checks=found, more=more, wrong=rules.WRONG)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    kept = queries.get(db.session(), id, reader())
    answers = [_answer(line) for line in kept.lines]
    return page("claims/show.html", kept=kept, answers=answers)


def _answer(line: ClaimLine) -> rules.Answer:
    said, text, basis = unpack(line.said), unpack(line.text), map(unpack, line.basis)
    return rules.Answer(line.saying, line.about, line.verdict, said, text, tuple(basis))


def _form() -> CheckForm:
    """With what the address names filled in; when a name is not clear, asking which firm."""
    session, asked = db.session(), request.args
    items = [(one.code, name(one)) for one in catalogue.active_items(session, selectable=False)]
    given: dict[str, Any] = {key: asked.get(key) for key in ("matter", "item")}
    given["firm"] = _prefilled(asked.get("firm", 0, type=int))
    form = CheckForm.over(named(queries.matters(session)), items, **given)
    likely = _likely(form)
    if likely:
        none = (NONE_OF_THEM, say("None of these: another firm"))
        form.which.choices = [*((str(one.id), name(one)) for one in likely), none]
    else:
        del form.which
    return form


def _prefilled(firm_id: int) -> str:
    firm = queries.listed_firm(db.session(), firm_id) if firm_id else None
    return name(firm) if firm else ""


def _likely(form: CheckForm) -> list[Organisation]:
    text = form.firm.data or ""
    if request.method != "POST" or not text or queries.firm_named(db.session(), text):
        return []
    return queries.firms_like(db.session(), text)


def _telling(form: CheckForm) -> Telling:
    session = db.session()
    firm = queries.firm_named(session, form.firm.data or "")
    chosen = form.which.data if "which" in form else ""
    if firm is None and chosen and chosen != NONE_OF_THEM:
        firm = session.get(Organisation, int(chosen))
    return Telling(
        said=form.said(),
        matter=queries.matter_by_code(session, form.matter.data or ""),
        item=queries.item_by_code(session, form.item.data or ""),
        demanded=queries.item_by_code(session, form.demanded.data or ""),
        firm=firm,
        firm_name=form.firm.data or "",
    )
