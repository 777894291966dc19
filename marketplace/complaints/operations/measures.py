"""What follows from an upheld complaint, by the operations of the rooms below."""

from collections.abc import Callable

from sqlalchemy import select

from marketplace.complaints import rules
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import Measure
from marketplace.contracts import operations as contracts
from marketplace.contracts.queries import of_request as contract_of
from marketplace.contracts.states import FINISHED, OVER
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.texts import say
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.requests.states import Ending
from marketplace.selection import operations as selection
from marketplace.selection.models import Award
from marketplace.selection.states import AwardState

VERBS: dict[Measure | None, Callable[..., object]] = {
    Measure.WARNING: directory.warn,
    Measure.SUSPENSION: directory.suspend,
    Measure.EXPULSION: directory.expel,
}


def carry_out(act: Act, complaint: Complaint) -> None:
    if complaint.measure is Measure.CANCELLATION:
        _cancel(act, complaint)
    elif complaint.measure in VERBS:
        _punish(act, complaint, VERBS[complaint.measure])


def _cancel(act: Act, complaint: Complaint) -> None:
    standing = select(Award).filter_by(request_id=complaint.request_id, state=AwardState.STANDING)
    award = act.session.scalar(standing)
    if award is None:
        raise BadInputError("measure", say("There is no standing award to cancel."))
    contract = contract_of(act.session, award.request_id)
    if contract is not None and contract.state in FINISHED:
        text = say("The work under this award is accepted and its contract finished.")
        rule = say("An award is cancelled as long as its work is not accepted.")
        raise BadInputError("measure", text, rule)
    selection.cancel(act, award, ending=Ending.COMPLAINT_UPHELD)
    if contract is not None and contract.state not in OVER:
        contracts.end_by_rule(act, contract, ending=Ending.COMPLAINT_UPHELD)


def _punish(act: Act, complaint: Complaint, verb: Callable[..., object]) -> None:
    firm = act.session.scalar(select(Firm).filter_by(organisation_id=complaint.against_id))
    if firm is None:
        raise BadInputError("measure", say("The firm is not in the directory."))
    until = None
    if complaint.months is not None:
        until = rules.suspension_ends(act.now, complaint.months, calendars.zone())
    verb(
        act,
        firm,
        reason=complaint.reason,
        until=until,
        complaint_id=complaint.id,
        department_id=complaint.regulator_id,
    )
