"""From whatever OCDS wraps releases in, to one release for each process."""

from collections.abc import Iterator
from typing import Any

from marketplace.opendata.rules.refusals import Refusal, Rule, refuse

Release = dict[str, Any]
DEEPEST_MERGE = 4  # tender, bids.details[], value; deeper parts are replaced whole
IDENTIFYING = {"tender", "awards", "bids", "planning", "contracts", "buyer", "parties"}


def unpack(found: object, line: int = 0) -> Iterator[tuple[int, Release | Refusal]]:
    """The releases in a decoded JSON value; `line` 0 counts them, else all are on that line."""
    for place, one in enumerate(_processes(found), start=1):
        at = line or place
        yield at, one if isinstance(one, dict) else refuse(at, "", "", one)


def _processes(found: object) -> Iterator[Release | Rule]:
    if isinstance(found, list):
        yield from _together(found)
    elif not isinstance(found, dict):
        yield Rule.NOT_A_RELEASE
    elif "compiledRelease" in found or _is_record(found):
        yield _of_record(found)
    else:
        yield from _of_package(found)


def _of_package(found: Release) -> Iterator[Release | Rule]:
    if isinstance(found.get("records"), list):
        yield from map(_of_record, found["records"])
    elif isinstance(found.get("releases"), list):
        yield from _together(found["releases"])
    else:
        yield found if _is_release(found) else Rule.NOT_A_RELEASE


def _is_release(found: Release) -> bool:
    return "ocid" in found or bool(IDENTIFYING & found.keys())


def _is_record(found: Release) -> bool:
    return "releases" in found and "ocid" in found


def _of_record(record: object) -> Release | Rule:
    """A record's compiled release, else its releases merged; its OCID when they lack one."""
    if not isinstance(record, dict):
        return Rule.NOT_A_RELEASE
    compiled = record.get("compiledRelease")
    if not isinstance(compiled, dict):
        releases = [r for r in _list(record.get("releases")) if isinstance(r, dict)]
        embedded = [r for r in releases if IDENTIFYING & r.keys()]
        if not embedded:
            return Rule.ONLY_LINKS if releases else Rule.NOT_A_RELEASE
        compiled = merge(embedded)
    return compiled if compiled.get("ocid") else {**compiled, "ocid": record.get("ocid")}


def _list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _together(found: list[Any]) -> Iterator[Release | Rule]:
    """Releases of one OCID become one, where the first of them stood."""
    groups: dict[object, list[Release]] = {}
    for place, one in enumerate(found):
        if not isinstance(one, dict) or "compiledRelease" in one or _is_record(one):
            groups[place] = [{"record": one}]
        else:
            ocid = one.get("ocid")
            groups.setdefault(ocid if isinstance(ocid, str) else place, []).append(one)
    for group in groups.values():
        if "record" in group[0]:
            yield _of_record(group[0]["record"])
        else:
            yield merge(group) if _is_release(group[0]) else Rule.NOT_A_RELEASE


def merge(releases: list[Release]) -> Release:
    """A compiled release wins whole (the latest of them); else later parts overlay earlier ones.

    Simpler than the OCDS merge: objects are merged by key, lists whose entries carry an id by
    that id, anything else is replaced, and an empty later value never erases an earlier one.
    """
    ordered = sorted(releases, key=lambda release: str(release.get("date") or ""))
    compiled = [r for r in ordered if "compiled" in _list(r.get("tag"))]
    merged: Release = {}
    for release in [compiled[-1]] if compiled else ordered:
        merged = _overlay(merged, release, DEEPEST_MERGE)
    return merged


def _overlay(old: Any, new: Any, depth: int) -> Any:
    if new in (None, "", [], {}):
        return old if old is not None else new
    if depth and isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{k: _overlay(old.get(k), v, depth - 1) for k, v in new.items()}}
    if depth and _have_ids(old) and _have_ids(new):
        return _overlay_lists(old, new, depth)
    return new


def _have_ids(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, dict) and isinstance(one.get("id"), (str, int)) for one in found
    )


def _overlay_lists(old: list[Release], new: list[Release], depth: int) -> list[Release]:
    later = {one["id"]: one for one in new}
    kept = [_overlay(one, later.pop(one["id"], None), depth - 1) for one in old]
    return kept + [one for one in new if one["id"] in later]
