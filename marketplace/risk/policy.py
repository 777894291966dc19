"""Named tests: may this person see, mark or answer that signal?"""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.core.act import Actor, Role
from marketplace.core.policy import Permit, permit
from marketplace.risk.models import Signal, SignalFirm


def it_concerns(actor: Actor, signal: Signal) -> bool:
    """The signal is flagged and names the organisation."""
    session = object_session(signal)
    assert session is not None  # noqa: S101 (a signal that is asked about was read)
    mine = select(SignalFirm.id).where(
        SignalFirm.signal_id == signal.id, SignalFirm.organisation_id == actor.organisation_id
    )
    return signal.flagged and session.scalar(mine) is not None


WATCHERS: Permit = permit(Role.REGULATOR, Role.AUDITOR)
MARKERS: Permit = permit(Role.REGULATOR)
CONCERNED: Permit = permit(Role.INTERMEDIARY, when=it_concerns)
