"""Reading contracts."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.contracts import queries, rules
from marketplace.contracts.models import Contract
from marketplace.contracts.states import OVER, State
from marketplace.contracts.views.change_wording import CHANGE_WORDING
from marketplace.contracts.views.door import bp
from marketplace.contracts.views.wording import WORDING
from marketplace.core import calendars, clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.files import queries as files
from marketplace.requests.rules.phases import reason_shown
from marketplace.web import layout, page, reader
from marketplace.web.texts import translate

bp.add_app_template_filter(lambda reason: translate(reason_shown(reason)), "ending")
layout.menu(50, say("My contracts"), "contracts.index", {Role.OWNER, Role.INTERMEDIARY})
RUNNING = {"running": True, "over": False}
NO_NUMBER = 0


@bp.get("/")
def index() -> ResponseReturnValue:
    chosen = request.args.get("state", "")
    before = request.args.get("before", NO_NUMBER, type=int)
    found = queries.mine(db.session(), reader(), running=RUNNING.get(chosen), before=before)
    rows, more = found[: queries.PAGE], found[queries.PAGE :]
    following = url_for(".index", state=chosen or None, before=rows[-1].id) if more else ""
    return page("contracts/index.html", rows=rows, chosen=chosen, following=following)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    contract = queries.get(db.session(), reader(), id)
    versions = [deliverable.id for deliverable in contract.deliverables]
    return page(
        "contracts/show.html",
        contract=contract,
        verbs=queries.verbs(reader(), contract, clock.now()),
        wordings={**WORDING, **CHANGE_WORDING},
        uploads=files.of_all(db.session(), "deliverables", versions),
        wait=_wait(contract),
        lateness=_lateness(contract),
        silent=rules.silent_sides(contract.owner_confirmed_at, contract.firm_confirmed_at),
    )


def _wait(contract: Contract) -> dict[str, object] | None:
    """The clock that runs now: until when, working days left, is it too late."""
    if contract.state in OVER:
        return None
    zone = calendars.zone()
    today = clock.now().astimezone(zone).date()
    if contract.state in {State.IN_SERVICE, State.RETURNED}:
        last = contract.due_on
    else:
        due = contract.ruling_due_at or contract.check_due_at or contract.sign_due_at
        last = rules.last_day(due, zone)
    if last is None:
        return None
    left = calendars.current(db.session()).between(today, last)
    return {"until": last, "days_left": left, "late": today > last}


def _lateness(contract: Contract) -> dict[str, object] | None:
    """How late the work is now, or was when accepted."""
    if contract.due_on is None:
        return None
    today = clock.now().astimezone(calendars.zone()).date()
    days = contract.days_late
    if days is None:
        delivered = contract.delivered_at if contract.state == State.DELIVERED else None
        until = delivered.astimezone(calendars.zone()).date() if delivered else today
        days = rules.days_late(calendars.current(db.session()), contract.due_on, until)
    fault_days = contract.rule_set.rules.late_fault_days
    return {"days": days, "word": rules.lateness(days, fault_days)}
