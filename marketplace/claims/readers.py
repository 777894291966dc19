"""The way to the claim check from the pages of the rooms below."""

from sqlalchemy.orm import Session

from marketplace.claims import queries
from marketplace.core.act import Actor
from marketplace.core.panels import Panel, panel
from marketplace.core.policy import may
from marketplace.directory.models import Firm
from marketplace.matters.models import Matter, ServiceItem
from marketplace.requests.models import Request


@panel("matters.matter", order=5)
def of_matter(_: Session, __: Actor, matter: Matter) -> Panel:
    return Panel("claims/way.html", {"where": {"matter": matter.code}})


@panel("matters.item", order=90)
def of_item(_: Session, __: Actor, item: ServiceItem) -> Panel:
    return Panel("claims/way.html", {"where": {"item": item.code}})


@panel("directory.firm", order=75)
def of_firm(session: Session, actor: Actor, firm: Firm) -> Panel:
    """And what the owner who looks has checked of this firm before."""
    mine = may(actor, "claims.check")
    found = queries.by_firm(session, actor.organisation_id, firm.organisation_id) if mine else []
    return Panel("claims/way.html", {"where": {"firm": firm.id}, "checks": found})


@panel("requests.request", order=75)
def of_request(_: Session, __: Actor, request: Request) -> Panel | None:
    where = {"matter": request.matter, "item": request.item}
    codes = {key: row.code for key, row in where.items() if row is not None}
    return Panel("claims/way.html", {"where": codes}) if codes else None
