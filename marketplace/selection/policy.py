"""Who may offer, open, object and decide."""

from marketplace.accounts.models import Organisation
from marketplace.core.act import Actor, Role
from marketplace.core.policy import competent, permit
from marketplace.requests.policy import owns_request, regulates_its_service, regulators
from marketplace.selection.models import (
    Auction,
    Award,
    Choice,
    Clarification,
    DirectAudit,
    Draw,
    Evaluation,
    Objection,
    Offer,
    Sheet,
)


def made_the_offer(actor: Actor, offer: Offer) -> bool:
    return actor.organisation_id == offer.firm_id


def raised_the_objection(actor: Actor, objection: Objection) -> bool:
    return actor.organisation_id == objection.firm_id


def owns_the_contested_request(actor: Actor, objection: Objection) -> bool:
    return owns_request(actor, objection.request)


def _regulators(objection: Objection) -> list[Organisation]:
    return regulators(objection.request)


@competent(_regulators)
def regulates_the_contested_service(actor: Actor, objection: Objection) -> bool:
    return regulates_its_service(actor, objection.request)


def owns_the_drawn_request(actor: Actor, draw: Draw) -> bool:
    return draw.request is not None and owns_request(actor, draw.request)


def regulates_the_drawn_service(actor: Actor, draw: Draw) -> bool:
    return draw.request is not None and regulates_its_service(actor, draw.request)


def owns_the_auctioned_request(actor: Actor, auction: Auction) -> bool:
    return owns_request(actor, auction.request)


def bids_in_the_auction(actor: Actor, auction: Auction) -> bool:
    return any(one.firm_id == actor.organisation_id for one in auction.bidders)


def regulates_the_named_service(actor: Actor, audit: DirectAudit) -> bool:
    return regulates_its_service(actor, audit.request)


def is_selected(actor: Actor, award: Award) -> bool:
    return actor.organisation_id == award.firm_id


def is_asked(actor: Actor, clarification: Clarification) -> bool:
    return actor.organisation_id == clarification.firm_id


def owns_the_clarified_request(actor: Actor, clarification: Clarification) -> bool:
    return owns_request(actor, clarification.request)


def owns_the_evaluated_request(actor: Actor, evaluation: Evaluation) -> bool:
    return owns_request(actor, evaluation.request)


def is_named_evaluator(actor: Actor, evaluation: Evaluation) -> bool:
    named = {one.person_id for one in evaluation.request.evaluators}
    return owns_request(actor, evaluation.request) and actor.person_id in named


def wrote_the_sheet(actor: Actor, sheet: Sheet) -> bool:
    return sheet.person_id == actor.person_id and is_named_evaluator(actor, sheet.evaluation)


def owns_the_choice(actor: Actor, choice: Choice) -> bool:
    return owns_request(actor, choice.request)


CHOOSER = permit(Role.OWNER, when=owns_the_choice)
EVALUATOR = permit(Role.OWNER, when=is_named_evaluator)
SCORER = permit(Role.OWNER, when=wrote_the_sheet)
FIRM = permit(Role.INTERMEDIARY)
BIDDER = permit(Role.INTERMEDIARY, when=made_the_offer)
OBJECTOR = permit(Role.INTERMEDIARY, when=raised_the_objection)
ANSWERER = permit(Role.OWNER, when=owns_the_contested_request)
JUDGE = permit(Role.REGULATOR, when=regulates_the_contested_service)
DRAW_OWNER = permit(Role.OWNER, when=owns_the_drawn_request)
DRAW_JUDGE = permit(Role.REGULATOR, when=regulates_the_drawn_service)
OPENERS = permit(Role.OWNER, when=owns_request) | permit(
    Role.OPERATOR, Role.REGULATOR, Role.CLOCKWORK
)
HOLDERS = permit(Role.OWNER, when=owns_request) | permit(Role.REGULATOR, when=regulates_its_service)
AUCTIONEERS = (
    permit(Role.OWNER, when=owns_the_auctioned_request)
    | permit(Role.INTERMEDIARY, when=bids_in_the_auction)
    | permit(Role.OPERATOR, Role.REGULATOR, Role.CLOCKWORK)
)
AUDITED_BY = permit(Role.REGULATOR, when=regulates_the_named_service)
SELECTED_FIRM = permit(Role.INTERMEDIARY, when=is_selected)
ASKED_FIRM = permit(Role.INTERMEDIARY, when=is_asked)
CHECKERS = permit(Role.OWNER, when=owns_request) | permit(Role.OPERATOR)
DECIDERS = permit(Role.OWNER, when=owns_the_clarified_request)
READ_EARLY = ASKED_FIRM | DECIDERS | permit(Role.REGULATOR, Role.AUDITOR)


def may_read_answer(actor: Actor, clarification: Clarification) -> bool:
    """Everybody when it is decided; before, those who act on it or look after it."""
    return clarification.decided_at is not None or READ_EARLY(actor, clarification)
