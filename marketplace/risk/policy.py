"""Named tests: may this person see, mark or answer that signal?"""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.accounts.models import Organisation
from marketplace.complaints import queries as complaints
from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, competent, permit
from marketplace.risk.models import Signal, SignalFirm


def it_concerns(actor: Actor, signal: Signal) -> bool:
    """The signal is flagged and names the organisation."""
    session = object_session(signal)
    assert session is not None  # noqa: S101 (a signal that is asked about was read)
    mine = select(SignalFirm.id).where(
        SignalFirm.signal_id == signal.id, SignalFirm.organisation_id == actor.organisation_id
    )
    return signal.flagged and session.scalar(mine) is not None


def _regulators(signal: Signal) -> list[Organisation]:
    """The department of the service; for imported history, which has none, that of complaints."""
    session = object_session(signal)
    assert session is not None  # noqa: S101 (a signal that is asked about was read)
    if signal.request.item is not None:
        return [signal.request.item.regulator]
    found = complaints.default_regulator(session)
    return [found] if found else []


@competent(_regulators)
def regulates_its_request(actor: Actor, signal: Signal) -> bool:
    """Of the department that answers for the service of the signal's request."""
    return actor.organisation_id in {body.id for body in _regulators(signal)}


WATCHERS: Permit = permit(Role.REGULATOR, Role.AUDITOR)
MARKERS: Permit = permit(Role.REGULATOR, when=regulates_its_request)
CONCERNED: Permit = permit(Role.INTERMEDIARY, when=it_concerns)
