"""What follows from opened ratings, and where they are shown."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.contracts.models import Contract
from marketplace.core import calendars
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.ratings import operations, queries, rules
from marketplace.ratings.models import Rating
from marketplace.ratings.policy import RATERS

duty("ratings.open", queries.to_open, operations.open)


@invariant("only finished contracts are rated, by their two sides")
def ratings_are_earned(session: Session, _: Path) -> Iterable[str]:
    return queries.unearned(session)


@invariant("ratings are what was written")
def ratings_stay(session: Session, _: Path) -> Iterable[str]:
    return queries.rewritten(session)


@reads("ratings.figures", "ratings.open", "ratings.hide", "ratings.unhide")
def tell_figures(act: Act, fact: Fact) -> None:
    """The mean of a firm's opened ratings, told to the directory."""
    rating = act.session.get(Rating, fact.thing_id)
    firm = queries.firm_of(act.session, rating.rated_id) if rating else None
    if firm is None:
        return
    mean = queries.bayesian_mean(act.session, firm.organisation_id)
    n = queries.figures_of(act.session, firm.organisation_id).n
    directory.set_figures(
        act,
        firm,
        rating_mean=mean,
        rating_n=n,
        on_time_rate=firm.on_time_rate,
        contracts_n=firm.contracts_n,
    )


@panel("directory.firm", order=20)
def of_the_firm(session: Session, _: Actor, firm: Firm) -> Panel | None:
    here = firm.organisation_id
    shown = {
        "mean": firm.rating_mean,
        "figures": queries.figures_of(session, here) if firm.rating_n else None,
        "last": queries.opened_of(session, here),  # hidden ones leave their trace
    }
    return Panel("ratings/of_firm.html", shown)


@panel("contracts.contract", order=20)
def of_the_contract(session: Session, actor: Actor, contract: Contract) -> Panel | None:
    if contract.accepted_at is None:
        return None
    shown = {
        "contract": contract,
        "ratings": queries.of_contract(session, actor, contract),
        "is_rater": RATERS(actor, contract),
        "has_rated": queries.by(session, contract.id, actor.organisation_id) is not None,
        "ends": _ends(contract, contract.accepted_at),
    }
    return Panel("ratings/of_contract.html", shown)


def _ends(contract: Contract, accepted_at: datetime) -> datetime:
    days = contract.rule_set.rules.rating_calendar_days
    return rules.writing_ends(accepted_at, days, calendars.zone())
