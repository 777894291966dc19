"""The signals on a contract whose price or days were changed."""

from marketplace.contracts.models import Contract
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.risk import rules
from marketplace.risk.models import SignalFirm
from marketplace.risk.operations.computing import keep


@operation("risk.watch_changes", may=CLOCKWORK_ONLY)
def watch_changes(act: Act, contract: Contract) -> None:
    """Flag growth above the limit and several changes in a short time; both sides may answer."""
    agreed, figures = contract.agreed_changes, contract.rule_set.rules
    orders = [str(one.no) for one in agreed]
    first, now = contract.first_price.minor, contract.price.minor
    moments = [one.answered_at for one in agreed if one.answered_at is not None]
    span = figures.change_calendar_days
    for reading in (
        rules.contract_grown(first, now, figures.change_price_percent, orders),
        rules.contract_changed_often(moments, span, figures.changes_watched, orders),
    ):
        signal = keep(act, contract.request, "", reading)
        if reading.state is rules.ReadingState.FLAGGED:
            for side in (contract.firm_id, contract.owner_id):
                insert_once(
                    act.session, SignalFirm, signal_id=signal.id, organisation_id=side, answer=""
                )
