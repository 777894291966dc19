"""A person reports that somebody asked for what nobody may ask for."""

from dataclasses import dataclass
from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, DomainError
from marketplace.core.operation import operation
from marketplace.core.texts import Text, say
from marketplace.matters import queries as catalogue
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.rules.register import is_owners_duty
from marketplace.matters.rules.requirement import BY_DEPARTMENT
from marketplace.risk import policy, queries, rules
from marketplace.risk.models import Lead
from marketplace.risk.operations.opening import open_once
from marketplace.risk.states import Asker, LeadKind


@dataclass(frozen=True)
class Report:
    """Somebody was asked for what nobody may ask for."""

    matter: Matter
    item: ServiceItem | None  # or
    paper: str  # in the reporter's words
    asker: Asker
    firm: Organisation | None
    firm_name: str
    note: str


@operation("risk.report", may=policy.REPORTERS)
def report(act: Act, _: None, *, report: Report) -> Lead:
    """Tell the regulators that somebody asked for what nobody may ask for."""
    kind = _kind(act, report)
    if not report.note.strip():
        raise BadInputError("note", say("Write what happened."))
    if report.asker is Asker.FIRM and not (report.firm or report.firm_name.strip()):
        raise BadInputError("firm", say("Write which firm asked you."))
    thing = report.item.code if report.item else rules.plain(report.paper)[:80]
    names = (act.actor.organisation_id, report.matter.code, thing, report.asker.value)
    about = _about(act, report) | {"counted_since": act.now}
    opened = open_once(act, kind, rules.report_pattern(*names), _said(report), about)
    if opened is None:
        raise BadInputError("note", say("You have reported this already. It is being looked at."))
    return opened


def _kind(act: Act, report: Report) -> LeadKind:
    """Refused when the register does name it as the owner's own duty."""
    if report.item is None:
        if not report.paper.strip():
            raise BadInputError("paper", say("Write what you were asked for."))
        return LeadKind.OUTSIDE_REGISTER
    entry = catalogue.entry(act.session, report.matter.id, report.item.id)
    obligation = entry.obligation if entry else report.item.obligation
    if obligation is BY_DEPARTMENT:
        return LeadKind.OWNER_CHARGED
    if entry is not None and is_owners_duty(obligation):
        raise DomainError(
            say("The register names this service for this matter: it may be asked for."),
            rule=say("Requirement register, %(law)s", law=entry.article),
        )
    return LeadKind.OUTSIDE_REGISTER


def _about(act: Act, report: Report) -> dict[str, Any]:
    named = _named(report)
    accused_id = named.get("firm_id") or named.get("department_id")
    by_department = report.asker is Asker.DEPARTMENT
    item = None if by_department else report.item
    office = queries.regulator_for(act.session, item, accused_id)
    return named | {
        "asker": report.asker,
        "regulator_id": office.id if office else None,
        "matter_id": report.matter.id,
        "item_id": report.item.id if report.item else None,
        "note": report.note.strip(),
        "reporter_id": act.actor.organisation_id,
    }


def _named(report: Report) -> dict[str, Any]:
    """Whom the report is about."""
    if report.asker is Asker.DEPARTMENT:
        return {"department_id": report.matter.department_id}
    if report.asker is Asker.FIRM and report.firm:
        return {"firm_id": report.firm.id}
    return {"firm_name": report.firm_name.strip()} if report.asker is Asker.FIRM else {}


def _said(report: Report) -> Text:
    if report.item is None:
        return say("Asked for: %(paper)s", paper=report.paper.strip())
    names = catalogue.names_of(report.item)
    return say("Asked for: %(paper)s", paper=names)
