"""The signal on a request by which an owner pays for the department's duty."""

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.matters import queries as catalogue
from marketplace.requests.models import Request
from marketplace.risk import rules
from marketplace.risk.models import SignalFirm
from marketplace.risk.operations.computing import keep


@operation("risk.find_charge", may=CLOCKWORK_ONLY)
def find_charge(act: Act, request: Request) -> None:
    """Flag it when the register says that the department pays; the department may answer."""
    item, matter = request.item, request.matter
    if item is None:
        return
    entry = catalogue.entry(act.session, matter.id, item.id) if matter else None
    office = matter.department_id if matter else item.regulator_id
    obligation = entry.obligation if entry else item.obligation
    reading = rules.owner_charged(obligation, request.owner_id == office, str(request.id))
    if reading.state is rules.ReadingState.FLAGGED:
        signal = keep(act, request, "", reading)
        insert_once(act.session, SignalFirm, signal_id=signal.id, organisation_id=office, answer="")
