"""What the two sides do: file, answer, withdraw."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.complaints import policy, queries, rules
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import MACHINE, About, Kind
from marketplace.contracts.models import Contract
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.files import operations as files_room
from marketplace.requests.models import Request

CONCERN = say(
    "Only who takes part may complain: the owner or a bidder of the request, a side of the"
    " contract, or who had a contract with the other side within two years."
)


@dataclass(frozen=True)
class Filing:
    """A complaint as it is written; `against_id` is an organisation."""

    about: About
    against_id: int
    kind: Kind
    text: str
    files: Sequence[Any] = ()
    request: Request | None = None
    contract: Contract | None = None


@operation("complaints.file", may=policy.CONCERNED)
def file(act: Act, _: None, *, filing: Filing) -> Complaint:
    """Complain to the regulator; his time to accept begins."""
    _demand_concern(act, filing)
    # One organisation files one after the other, or two clicks would make two complaints.
    act.session.get(Organisation, act.actor.organisation_id, with_for_update=True)
    if queries.open_of(act.session, act.actor.organisation_id) >= rules.MOST_OPEN:
        text = say("You have %(n)s open complaints. Wait for a decision.", n=rules.MOST_OPEN)
        limit = say("An organisation may have %(n)s open complaints.", n=rules.MOST_OPEN)
        raise DomainError(text, rule=limit)
    new = _new(act, filing)
    if same := queries.twin(act.session, new):
        text = say("You have complained of this already: %(number)s.", number=same.number)
        raise BadInputError("kind", text)
    act.session.add(new)
    act.session.flush()
    new.number = rules.number(act.now.astimezone(calendars.zone()).year, new.id)
    files_room.keep_all(act, new, files=filing.files, purpose="evidence")
    return new


def _demand_concern(act: Act, filing: Filing) -> None:
    asked = (act.session, act.actor.organisation_id, act.now)
    subjects = queries.subjects(*asked, filing.request, filing.contract)
    if (filing.about, filing.against_id) not in {(s.about, s.against.id) for s in subjects}:
        raise NotAllowedError(say("You cannot complain about this."), rule=CONCERN)


def _new(act: Act, filing: Filing) -> Complaint:
    rule_set = rulesets.in_force(act.session, act.now)
    regulator = queries.regulator_of(act.session, filing.request, filing.contract)
    days = rule_set.rules.complaint_accept_days
    due = calendars.current(act.session).deadline(act.now, days, calendars.zone())
    contract = filing.contract
    request_id = contract.request_id if contract else filing.request and filing.request.id
    return Complaint(
        number=f"TS-{secrets.token_hex(8)}",
        about=filing.about,
        against_id=filing.against_id,
        request_id=request_id,
        contract_id=contract and contract.id,
        complainant_id=act.actor.organisation_id,
        person_id=act.actor.person_id,
        regulator_id=regulator.id,
        rule_set_id=rule_set.id,
        kind=filing.kind,
        text=filing.text,
        filed_at=act.now,
        accept_due_at=due,
        due_at=due,
    )


@operation("complaints.answer", may=policy.OTHER_SIDE)
def answer(act: Act, complaint: Complaint, *, answer: str, files: Sequence[Any] = ()) -> None:
    """Say what the other side has to say to it."""
    hold(act.session, complaint)
    MACHINE.move(complaint, "answer")
    complaint.answer, complaint.answered_at = answer, act.now
    files_room.keep_all(act, complaint, files=files, purpose="answer")


@operation("complaints.withdraw", may=policy.COMPLAINANT)
def withdraw(act: Act, complaint: Complaint) -> None:
    """Take the complaint back before it is decided."""
    hold(act.session, complaint)
    MACHINE.move(complaint, "withdraw")
    complaint.decided_at, complaint.due_at = act.now, None
