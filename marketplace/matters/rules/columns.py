"""From a row of a file to the columns of a table."""

from collections.abc import Mapping
from typing import Any

from marketplace.matters.states import (
    Category,
    MatterType,
    Obligation,
    Online,
    Payer,
    Sureness,
    Waiting,
)

Line = Mapping[str, Any]
Values = dict[str, Any]
_MATTER_TEXTS = "name_zh", "name_en", "type_zh", "fee", "legal_basis", "trigger_en"
_MATTER_FIGURES = "statutory_days", "committed_days", "informed_commitment"
_ITEM_TEXTS = "name_zh", "name_en", "deliverables", "after", "legal_basis"


def _same(line: Line, *columns: str) -> Values:
    return {column: line[column] for column in columns}


def names(line: Line) -> Values:
    return _same(line, "name_zh", "name_en")


def stage(line: Line) -> Values:
    return names(line) | {"no": line["no"]}


def window(line: Line) -> Values:
    """Where a department is met; older files do not say it."""
    return {"window_zh": line.get("window_zh", "")}


def waits(line: Line, matter_ids: Mapping[str, int]) -> dict[int, Values]:
    return {matter_ids[w["id"]]: {"kind": Waiting(w["kind"])} for w in line["prerequisites"]}


def needs(line: Line, item_ids: Mapping[str, int]) -> dict[int, Values]:
    return {item_ids[n["id"]]: {"obligation": n["obligation"]} for n in line["service_items"]}


def matter(line: Line, stage_ids: Mapping[str, int], department_ids: Mapping[str, int]) -> Values:
    return _same(line, *_MATTER_TEXTS, *_MATTER_FIGURES) | {
        "type": MatterType(line["type"]),
        "statutory_basis": Sureness(line["statutory_basis"]),
        "committed_basis": Sureness(line["committed_basis"]),
        "online": Online(line["online"]),
        "stage_id": stage_ids[line["stage"]],
        "department_id": department_ids[line["department"]],
        "excluded_zh": line["excluded_from_clock_zh"],
        "result_zh": line["result_certificate"],
        "deferrable": line["deferrable_acceptance"],
        "in_hall": line["in_hall_acceptance"],
        "needs_nothing": line["no_intermediary_service_required"],
        "is_active": True,
    }


def materials(line: Line) -> dict[str, Values]:
    return {
        material["code"]: {
            "position": position,
            "name_zh": material["name_zh"],
            "name_en": material["name_en"],
            "source": material["source"],
            "deferrable": material["deferrable"],
            "applicant_supplies": material["applicant_must_supply"],
        }
        for position, material in enumerate(line["materials"])
    }


def item(line: Line, department_ids: Mapping[str, int]) -> Values:
    qualification, duration = line["qualification"], line["duration_working_days"]
    return _same(line, *_ITEM_TEXTS) | {
        "reviews": line.get("reviews", []),  # older files do not say it
        "category": Category(line["category"]),
        "obligation": Obligation(line["obligation"]),
        "who_pays": Payer(line["who_pays"]),
        "qualification": qualification["type"],
        "grade": qualification["grade"],
        "qualification_note_en": qualification["status_en"],
        "days_min": duration["min"],
        "days_typical": duration["typical"],
        "days_max": duration["max"],
        "days_status": Sureness(line["duration_status"]),
        "days_max_status": Sureness(line["duration_max_status"]),
        "price": dict(line["price"]),
        "regulator_id": department_ids[line["regulating_department"]],
        "selectable": line["selectable_in_service_hall"],
        "is_active": True,
    }
