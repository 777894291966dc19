"""Taking in a whole catalogue: what is new, what differs, what is gone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Organisation
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act, Role
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.matters.models import (
    Material,
    Matter,
    Prerequisite,
    Requirement,
    ServiceItem,
    Stage,
)
from marketplace.matters.operations.guidance import keep_guidance
from marketplace.matters.operations.ledger import Ledger
from marketplace.matters.rules import columns
from marketplace.matters.rules.catalogue import Catalogue, read
from marketplace.matters.rules.report import Outcome, Report, report_of

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)  # imported history must find a rule set too
UNCONFIRMED = {"confirmed_at": None, "confirmed_by_id": None}
Ids = Mapping[str, int]


@operation("matters.take_in", may=permit(Role.OPERATOR, Role.CLOCKWORK))
def take_in(act: Act, _: None, *, folder: Path) -> Report:
    """Load the catalogue in `folder`; CatalogueError, and nothing changed, if it has a fault."""
    catalogue, ledger = read(folder), Ledger(act.session)
    if act.session.scalar(select(rulesets.RuleSet.id).limit(1)) is None:
        act.session.add(rulesets.first(LONG_AGO))
    _keep_years(ledger, catalogue)
    departments = _keep_departments(act, ledger, catalogue)
    items = _keep_items(ledger, catalogue, departments)
    matters = _keep_matters(ledger, catalogue, departments)
    _keep_parts(ledger, catalogue, _ids(matters), _ids(items))
    keep_guidance(act, ledger, catalogue)
    ledger.refresh_words("item", items)
    ledger.refresh_words("matter", matters)
    return report_of(ledger.outcomes)


def _ids(rows: Mapping[str, Any]) -> Ids:
    return {code: row.id for code, row in rows.items()}


def _keep_years(ledger: Ledger, catalogue: Catalogue) -> None:
    """New years, and those that became official; days the operator changed are left alone."""
    known = ledger.session.scalars(select(calendars.CalendarYear))
    official = {str(year.year): year.official for year in known}
    fresh = {}
    for name, arrangement in catalogue.years.items():
        if official.get(name) == (arrangement["status"] == "official"):
            ledger.note("calendar", name, Outcome.UNCHANGED)
            continue
        fresh[name] = arrangement
        ledger.note("calendar", name, Outcome.CHANGED if name in official else Outcome.ADDED)
    calendars.load(ledger.session, fresh)
    ledger.session.info.pop("calendar", None)


def _keep_departments(act: Act, ledger: Ledger, catalogue: Catalogue) -> Ids:
    """Departments are organisations; one that is named no more stays, its people with it."""
    rows = act.session.scalars(select(Organisation).where(Organisation.department.is_not(None)))
    known = {str(row.department): row for row in rows}
    for line in catalogue.departments:
        code, names = line["id"], columns.names(line)
        before = known.get(code)
        if before and (before.name_zh, before.name_en) == tuple(names.values()):
            ledger.note("department", code, Outcome.UNCHANGED)
            continue
        known[code] = accounts.register_department(act, None, department=code, **names)
        ledger.note("department", code, Outcome.CHANGED if before else Outcome.ADDED)
    act.session.flush()
    return _ids(known)


def _keep_items(ledger: Ledger, catalogue: Catalogue, offices: Ids) -> dict[str, ServiceItem]:
    wanted = {line["id"]: columns.item(line, offices) for line in catalogue.items}
    items = ledger.keep(ServiceItem, "item", wanted)
    ledger.retire("item", items)
    return items


def _keep_matters(ledger: Ledger, catalogue: Catalogue, offices: Ids) -> dict[str, Matter]:
    stages = _ids(
        ledger.keep(Stage, "stage", {s["id"]: columns.stage(s) for s in catalogue.stages})
    )
    windows = {line["id"]: columns.window(line) for line in catalogue.departments}
    wanted = {
        line["id"]: columns.matter(line, stages, offices) | windows[line["department"]]
        for line in catalogue.matters
    }
    matters = ledger.keep(Matter, "matter", wanted)
    ledger.retire("matter", matters)
    return matters


def _keep_parts(ledger: Ledger, catalogue: Catalogue, matters: Ids, items: Ids) -> None:
    """Materials, prerequisites, requirements: a difference in one changes its matter."""
    lines = {matters[line["id"]]: line for line in catalogue.matters}
    materials = {key: columns.materials(line) for key, line in lines.items()}
    waits = {key: columns.waits(line, matters) for key, line in lines.items()}
    needs = {key: columns.needs(line, items) for key, line in lines.items()}
    changed = ledger.keep_parts(Material, "code", materials)
    changed |= ledger.keep_parts(Prerequisite, "needs_id", waits)
    changed |= ledger.keep_parts(Requirement, "item_id", needs, UNCONFIRMED)
    for key in changed:
        ledger.note("matter", lines[key]["id"], Outcome.CHANGED)
