"""May this work be asked for at all? The requirement register decides, not a department's wish."""

from dataclasses import dataclass

from marketplace.core.texts import Text, say
from marketplace.matters.states import Obligation

DEPARTMENT_PAYS = Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
SHORTEST_REASON = 20


@dataclass(frozen=True)
class Wanted:
    """What the catalogue says of the work; `required` is None when the matter does not name it."""

    obligation: Obligation
    required: str | None
    on_a_matter: bool
    needs_nothing: bool = False


def why_not_ask(wanted: Wanted) -> Text | None:
    """The refusal, when nobody may ask the owner for this work."""
    if wanted.obligation is Obligation.NEVER_REQUIRED or wanted.needs_nothing:
        return say("No intermediary service is needed here, and nobody may ask you for it.")
    if DEPARTMENT_PAYS in (wanted.obligation, wanted.required):
        return say(
            "The department commissions and pays for this work. Nobody may ask you for it: "
            "you need no request."
        )
    return _why_not_here(wanted)


def _why_not_here(wanted: Wanted) -> Text | None:
    if wanted.on_a_matter and wanted.required is None:
        return say("This matter does not need this service, and nobody may ask you for it.")
    if not wanted.on_a_matter and wanted.obligation is not Obligation.MARKET_OPTIONAL:
        return say("Say which approval matter this work is for.")
    return None


def may_do_it_himself(obligation: Obligation) -> bool:
    return obligation in (Obligation.APPLICANT_MAY_SELF_PREPARE, Obligation.MARKET_OPTIONAL)


def reason_is_told(reason: str) -> bool:
    """A published reason has at least 20 characters."""
    return len(reason.strip()) >= SHORTEST_REASON
