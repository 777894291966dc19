"""Qualifications as the firm writes, sends and withdraws them."""

from sqlalchemy import select

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.directory import queries
from marketplace.directory.models import Firm, Qualification
from marketplace.directory.operations.matching import rematch
from marketplace.directory.operations.vetting import demand_unused, open_again, send
from marketplace.directory.policy import FIRM_ADMIN
from marketplace.directory.queries.firms import OPEN_PAPERS, SCAN
from marketplace.directory.rules.papers import certificate_key
from marketplace.directory.rules.terms import Terms
from marketplace.directory.states import PAPER, FirmState, PaperState
from marketplace.files import operations as files
from marketplace.matters.models import ServiceItem


@operation("directory.draft_paper", may=FIRM_ADMIN)
def draft_paper(
    act: Act, firm: Firm, *, terms: Terms, replaces: Qualification | None = None
) -> Qualification:
    """Write down a new qualification, or a change of one in force: that one stays meanwhile."""
    if replaces is not None and (replaces.firm_id, replaces.state) != (
        firm.id,
        PaperState.IN_FORCE,
    ):
        raise WrongStateError(say("Only a qualification in force can be changed."))
    items = _checked(act, firm, terms)
    paper = Qualification(replaces_id=replaces.id if replaces else None)
    firm.qualifications.append(paper)
    _write(act, paper, terms, items)
    return paper


@operation("directory.edit_paper", may=FIRM_ADMIN)
def edit_paper(act: Act, paper: Qualification, *, terms: Terms) -> None:
    """Correct a qualification that is not yet sent, or was returned."""
    if paper.state not in OPEN_PAPERS:
        raise WrongStateError(
            say("This qualification can no longer be edited."),
            rule=say("A qualification in force is changed by a new one, which is checked."),
        )
    _write(act, paper, terms, _checked(act, paper.firm, terms))


@operation("directory.submit_paper", may=FIRM_ADMIN)
def submit_paper(act: Act, paper: Qualification) -> None:
    """Send one more qualification of an admitted firm to be checked."""
    if paper.firm.state is not FirmState.ADMITTED:
        raise WrongStateError(say("This qualification is checked together with your application."))
    if not queries.scans(act.session, [paper]):
        raise WrongStateError(say("Add the scan of each qualification."))
    send(act, paper)


@operation("directory.withdraw_paper", may=FIRM_ADMIN)
def withdraw_paper(act: Act, paper: Qualification) -> None:
    """Take a qualification back; the firm no longer works under it."""
    PAPER.move(paper, "withdraw")
    paper.check_due_at = None
    rematch(act, paper.firm)


@operation("directory.reopen_paper", may=FIRM_ADMIN)
def reopen_paper(act: Act, paper: Qualification) -> None:
    """Take up a refused qualification again."""
    open_again(paper)


def _checked(act: Act, firm: Firm, terms: Terms) -> list[ServiceItem]:
    """The items of the certificate; refused when it cannot be."""
    if terms.valid_to < terms.valid_from:
        raise BadInputError("valid_to", say("The last day cannot be before the first."))
    known = ServiceItem.id.in_(terms.items), ServiceItem.is_active
    items = list(act.session.scalars(select(ServiceItem).where(*known)))
    if not items or len(items) != len(set(terms.items)):
        raise BadInputError("items", say("Choose the service items that it covers."))
    demand_unused(act, firm, terms.certificate_no)
    return items


def _write(act: Act, paper: Qualification, terms: Terms, items: list[ServiceItem]) -> None:
    paper.kind, paper.grade, paper.scope = terms.kind, terms.grade, terms.scope
    paper.certificate_no = terms.certificate_no
    paper.certificate_key = certificate_key(terms.certificate_no)
    paper.valid_from, paper.valid_to = terms.valid_from, terms.valid_to
    paper.items = items
    files.keep_all(act, paper, files=terms.files, purpose=SCAN)
