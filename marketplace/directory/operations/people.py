"""The practitioners of a firm."""

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.directory.models import Firm, Practitioner
from marketplace.directory.policy import FIRM_ADMIN
from marketplace.directory.rules.terms import Licence


@operation("directory.add_practitioner", may=FIRM_ADMIN)
def add_practitioner(act: Act, firm: Firm, *, licence: Licence) -> Practitioner:
    """Name a licensed person who works in the firm."""
    person = Practitioner(
        firm=firm,
        name=licence.name,
        licence_kind=licence.licence_kind,
        licence_no=licence.licence_no,
        employer=licence.employer,
        valid_to=licence.valid_to,
    )
    act.session.add(person)
    act.session.flush()
    return person


@operation("directory.end_practitioner", may=FIRM_ADMIN)
def end_practitioner(act: Act, person: Practitioner) -> None:
    """Say that a person has left the firm."""
    if person.left_at is not None:
        raise WrongStateError(say("This person has already left."))
    person.left_at = act.now
