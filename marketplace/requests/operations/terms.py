"""What an owner may say of a request; the fields are those of the forms."""

from dataclasses import KW_ONLY, dataclass
from datetime import datetime

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.requests import queries
from marketplace.requests.models import Request
from marketplace.requests.rules.asking import SHORTEST_REASON, reason_is_told
from marketplace.requests.rules.bands import why_not_method, worth
from marketplace.requests.states import PUBLIC_MONEY, AuctionForm, DirectGround, Fund, Method


def told(field: str, reason: str) -> None:
    """Refuse a reason that says nothing."""
    if not reason_is_told(reason):
        text = say(
            "Give a reason of at least %(n)s characters; it is published.", n=SHORTEST_REASON
        )
        raise BadInputError(field, text)


@dataclass(frozen=True)
class Published:
    """What is published, and may be revised while the request is open."""

    title: str
    scope: str
    deliverable: str
    acceptance_test: str
    budget: Money | None
    ceiling: Money | None
    days_wanted: int | None
    closes_at: datetime | None


@dataclass(frozen=True)
class Direct:
    """A firm named by the owner, and why: the reason is published."""

    direct_firm: str  # its unified code or exact name
    direct_reason: str
    agreed_price: Money | None
    _: KW_ONLY
    direct_ground: DirectGround | None = None  # None: another reason


@dataclass(frozen=True)
class Terms(Direct, Published):
    """All that a draft holds."""

    method: Method
    fund: Fund | None = None
    auction_form: AuctionForm | None = None  # of an auction


def publishable(act: Act, terms: Published) -> None:
    """Refuse amounts and times that cannot be meant."""
    for field in ("budget", "ceiling"):
        amount = getattr(terms, field)
        if amount is not None and amount.minor <= 0:
            raise BadInputError(field, say("Write an amount greater than zero, or leave it open."))
    if terms.budget and terms.ceiling and terms.ceiling < terms.budget:
        raise BadInputError("ceiling", say("The ceiling is at least the budget."))
    if terms.closes_at is not None and terms.closes_at <= act.now:
        raise BadInputError("closes_at", say("This moment has passed."))


def capped(method: Method, terms: Published) -> None:
    """An auction goes down from its ceiling, and in steps of a share of it."""
    if method is Method.AUCTION and terms.ceiling is None:
        raise BadInputError("ceiling", say("An auction needs a ceiling: write the highest price."))


def put(request: Request, terms: Published) -> None:
    request.title, request.scope = terms.title, terms.scope
    request.deliverable, request.acceptance_test = terms.deliverable, terms.acceptance_test
    request.budget, request.ceiling = terms.budget, terms.ceiling
    request.days_wanted, request.closes_at = terms.days_wanted, terms.closes_at


def keep_to_the_band(request: Request, rules: Rules, *, complete: bool = False) -> None:
    """Refuse a method that public money of this amount may not use."""
    follows = request.method is Method.DIRECT and request.previous_id is not None
    if request.fund is None or follows:  # a second failure opens direct selection for any amount
        return
    value = worth(request.budget, request.ceiling, request.agreed_price)
    refusal = why_not_method(request.method, request.fund, value, rules)
    if refusal:
        raise BadInputError("method", refusal)
    if value is None and request.fund in PUBLIC_MONEY and complete:
        text = say("With public money say a budget or a ceiling first: it decides the method.")
        raise WrongStateError(text)


def fixed_price(terms: Terms) -> Money:
    """What whoever is drawn will be paid: a draw compares no prices, so it is told before."""
    if terms.agreed_price is None or terms.agreed_price.minor <= 0:
        raise BadInputError("agreed_price", say("Write the fixed price for whoever is drawn."))
    if terms.ceiling and terms.agreed_price > terms.ceiling:
        raise BadInputError("agreed_price", say("This is more than the ceiling."))
    return terms.agreed_price


def auction_form(terms: Terms) -> AuctionForm | None:
    """How an auction runs: published with the request, so it is chosen before."""
    if terms.method is not Method.AUCTION:
        return None
    if terms.auction_form is None:
        raise BadInputError("auction_form", say("Choose how the auction runs."))
    return terms.auction_form


def put_direct(act: Act, request: Request, terms: Direct) -> None:
    """Name the firm: it may take the work today, and everybody may read why it was chosen."""
    ground = terms.direct_ground or DirectGround.OTHER
    if ground is DirectGround.OTHER:
        told("direct_reason", terms.direct_reason)
    if terms.agreed_price is None or terms.agreed_price.minor <= 0:
        raise BadInputError("agreed_price", say("Write the price you agreed on."))
    if request.ceiling and terms.agreed_price > request.ceiling:
        raise BadInputError("agreed_price", say("This is more than the ceiling."))
    firm = queries.find_firm(act.session, terms.direct_firm)
    if firm is None:
        text = say("No firm of the directory has this unified code or exact name.")
        raise BadInputError("direct_firm", text)
    if refusal := queries.why_not_take(act.session, request, firm.id, act.now):
        raise BadInputError("direct_firm", refusal)
    request.direct_firm_id, request.direct_reason = firm.id, terms.direct_reason.strip()
    request.direct_ground, request.agreed_price = ground, terms.agreed_price
