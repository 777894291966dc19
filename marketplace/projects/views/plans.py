"""A plan on a page: made from an address, shared by its owner, or saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.errors import BadInputError
from marketplace.matters import queries as matters
from marketplace.matters.models import GuidanceSet
from marketplace.matters.queries import Bill, Part
from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.book import Step
from marketplace.matters.rules.guidance.chart import drawn
from marketplace.matters.rules.guidance.coding import decode, encode
from marketplace.matters.rules.guidance.difference import difference
from marketplace.matters.rules.guidance.spans import steps_of
from marketplace.projects import queries
from marketplace.projects.forms import ConfirmForm
from marketplace.projects.models import Plan
from marketplace.projects.views.library import bp
from marketplace.web import page, public, reader
from marketplace.web.texts import name

plans = Blueprint("plans", __name__, url_prefix="/plans")
bp.record_once(lambda state: state.app.register_blueprint(plans))
Result = Mapping[str, Any]


@dataclass(frozen=True)
class Made:
    """A plan by one version of the guidance, saved or not, with what the catalogue knows of it."""

    result: Result
    guidance: GuidanceSet
    bill: Bill
    smallest: int  # from how many contracts or cases the hall's own figures count

    @property
    def word(self) -> str:
        """Its answers, for addresses."""
        return encode(self.result["answers"])


@plans.get("")
def index() -> ResponseReturnValue:
    before = request.args.get("before", type=int)
    listed = queries.plans_of_owner(db.session(), reader(), before)
    return page("projects/plans.html", listed=listed)


@plans.get("/preview")
@public
def preview() -> ResponseReturnValue:
    """A plan that nobody saved: its address holds the answers and the version of the rules."""
    word, session = request.args.get("a", ""), db.session()
    if not word:
        return redirect(url_for("guide.index"), 303)
    made = from_word(session, word, request.args.get("v", type=int))
    before = _earlier(session, made)
    return show_plan("projects/plan/preview.html", made, before)


@plans.get("/shared/<token>")
@public
def shared(token: str) -> ResponseReturnValue:
    plan = queries.plan_by_token(db.session(), token)
    return show_plan("projects/plan/shared.html", from_row(db.session(), plan), plan=plan)


@plans.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    session = db.session()
    plan = queries.plan(session, id, reader())
    newest, renewed, missing = matters.guidance(session), None, None
    if newest.id != plan.guidance_id:
        renewed, missing = _renewed(plan, newest)
    return show_plan(
        "projects/plan/show.html",
        from_row(session, plan),
        plan=plan,
        confirm=ConfirmForm(),
        newest=newest,
        missing=missing,
        renewed=renewed and difference(plan.result, renewed),
        versions=queries.plans_of(session, plan.project_id) if plan.project_id else [],
    )


@plans.get("/<int:id>/compare")
def compare(id: int) -> ResponseReturnValue:
    """What differs between this plan and an earlier one."""
    session, other = db.session(), request.args.get("then", 0, type=int)
    now, then = (queries.plan(session, one, reader()) for one in (id, other))
    both = from_row(session, now), from_row(session, then)
    return show_plan("projects/plan/compare.html", *both, plan=now, then=then)


def from_word(session: Session, word: str, version: int | None) -> Made:
    guidance = matters.guidance(session, version)
    plan = make_plan(matters.book(guidance), decode(word))
    return _made(session, plan.as_json(), guidance)


def from_row(session: Session, plan: Plan) -> Made:
    return _made(session, plan.result, plan.guidance)


def _made(session: Session, result: Result, guidance: GuidanceSet) -> Made:
    smallest = rulesets.in_force(session, clock.now()).rules.band_minimum
    return Made(result, guidance, matters.bill(session, result, smallest), smallest)


def _earlier(session: Session, made: Made) -> Made | None:
    """The plan before one answer was changed, if the address tells of one."""
    was = request.args.get("was", "")
    version = request.args.get("wv", made.guidance.version, type=int)
    return from_word(session, was, version) if was else None


def _renewed(plan: Plan, newest: GuidanceSet) -> tuple[Result | None, str | None]:
    """The same answers by the version in force, or the question that it asks besides."""
    try:
        return make_plan(matters.book(newest), plan.answers).as_json(), None
    except BadInputError as error:
        return None, error.field


def show_plan(
    template: str, made: Made, before: Made | None = None, **names: Any
) -> ResponseReturnValue:
    """A page of a plan, with the earlier one beside it when two are compared."""
    book = matters.book(made.guidance)
    called = {code: name(row) for code, row in made.bill.named.items()}
    steps = {step.code: step for step in steps_of(made.result["nodes"])}
    charts = {part.stage.id: drawn(_steps(part, steps), called) for part in made.bill.parts}
    changed = difference(before.result, made.result) if before else None
    return page(
        template,
        made=made,
        before=before,
        changed=changed,
        named={**(before.bill.named if before else {}), **made.bill.named},
        asked={question.id: question for question in book.questions},
        charts=charts,
        newest_version=matters.guidance(db.session()).version,
        **names,
    )


def _steps(part: Part, steps: Mapping[str, Step]) -> list[Step]:
    codes = [*(work.item.code for work in part.works), *(a.matter.code for a in part.approvals)]
    return [steps[code] for code in codes]
