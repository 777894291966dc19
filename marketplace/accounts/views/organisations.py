"""Organisations: entered by their people, listed for the operator, shown with their staff."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from marketplace.accounts import operations, policy, queries
from marketplace.accounts.forms import BodyForm, DetailsForm, OrganisationForm
from marketplace.accounts.models import Organisation
from marketplace.accounts.rules.details import Details, bank_account
from marketplace.accounts.states import HALL_KINDS, Kind
from marketplace.accounts.views.door import bp, vault
from marketplace.core import places
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.web import acting, done, page, reader
from marketplace.web.layout import menu
from marketplace.web.texts import name

menu(90, say("Organisations and people"), "accounts.organisations", {Role.OPERATOR, Role.AUDITOR})


@bp.route("/register_organisation", methods=["GET", "POST"])
def register_organisation() -> ResponseReturnValue:
    """Enter an owner or a firm, and act for it at once."""
    demand(reader(), "accounts.register_organisation")
    form = OrganisationForm()
    if form.sent():
        mine = queries.my_sign_in(db.session(), current_user.seen.sign_in_id, reader())
        with acting(form, mine) as act:
            new = operations.register_organisation(act, None, **form.terms())
            membership = queries.memberships_of(act.session, act.actor.person_id)[-1]
            operations.wear(act, mine, membership=membership)
            url = url_for(".organisation", id=new.id)
            return done(say("Your organisation is registered. You are its administrator."), url)
    return page("accounts/register_organisation.html", form=form)


@bp.route("/register_body", methods=["GET", "POST"])
def register_body() -> ResponseReturnValue:
    demand(reader(), "accounts.register_body")
    form = BodyForm()
    if form.sent():
        with acting(form) as act:
            new = operations.register_body(act, None, **form.terms())
            url = url_for(".organisation", id=new.id)
            return done(say("It is registered. Now invite its people."), url)
    return page("accounts/register_body.html", form=form)


@bp.route("/organisations")
def organisations() -> ResponseReturnValue:
    """For the operator and the auditors: who is in the hall."""
    policy.demand_lister(reader())
    kind, text = request.args.get("kind", ""), request.args.get("q", "")
    kinds = {Kind(kind)} if kind in set(Kind) else HALL_KINDS
    after = request.args.get("after", 0, int)
    found, following = queries.page_of_organisations(db.session(), kinds, text, after)
    more = url_for(".organisations", kind=kind, q=text, after=following) if following else ""
    asked: dict[str, Any] = {"kind": kind, "q": text, "kinds": list(Kind)}
    return page("accounts/organisations.html", found=found, more=more, **asked)


def seen_organisation(id: int) -> Organisation:
    """One whose staff the reader may see; of others not even that they exist."""
    found = queries.organisation(db.session(), id)
    if not policy.sees_staff(reader(), found):
        raise NotFoundError
    return found


@bp.route("/organisations/<int:id>")
def organisation(id: int) -> ResponseReturnValue:
    found = seen_organisation(id)
    return page(
        "accounts/organisation.html",
        organisation=found,
        staff=queries.staff(db.session(), id),
        invitations=queries.invitations_to(db.session(), id),
    )


@bp.route("/organisations/<int:id>/revise", methods=["GET", "POST"])
def revise_organisation(id: int) -> ResponseReturnValue:
    found = seen_organisation(id)
    demand(reader(), "accounts.revise_organisation", found)
    form = DetailsForm(obj=found)
    form.area_id.choices = [(area.id, name(area)) for area in places.areas(db.session())]
    if form.sent():
        asked = form.terms()
        kept: dict[str, Any] = {**bank_account(vault(), asked.pop("bank_account"))}
        with acting(form, found) as act:
            operations.revise_organisation(act, found, details=Details(**asked, **kept))
            return done(say("The details are saved."), url_for(".organisation", id=id))
    return page("accounts/revise_organisation.html", form=form, organisation=found)
