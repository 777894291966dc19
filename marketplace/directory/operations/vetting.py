"""The check of qualifications, and what the clock does to them."""

from marketplace.core import rulesets
from marketplace.core.act import Act
from marketplace.core.calendars import current, zone
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.directory import queries
from marketplace.directory.models import Firm, Qualification
from marketplace.directory.operations.matching import rematch
from marketplace.directory.policy import CHECKER
from marketplace.directory.queries.firms import holder_elsewhere
from marketplace.directory.rules.entry import RETURNED_ONCE, lines
from marketplace.directory.rules.papers import certificate_key
from marketplace.directory.states import PAPER, FirmState


@operation("directory.accept_paper", may=CHECKER)
def accept_paper(act: Act, paper: Qualification) -> None:
    """Take a qualification into force; on its first day it replaces the old one."""
    _demand_admitted(paper)
    accept(act, paper)
    rematch(act, paper.firm)


@operation("directory.give_back_paper", may=CHECKER)
def give_back_paper(act: Act, paper: Qualification, *, faults: str) -> None:
    """Return a qualification with all its faults, one a line; only once."""
    _demand_admitted(paper)
    if paper.returned_once:
        raise WrongStateError(
            say("This qualification was returned before: accept or refuse it."),
            rule=RETURNED_ONCE,
        )
    PAPER.move(paper, "give_back")
    paper.faults = faults_of(faults)
    paper.returned_once, paper.check_due_at = True, None


@operation("directory.refuse_paper", may=CHECKER, log=("reason",))
def refuse_paper(act: Act, paper: Qualification, *, reason: str) -> None:
    """Refuse a qualification, with the reason; what is in force stays."""
    _demand_admitted(paper)
    refuse(act, paper, reason)


@operation("directory.start_paper", may=CLOCKWORK_ONLY)
def start_paper(act: Act, paper: Qualification) -> None:
    """The first day of an accepted qualification has come."""
    start(act, paper)
    rematch(act, paper.firm)


@operation("directory.expire_paper", may=CLOCKWORK_ONLY)
def expire_paper(act: Act, paper: Qualification) -> None:
    """The last day is over: the firm is out of matching for it; running contracts stay."""
    paper.expired_at = act.now
    rematch(act, paper.firm)


@operation("directory.warn_first", may=CLOCKWORK_ONLY)
def warn_first(act: Act, paper: Qualification) -> None:
    """Warn the firm some weeks before a qualification ends."""
    paper.warned_first_at = act.now


@operation("directory.warn_last", may=CLOCKWORK_ONLY)
def warn_last(act: Act, paper: Qualification) -> None:
    """Warn the firm some days before a qualification ends."""
    paper.warned_last_at = act.now


def send(act: Act, paper: Qualification) -> None:
    """Put a paper in check, with its clock."""
    demand_unused(act, paper.firm, paper.certificate_no)
    if paper.valid_to < queries.today(act.now):
        raise WrongStateError(
            say("The certificate %(number)s is no longer valid.", number=paper.certificate_no)
        )
    PAPER.move(paper, "submit")
    days = rulesets.in_force(act.session, act.now).rules.entry_check_days
    paper.submitted_at = act.now
    paper.check_due_at = current(act.session).deadline(act.now, days, zone())


def accept(act: Act, paper: Qualification) -> None:
    """Take a paper into force, and into matching when its first day has come."""
    demand_unused(act, paper.firm, paper.certificate_no)
    PAPER.move(paper, "accept")
    _decide(act, paper, "")
    if paper.valid_from <= queries.today(act.now):
        start(act, paper)


def start(act: Act, paper: Qualification) -> None:
    """A paper begins to count; the one it replaces ends."""
    paper.started_at = act.now
    old = act.session.get(Qualification, paper.replaces_id) if paper.replaces_id else None
    if old is not None and PAPER.allows("replace", old.state):
        PAPER.move(old, "replace")


def refuse(act: Act, paper: Qualification, reason: str) -> None:
    PAPER.move(paper, "refuse")
    _decide(act, paper, reason)


def _decide(act: Act, paper: Qualification, reason: str) -> None:
    paper.decided_at, paper.decision_reason = act.now, reason
    paper.check_due_at, paper.faults = None, []


def open_again(paper: Qualification) -> None:
    PAPER.move(paper, "reopen")
    paper.returned_once, paper.decision_reason = False, ""


def faults_of(text: str) -> list[str]:
    """The faults a checker wrote; at least one."""
    found = lines(text)
    if not found:
        raise BadInputError("faults", say("Write what has to be corrected, one fault a line."))
    return found


def _demand_admitted(paper: Qualification) -> None:
    if paper.firm.state is not FirmState.ADMITTED:
        raise WrongStateError(say("This qualification is checked together with the application."))


def demand_unused(act: Act, firm: Firm, number: str) -> None:
    """One certificate serves one firm."""
    if holder_elsewhere(act.session, firm.id, certificate_key(number)) is not None:
        raise BadInputError(
            "certificate_no",
            say("The certificate %(number)s is in use by another firm.", number=number),
            rule=say("A certificate serves one firm. If it is yours, ask the hall's operator."),
        )
