"""What facts about cases and utilities need for their notices."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import object_session

from marketplace.cases.models import Case, Correction, Return, UtilityContact
from marketplace.core.database import Row
from marketplace.core.texts import Names, name_of
from marketplace.notices.queries.scene import Scene, last_day, names
from marketplace.notices.rules import Whom


def of_case(case: Case) -> Scene:
    pause = case.pauses[-1] if case.pauses else None
    return Scene(
        parties={Whom.OWNER: case.owner_id, Whom.REGULATOR: case.department_id},
        params={
            "number": case.number,
            "matter": Names(case.matter.name_zh, case.matter.name_en),
            "department": names(case.department),
            "due": last_day(case.due_at),
            "answer_due": last_day(case.answer_due_at),
            "why": case.decision,
            "law": case.law,
            "pause": pause.reason if pause else "",
            "result": name_of(case.outcome) if case.outcome else "",
            "promise": name_of(case.commitment.state) if case.commitment else "",
        },
        ids={"case": case.id},
        person=case.holder_id or 0,
    )


def _case(row: Correction | Return) -> Case:
    session = object_session(row)
    assert session is not None  # noqa: S101 (the scene has just read it)
    return session.get_one(Case, row.case_id)


def _of_correction(notice: Correction) -> Scene:
    scene = of_case(_case(notice))
    params = {"notice": notice.number, "gaps": str(len(notice.lines))}
    return replace(scene, params={**scene.params, **params})


def _of_return(returned: Return) -> Scene:
    scene = of_case(_case(returned))
    parties = {**scene.parties, Whom.FIRM: returned.firm_id}
    params = {"firm": names(returned.firm), "why": returned.reason, "notice": returned.number}
    return replace(scene, parties=parties, params={**scene.params, **params})


def _of_contact(contact: UtilityContact) -> Scene:
    return Scene(
        parties={Whom.OWNER: contact.owner_id, Whom.REGULATOR: contact.utility_id},
        params={
            "utility": names(contact.utility),
            "owner": names(contact.owner),
            "project": contact.project.name,
            "due": last_day(contact.due_at),
        },
        ids={"contact": contact.id},
    )


CASE_SCENES: dict[type[Row], Callable[[Any], Scene]] = {
    Case: of_case,
    Correction: _of_correction,
    Return: _of_return,
    UtilityContact: _of_contact,
}
