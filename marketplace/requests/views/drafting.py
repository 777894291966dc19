"""The owner writes his request."""

from collections.abc import Sequence

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.core.database import db
from marketplace.core.errors import DomainError, NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.files import operations as files
from marketplace.matters import queries as matters
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.queries import Asked
from marketplace.projects import queries as projects
from marketplace.projects.models import Project
from marketplace.requests import operations, queries
from marketplace.requests.forms import ConfirmForm, DraftForm, ExclusionForm
from marketplace.requests.operations import Need
from marketplace.requests.rules.asking import may_do_it_himself, why_not_ask
from marketplace.requests.states import Fund, Method
from marketplace.requests.views.blueprint import bp, get, terms_of
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import name


@bp.get("/mine")
def mine() -> ResponseReturnValue:
    demand(reader(), "requests.draft")
    after = request.args.get("after", type=int)
    return page("requests/mine.html", listed=queries.own(db.session(), reader(), after))


@bp.route("/draft", methods=["GET", "POST"])
def draft() -> ResponseReturnValue:
    demand(reader(), "requests.draft")
    item = _item(request.args.get("item", ""))
    if "project" not in request.args:
        own = projects.library(db.session(), reader())
        return page("requests/choose.html", item=item, listed=own, pairs=_pairs(own.rows, item))
    project = projects.get(db.session(), request.args.get("project", 0, type=int), reader())
    return _draft(project, Need(item, _matter(request.args.get("matter", ""))))


def _draft(project: Project, need: Need) -> ResponseReturnValue:
    refusal = why_not_ask(queries.wanted(db.session(), need.item, need.matter))
    if refusal:
        asked = Asked(need.matter, need.item) if need.matter else None
        text, _ = page("requests/not_yours.html", refusal=refusal, need=need, question=asked)
        return text, DomainError.status
    form = DraftForm(data=_from_catalogue(project, need.item))
    if form.sent():
        with acting(form, project) as act:
            made = operations.draft(act, project, need=need, terms=terms_of(form))
            files.keep_all(act, made, files=form.files.data, purpose="request", is_public=True)
            text = say("The draft is kept. Hand it in for check when it is ready.")
            return done(text, url_for(".show", id=made.id))
    himself = may_do_it_himself(need.item.obligation)
    judging = matters.judging(db.session(), need.item)
    return page(
        "requests/draft.html", form, project=project, need=need, himself=himself, judging=judging
    )


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    asked = get(id, "edit")
    form = DraftForm(obj=asked)
    if request.method == "GET" and asked.direct_firm:
        form.direct_firm.data = asked.direct_firm.code or asked.direct_firm.name_zh
    if form.sent():
        with acting(form, asked) as act:
            operations.edit(act, asked, terms=terms_of(form))
            files.keep_all(act, asked, files=form.files.data, purpose="request", is_public=True)
            return done(say("Your changes are kept."), url_for(".show", id=id))
    return page("requests/edit.html", form=form, asked=asked)


@bp.route("/<int:id>/exclude", methods=["GET", "POST"])
def exclude(id: int) -> ResponseReturnValue:
    asked, form = get(id, "exclude"), ExclusionForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.exclude(act, asked, **form.terms())
            return done(say("The firm is excluded."), url_for(".show", id=id))
    return page("requests/exclude.html", form=form, asked=asked)


@bp.post("/<int:id>/exclusions/<int:exclusion>/include")
def include(id: int, exclusion: int) -> ResponseReturnValue:
    asked = get(id, "include")
    if ConfirmForm().sent():
        with acting(None, asked) as act:
            operations.include(act, asked, exclusion=exclusion)
    return done(say("The firm may offer again."), url_for(".show", id=id))


@bp.route("/<int:id>/submit", methods=["GET", "POST"])
def submit(id: int) -> ResponseReturnValue:
    asked, form = get(id, "submit"), ConfirmForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.submit(act, asked)
            return done(say("The request is with the operator."), url_for(".show", id=id))
    return page("requests/submit.html", form=form, asked=asked)


def _from_catalogue(project: Project, item: ServiceItem) -> dict[str, object]:
    """What the catalogue knows, so that the owner only says what is his."""
    return {
        "title": f"{project.name} {name(item)}"[:300],
        "deliverable": "\n".join(item.deliverables),
        "days_wanted": item.days_typical,
        "method": Method.SEALED_PRICE,
        "fund": fund_of(project.owner),
    }


def fund_of(owner: Organisation) -> Fund:
    """Whose money most likely pays; the owner may say otherwise."""
    return Fund.FISCAL if owner.kind is Kind.GOVERNMENT_BODY else Fund.PRIVATE


def _pairs(rows: Sequence[Project], item: ServiceItem) -> list[tuple[Project, Matter]]:
    """The reader's projects with the matters on whose account this service may be asked for."""
    return [
        (project, need.matter)
        for project in rows
        for need in project.needs
        if why_not_ask(queries.wanted(db.session(), item, need.matter)) is None
    ]


def _item(code: str) -> ServiceItem:
    found = db.session.scalar(select(ServiceItem).where(ServiceItem.code == code))
    if found is None:
        raise NotFoundError
    return found


def _matter(code: str) -> Matter | None:
    return db.session.scalar(select(Matter).where(Matter.code == code)) if code else None
