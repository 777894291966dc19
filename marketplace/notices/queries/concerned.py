"""Conditions on people: who of them is concerned, as SQL, however many they are."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from marketplace.core.facts import Fact
from marketplace.directory.models import Firm, Match
from marketplace.directory.states import Standing
from marketplace.notices.queries.scene import Scene
from marketplace.notices.rules import Rule, Whom
from marketplace.requests.models import Exclusion
from marketplace.selection.models import Award, Offer
from marketplace.selection.states import AwardState, OfferState

Organisations = Iterable[int] | Select[Any]
SEVERAL = {
    Whom.BOTH: (Whom.OWNER, Whom.FIRM),
    Whom.OTHER_SIDE: (Whom.OWNER, Whom.FIRM),
    Whom.PARTIES: (Whom.COMPLAINANT, Whom.AGAINST),
}
TAKES_WORK = (Standing.GOOD, Standing.WARNED)
ROLES = {Whom.REGULATOR: Role.REGULATOR, Whom.OPERATOR: Role.OPERATOR}
_GONE = (OfferState.REPLACED, OfferState.WITHDRAWN)


def people(scene: Scene, rule: Rule, fact: Fact) -> ColumnElement[bool]:
    """The people to tell; never the one who did it, nor one who may not sign in."""
    may_read = Person.disabled_at.is_(None) & (Person.id != fact.person_id)
    if rule.whom is Whom.PERSON:
        return may_read & (Person.id == scene.person)
    wearers = select(Membership.person_id).where(
        Membership.organisation_id.in_(_organisations(scene, rule, fact)),
        Membership.ended_at.is_(None),
    )
    if rule.whom in ROLES:
        wearers = wearers.where(Membership.role == ROLES[rule.whom])
    return may_read & Person.id.in_(wearers)


def _organisations(scene: Scene, rule: Rule, fact: Fact) -> Organisations:
    if rule.whom in _SELECTED:
        return _SELECTED[rule.whom](scene, rule)
    sides = {scene.parties.get(party) for party in SEVERAL.get(rule.whom, (rule.whom,))}
    if rule.whom is Whom.OTHER_SIDE:
        sides.discard(fact.organisation_id)
    return [side for side in sides if side]


def _operators(_: Scene, __: Rule) -> Organisations:
    return select(Organisation.id).where(Organisation.kind == Kind.OPERATOR)


def _bidders(scene: Scene, _: Rule) -> Organisations:
    return _offering(scene)


def _admitted(scene: Scene, _: Rule) -> Organisations:
    return _offering(scene).where(Offer.state != OfferState.INVALID)


def _turned_away(scene: Scene, _: Rule) -> Organisations:
    return _offering(scene).where(Offer.state == OfferState.INVALID)


def _losers(scene: Scene, rule: Rule) -> Organisations:
    return _offering(scene).where(Offer.state != OfferState.WON, Offer.reason == rule.lost_by)


def _offering(scene: Scene) -> Select[Any]:
    """Who has an offer in; replaced and withdrawn ones do not count."""
    mine = Offer.request_id == scene.ids["request"]
    return select(Offer.firm_id).where(mine, Offer.state.not_in(_GONE))


def _winner(scene: Scene, _: Rule) -> Organisations:
    standing = Award.state == AwardState.STANDING
    return select(Award.firm_id).where(Award.request_id == scene.ids["request"], standing)


def _matching(scene: Scene, _: Rule) -> Organisations:
    """Firms with a row for this item and area: they may take this work today."""
    excluded = select(Exclusion.firm_id).where(Exclusion.request_id == scene.ids["request"])
    return (
        select(Firm.organisation_id)
        .join(Match, Match.firm_id == Firm.id)
        .where(Match.item_id == scene.item, Match.area_id == scene.area)
        .where(Match.standing.in_(TAKES_WORK), Firm.organisation_id.not_in(excluded))
    )


_SELECTED: dict[Whom, Callable[[Scene, Rule], Organisations]] = {
    Whom.OPERATOR: _operators,
    Whom.BIDDERS: _bidders,
    Whom.ADMITTED: _admitted,
    Whom.TURNED_AWAY: _turned_away,
    Whom.LOSERS: _losers,
    Whom.WINNER: _winner,
    Whom.MATCHING: _matching,
}
