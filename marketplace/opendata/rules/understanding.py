"""A release, understood: what the hall can use of it, and notes on the rest. Never raises."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.opendata.rules.bids import awards_of, bids_of
from marketplace.opendata.rules.codes import CATEGORIES, METHODS, STATUSES
from marketplace.opendata.rules.parties import LONGEST_ID, LONGEST_NAME, Register
from marketplace.opendata.rules.processes import Party, Process
from marketplace.opendata.rules.refusals import Notes, Refusal, Rule, refuse
from marketplace.opendata.rules.values import code, moment, money, part, words

Found = Mapping[str, Any]


def understand(release: Found, line: int = 0) -> Process | Refusal:
    """The process of a release, or why there is none; `line` only labels the refusals."""
    ocid = release.get("ocid")
    if not isinstance(ocid, str) or not 0 < len(words(ocid)) <= LONGEST_ID:
        return refuse(line, "", "ocid", Rule.NO_OCID, "" if ocid is None else ocid)
    notes = Notes(line, words(ocid))
    if not any(release.get(section) for section in ("tender", "bids", "awards")):
        return refuse(line, notes.ocid, "tender", Rule.NO_TENDER)
    return _process(release, notes)


def _process(release: Found, notes: Notes) -> Process:
    tender = part(release, "tender", notes, "tender")
    parties = Register(release, notes)
    opened_at, closed_at = _period(tender, notes)
    return Process(
        ocid=notes.ocid,
        title=_title(release, tender, notes),
        description=words(tender.get("description")),
        buyer=_buyer(release, tender, parties),
        **_codes(tender, notes),
        opened_at=opened_at,
        closed_at=closed_at,
        published_at=moment(release.get("date"), notes, "date"),
        value=money(part(tender, "value", notes, "tender/value"), notes, "tender/value"),
        bids=bids_of(release, parties),
        awards=awards_of(release, parties),
        notes=tuple(notes.refusals),  # last: the parts above write into it
    )


def _title(release: Found, tender: Found, notes: Notes) -> str:
    """What the publisher calls it: the tender, else what is bought; the ocid when nobody said."""
    items = tender.get("items")
    told = [tender, *(items if isinstance(items, list) else []), release.get("planning")]
    named = (one for one in told if isinstance(one, Mapping))
    texts = (words(one.get(key), LONGEST_NAME) for one in named for key in ("title", "description"))
    return next(filter(None, texts), notes.ocid)


def _codes(tender: Found, notes: Notes) -> dict[str, str]:
    method = tender.get("procurementMethod")
    details = words(tender.get("procurementMethodDetails"), LONGEST_NAME)
    known = code(method, METHODS, notes, "tender/procurementMethod")
    category = tender.get("mainProcurementCategory")
    return {
        "method": known,
        "method_details": details or (words(method, LONGEST_NAME) if known == "other" else ""),
        "status": code(tender.get("status"), STATUSES, notes, "tender/status"),
        "category": code(category, CATEGORIES, notes, "tender/mainProcurementCategory", ""),
    }


def _period(tender: Found, notes: Notes) -> tuple[datetime | None, datetime | None]:
    path = "tender/tenderPeriod"
    period = part(tender, "tenderPeriod", notes, path)
    start = moment(period.get("startDate"), notes, f"{path}/startDate")
    end = moment(period.get("endDate"), notes, f"{path}/endDate")
    if start and end and end < start:
        notes.add(path, Rule.PERIOD_BACKWARDS, f"{period['startDate']} > {period['endDate']}")
        return None, None
    return start, end


def _buyer(release: Found, tender: Found, parties: Register) -> Party | None:
    for path, holder in (("buyer", release), ("tender/procuringEntity", tender)):
        named = part(holder, path.split("/")[-1], parties.notes, path)
        if party := parties.find(named, path):
            return party
    return None
