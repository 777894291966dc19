"""Utilities are told once the scheme is approved, and must call the owner first."""

from datetime import datetime

from sqlalchemy import select

from marketplace.cases import policy
from marketplace.cases.models import Case, UtilityContact
from marketplace.cases.rules.clocks import fault_in_moment
from marketplace.cases.states import CONTACTS, Contact
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.matters.models import Matter


@operation("cases.tell_utility", may=CLOCKWORK_ONLY, log=("matter",))
def tell_utility(act: Act, case: Case, *, matter: Matter) -> UtilityContact:
    """Tell one utility of the project; its days for the first contact begin. Twice is once."""
    rule_set = rulesets.in_force(act.session, act.now)
    days, calendar = rule_set.rules.utility_contact_days, calendars.current(act.session)
    same = {"project_id": case.project_id, "utility_id": matter.department_id}
    insert_once(
        act.session,
        UtilityContact,
        **same,
        owner_id=case.owner_id,
        matter_id=matter.id,
        case_id=case.id,
        rule_set_id=rule_set.id,
        state=Contact.TOLD,
        told_at=act.now,
        due_at=calendar.deadline(act.now, days, calendars.zone()),
    )
    return act.session.scalars(select(UtilityContact).filter_by(**same)).one()


@operation("cases.contact", may=policy.UTILITY, log=("at",))
def contact(act: Act, contact: UtilityContact, *, note: str, at: datetime | None = None) -> None:
    """The utility called the owner: when, and what was said."""
    moment = at or act.now
    if fault := fault_in_moment(moment, act.now, contact.told_at):
        raise BadInputError("at", fault)
    CONTACTS.move(contact, "contact")
    contact.contacted_at, contact.entered_at, contact.note = moment, act.now, note


@operation("cases.agree", may=policy.CALLED)
def agree(act: Act, contact: UtilityContact) -> None:
    """The owner confirms that the content of the connection is agreed."""
    CONTACTS.move(contact, "agree")
    contact.agreed_at = contact.ended_at = act.now


@operation("cases.decline_utility", may=policy.CALLED)
def decline_utility(act: Act, contact: UtilityContact) -> None:
    """The owner says that the project needs no such connection."""
    CONTACTS.move(contact, "decline_utility")
    contact.ended_at = act.now


@operation("cases.flag_utility", may=CLOCKWORK_ONLY)
def flag_utility(act: Act, contact: UtilityContact) -> None:
    """The first contact did not come in time."""
    silent = contact.state is Contact.TOLD and contact.due_at <= act.now
    if silent and contact.flagged_at is None:
        contact.flagged_at = act.now
