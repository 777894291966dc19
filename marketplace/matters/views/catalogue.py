"""Approval matters, and the services they need."""

from collections.abc import Mapping

from flask import Blueprint, current_app, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.money import Money
from marketplace.core.policy import may
from marketplace.core.texts import say
from marketplace.matters import queries
from marketplace.matters.models import ServiceItem
from marketplace.matters.queries import Wanted
from marketplace.matters.rules import prices
from marketplace.matters.rules.requirement import DUTIES, box_of
from marketplace.matters.rules.wording import chinese_part
from marketplace.matters.states import Category, Obligation, Sureness
from marketplace.web import layout, page, public, reader, texts

bp = Blueprint("matters", __name__, url_prefix="/matters")
services = Blueprint("services", __name__, url_prefix="/services")

SERVICES = ("services.index", "services.show")
layout.menu(20, say("Approval matters"), "matters.index", also=SERVICES)
layout.footer(4, say("Services"), "services.index")
DRAFT = "requests.draft"  # an upper room's page; linked when it is there and allowed
LONGEST_WORDS = 100


@bp.record_once
def _(state: BlueprintSetupState) -> None:
    """The services have a menu entry of their own, so a blueprint of their own."""
    state.app.register_blueprint(services)


@bp.app_template_filter()
def catalogued(text: str) -> str:
    """A field of the catalogue as the reader sees it: in Chinese without its English gloss."""
    return chinese_part(text) if texts.locale() == "zh" else text


@bp.app_template_filter()
def planned_price(price: Mapping[str, object]) -> str:
    """A planning price of the catalogue with its unit: 3–15 ten thousand yuan per report."""
    unit = texts.translate(prices.unit_of(price))
    return f"{prices.range_of(price)} {unit}".strip()


def _wanted(*names: str) -> Wanted:
    asked = {name: request.args.get(name, "").strip() for name in names}
    return Wanted(text=request.args.get("q", "").strip()[:LONGEST_WORDS], **asked)


@bp.get("")
@public
def index() -> ResponseReturnValue:
    session, wanted = db.session(), _wanted("stage", "department", "needs")
    if wanted == Wanted() and "whole" not in request.args:
        return _overview(session)
    return page(
        "matters/index.html",
        wanted=wanted,
        listed=queries.matters(session, wanted),
        stages=queries.stages(session),
        departments=queries.departments(session),
    )


def _overview(session: Session) -> ResponseReturnValue:
    """What there is by stage and by department; the rows are one click or one word away."""
    stages, departments = queries.by_stage(session), queries.by_department(session)
    return page(
        "matters/index.html",
        wanted=Wanted(),
        by_stage=stages,
        by_department=departments,
        stages=[share.of for share in stages],
        departments=[share.of for share in departments],
    )


@bp.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    session = db.session()
    matter = queries.matter(session, code)
    needs = queries.needs_of(matter)
    return page(
        "matters/show.html",
        matter=matter,
        chinese_part=chinese_part,
        needs=needs,
        duties=DUTIES,
        box=box_of([obligation for _, obligation in needs]),
        materials=queries.materials(session, matter),
        before=queries.waits_before(session, matter),
        behind=queries.waits_behind(session, matter),
    )


@services.get("", endpoint="index")
@public
def services_index() -> ResponseReturnValue:
    session, wanted = db.session(), _wanted("category", "obligation", "department")
    return page(
        "matters/services.html",
        wanted=wanted,
        listed=queries.items(session, wanted),
        regulators=queries.regulators(session),
        categories=Category,
        obligations=Obligation,
    )


@services.get("/<code>", endpoint="show")
@public
def services_show(code: str) -> ResponseReturnValue:
    session = db.session()
    item = queries.item(session, code)
    return page(
        "matters/service.html",
        item=item,
        chinese_part=chinese_part,
        duty=DUTIES[item.obligation],
        needed_by=queries.needed_by(item),
        judging=queries.judging(session, item),
        smallest=rulesets.in_force(session, clock.now()).rules.band_minimum,
        prices=_prices(item),
        planned=prices.range_of(item.price),
        unit=prices.unit_of(item.price),
        price_sureness=Sureness(item.price["figure_status"]),
        draft=_draft_url(item),
    )


def _prices(item: ServiceItem) -> list[Money | None]:
    """P25, median, P75 in the hall's currency."""
    currency = current_app.config["HALL_CURRENCY"]
    three = (item.band_price_p25, item.band_price_median, item.band_price_p75)
    return [None if minor is None else Money(minor, currency) for minor in three]


def _draft_url(item: ServiceItem) -> str:
    there = DRAFT in current_app.view_functions and item.is_active and item.selectable
    return url_for(DRAFT, item=item.code) if there and may(reader(), DRAFT) else ""
