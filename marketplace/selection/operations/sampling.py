"""The lot of the public log sends audits to some direct selections; what they find is published."""

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.requests.operations import rules_of
from marketplace.selection.models import DirectAudit
from marketplace.selection.policy import AUDITED_BY
from marketplace.selection.queries.sampling import deciding_head
from marketplace.selection.rules.sampling import value_of
from marketplace.selection.states import Finding

SHORTEST = 20


@operation("selection.sample", may=CLOCKWORK_ONLY)
def sample(act: Act, request: Request) -> DirectAudit:
    """Once the head that decides is signed, tell whether this one is audited."""
    head = deciding_head(act.session, request)
    if head is None:
        raise WrongStateError(say("The head of the public log that decides is not signed yet."))
    row = DirectAudit(request_id=request.id, head_size=head.size, head_root=head.root)
    row.value = value_of(request.number, head.root)
    row.percent = rules_of(request).direct_audit_percent
    row.is_sampled, row.sampled_at = row.value < row.percent, act.now
    act.session.add(row)
    act.session.flush()
    return row


@operation("selection.audit", may=AUDITED_BY, log=("finding",))
def audit(act: Act, row: DirectAudit, *, finding: Finding, report: str) -> None:
    """Publish what was found; once, and only of those that were sampled."""
    act.session.refresh(row, with_for_update={"of": DirectAudit})
    if not row.is_sampled:
        raise WrongStateError(say("The lot did not send an audit to this selection."))
    if row.finding is not None:
        raise WrongStateError(say("The finding is published already."))
    if len(report.strip()) < SHORTEST:
        raise BadInputError("report", say("Write at least %(min)s characters.", min=SHORTEST))
    row.finding, row.report, row.found_at = finding, report.strip(), act.now
    row.found_by_id = act.actor.organisation_id
