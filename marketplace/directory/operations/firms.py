"""How a firm enters the directory, describes itself, and leaves."""

from sqlalchemy import delete, select

from marketplace.core import rulesets
from marketplace.core.act import Act
from marketplace.core.calendars import current, zone
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.directory import queries
from marketplace.directory.models import Firm, FirmArea, Qualification
from marketplace.directory.operations import vetting
from marketplace.directory.operations.matching import rematch
from marketplace.directory.policy import BEGINNER, CHECKER, FIRM_ADMIN
from marketplace.directory.queries.matching import in_effect_now
from marketplace.directory.rules.entry import RETURNED_ONCE, missing
from marketplace.directory.rules.terms import Profile
from marketplace.directory.states import FIRM, PAPER, PenaltyKind


@operation("directory.begin", may=BEGINNER)
def begin(act: Act, thing: None) -> Firm:
    """Open the entry of the actor's own organisation; again, it is the same one."""
    insert_once(act.session, Firm, organisation_id=act.actor.organisation_id)
    mine = select(Firm).where(Firm.organisation_id == act.actor.organisation_id)
    return act.session.scalars(mine).one()


@operation("directory.describe", may=FIRM_ADMIN)
def describe(act: Act, firm: Firm, *, profile: Profile) -> None:
    """Change introduction, contacts and areas; this needs no check."""
    known = {area_id for area_id, _, _ in queries.choices(act.session).areas}
    if not set(profile.areas) <= known:
        raise BadInputError("areas", say("Choose areas of this city."))
    firm.introduction = profile.introduction
    firm.contact_name = profile.contact_name
    firm.contact_phone = profile.contact_phone
    firm.contact_email = profile.contact_email
    act.session.execute(delete(FirmArea).where(FirmArea.firm_id == firm.id))
    areas = sorted(set(profile.areas))
    act.session.add_all(FirmArea(firm_id=firm.id, area_id=area_id) for area_id in areas)
    rematch(act, firm)


@operation("directory.apply", may=FIRM_ADMIN)
def apply(act: Act, firm: Firm) -> None:
    """Send the entry, with its papers, to be checked."""
    if any(p.kind is PenaltyKind.EXPULSION for p in in_effect_now(firm, act.now)):
        raise WrongStateError(say("An expelled firm cannot enter the hall again."))
    FIRM.move(firm, "apply")
    lacking = missing(queries.application(act.session, firm))
    if lacking:
        raise WrongStateError(lacking[0], rule=say("An application must be complete."))
    rule_set = rulesets.in_force(act.session, act.now)
    firm.rule_set_id, firm.applied_at = rule_set.id, act.now
    days = rule_set.rules.entry_check_days
    firm.check_due_at = current(act.session).deadline(act.now, days, zone())
    for paper in _papers(firm, "submit"):
        vetting.send(act, paper)


@operation("directory.give_back", may=CHECKER)
def give_back(act: Act, firm: Firm, *, faults: str) -> None:
    """Return an application with all its faults at once, one a line; only once."""
    if firm.returned_once:
        raise WrongStateError(
            say("This application was returned before: admit or refuse it."), rule=RETURNED_ONCE
        )
    FIRM.move(firm, "give_back")
    firm.faults = vetting.faults_of(faults)
    firm.returned_once, firm.check_due_at = True, None
    for paper in _papers(firm, "give_back"):
        PAPER.move(paper, "give_back")
        paper.check_due_at = None


@operation("directory.refuse", may=CHECKER, log=("reason",))
def refuse(act: Act, firm: Firm, *, reason: str) -> None:
    """Refuse an application, with the reason."""
    FIRM.move(firm, "refuse")
    _decide(act, firm, reason)
    for paper in _papers(firm, "refuse"):
        vetting.refuse(act, paper, reason)


@operation("directory.admit", may=CHECKER)
def admit(act: Act, firm: Firm) -> None:
    """Let the firm in; its papers come into force. This is public."""
    FIRM.move(firm, "admit")
    _decide(act, firm, "")
    firm.admitted_at = act.now
    for paper in _papers(firm, "accept"):
        vetting.accept(act, paper)
    rematch(act, firm)


@operation("directory.leave", may=FIRM_ADMIN | CLOCKWORK_ONLY)
def leave(act: Act, firm: Firm) -> None:
    """Go out of the directory; running contracts stay."""
    FIRM.move(firm, "leave")
    for paper in _papers(firm, "withdraw"):
        PAPER.move(paper, "withdraw")
        paper.check_due_at = None
    rematch(act, firm)


@operation("directory.reopen", may=FIRM_ADMIN)
def reopen(act: Act, firm: Firm) -> None:
    """Begin a new application after a refusal, or after leaving."""
    FIRM.move(firm, "reopen")
    firm.faults, firm.returned_once, firm.decision_reason = [], False, ""
    for paper in _papers(firm, "reopen"):
        vetting.open_again(paper)


def _papers(firm: Firm, verb: str) -> list[Qualification]:
    return [paper for paper in firm.qualifications if PAPER.allows(verb, paper.state)]


def _decide(act: Act, firm: Firm, reason: str) -> None:
    firm.decided_at, firm.decision_reason = act.now, reason
    firm.check_due_at, firm.faults = None, []
