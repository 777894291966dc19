"""Named tests: may this person see, mark or answer that signal?"""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.accounts.models import Organisation
from marketplace.complaints import queries as complaints
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit
from marketplace.risk.models import DUTY, Lead, Signal, SignalFirm
from marketplace.risk.states import LeadKind, LeadState


def it_concerns(actor: Actor, signal: Signal) -> bool:
    """The signal is flagged and names the organisation."""
    session = object_session(signal)
    assert session is not None  # noqa: S101 (a signal that is asked about was read)
    mine = select(SignalFirm.id).where(
        SignalFirm.signal_id == signal.id, SignalFirm.organisation_id == actor.organisation_id
    )
    return signal.flagged and session.scalar(mine) is not None


def _regulators(signal: Signal) -> list[Organisation]:
    """The department of the service; without one, or if it is the accused, that of complaints."""
    session = object_session(signal)
    assert session is not None  # noqa: S101 (a signal that is asked about was read)
    if signal.request.item is not None and signal.family != DUTY:
        return [signal.request.item.regulator]
    found = complaints.default_regulator(session)
    return [found] if found else []


@competent(_regulators)
def regulates_its_request(actor: Actor, signal: Signal) -> bool:
    """Of the department that answers for the service of the signal's request."""
    return actor.organisation_id in {body.id for body in _regulators(signal)}


def _looks_into(lead: Lead) -> list[Organisation]:
    return [lead.regulator] if lead.regulator else []


@competent(_looks_into)
def is_competent_for_the_lead(actor: Actor, lead: Lead) -> bool:
    """Of the department that it was given to; never of the one it is about."""
    return is_not_the_accused(actor, lead) and lead.regulator_id in (None, actor.organisation_id)


def is_not_the_accused(actor: Actor, lead: Lead) -> bool:
    return actor.organisation_id != lead.accused_id and is_told(actor, lead)


def is_told(actor: Actor, lead: Lead) -> bool:
    """What a side answered about payments beyond a contract is for its regulator alone."""
    return lead.kind is not LeadKind.EXTRA_PAYMENT or actor.organisation_id == lead.regulator_id


def took_it_up(actor: Actor, lead: Lead) -> bool:
    return actor.organisation_id == lead.taken_by_id


def reported_it(actor: Actor, lead: Lead) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == lead.reporter_id


def is_asked(actor: Actor, lead: Lead) -> bool:
    """Whom it is about, from the moment that a regulator looks into it."""
    return actor.organisation_id == lead.accused_id and lead.state is not LeadState.OPEN


WATCHERS: Permit = permit(Role.REGULATOR, Role.AUDITOR)
MARKERS: Permit = permit(Role.REGULATOR, when=regulates_its_request)
CONCERNED: Permit = permit(Role.INTERMEDIARY, Role.REGULATOR, when=it_concerns)
ENTITLED = (Role.OWNER, Role.INTERMEDIARY, Role.CLERK, Role.SPECIALIST)
REPORTERS: Permit = permit(*ENTITLED)
TAKERS: Permit = permit(Role.REGULATOR, when=is_competent_for_the_lead)
CLOSERS: Permit = permit(Role.REGULATOR, when=took_it_up)
ASKED: Permit = permit(Role.INTERMEDIARY, Role.REGULATOR, when=is_asked)
# A regulator reads no lead about his own department before another one looks into it.
LEAD_WATCHERS: Permit = permit(Role.AUDITOR, when=is_told) | permit(
    Role.REGULATOR, when=is_not_the_accused
)
LEAD_READERS: Permit = LEAD_WATCHERS | ASKED | permit(*ENTITLED, when=reported_it)
