"""Organisations: registered by people, by the catalogue, by an import; revised."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import insert

from marketplace.accounts import policy, queries
from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.rules.details import Details
from marketplace.accounts.states import HALL_KINDS, OWNER_KINDS, ROLES_IN, Kind
from marketplace.core.act import Act, Role
from marketplace.core.codes import fault_in_code, normalise_code
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say

NEWCOMERS = permit(Role.STRANGER, Role.OWNER, Role.INTERMEDIARY, when=policy.has_an_account)
BY_THE_HALL = permit(Role.OPERATOR) | CLOCKWORK_ONLY


@operation("accounts.register_organisation", may=NEWCOMERS | CLOCKWORK_ONLY, log=("kind",))
def register_organisation(
    act: Act, _: None, *, kind: Kind, code: str, name_zh: str, name_en: str = ""
) -> Organisation:
    """Enter an owner or a firm; the person who does it becomes its administrator."""
    if kind not in OWNER_KINDS | {Kind.INTERMEDIARY}:
        raise BadInputError("kind", say("Choose one of the options listed."))
    new = _add(act, kind=kind, name_zh=name_zh, name_en=name_en, code=_code(act, kind, code))
    if act.actor.person_id:
        _begin_membership(act, new)
    return new


def _begin_membership(act: Act, organisation: Organisation) -> None:
    act.session.add(
        Membership(
            person_id=act.actor.person_id,
            organisation=organisation,
            role=ROLES_IN[organisation.kind][0],
            is_admin=True,
            began_at=act.now,
        )
    )
    act.session.flush()


def _code(act: Act, kind: Kind, text: str) -> str | None:
    if kind is Kind.NATURAL_PERSON:
        return None
    fault = fault_in_code(text)
    if fault is not None:
        raise BadInputError("code", fault)
    if queries.find_by_code(act.session, text) is not None:
        taken = say("This code is registered already. Ask its administrator to invite you.")
        raise BadInputError("code", taken)
    return normalise_code(text)


def _add(act: Act, **values: object) -> Organisation:
    new = Organisation(registered_at=act.now, **values)
    act.session.add(new)
    act.session.flush()
    return new


@operation("accounts.register_department", may=BY_THE_HALL, log=("department",))
def register_department(
    act: Act, _: None, *, department: str, name_zh: str, name_en: str
) -> Organisation:
    """Enter a department of the catalogue, or bring its names up to date."""
    found = queries.department(act.session, department)
    if found is None:
        names = {"name_zh": name_zh, "name_en": name_en}
        return _add(act, kind=Kind.DEPARTMENT, department=department, **names)
    found.name_zh, found.name_en = name_zh, name_en
    return found


@operation("accounts.register_body", may=BY_THE_HALL, log=("kind",))
def register_body(act: Act, _: None, *, kind: Kind, name_zh: str, name_en: str) -> Organisation:
    """Enter a window, the auditors or the operator's own organisation."""
    if kind not in HALL_KINDS - {Kind.DEPARTMENT}:
        raise BadInputError("kind", say("Choose one of the options listed."))
    return _add(act, kind=kind, name_zh=name_zh, name_en=name_en)


@operation("accounts.register_external", may=BY_THE_HALL, log=("external_id",))
def register_external(
    act: Act, _: None, *, external_id: str, name: str, name_en: str = ""
) -> Organisation:
    """Enter a party of imported history; the same id twice is the same party."""
    values = {"kind": Kind.EXTERNAL, "external_id": external_id, "registered_at": act.now}
    empty = {"address": "", "phone": "", "legal_representative": ""}
    bank = {"bank_account_hash": "", "bank_account_tail": ""}
    names = {"name_zh": name, "name_en": name_en}
    insert_once(act.session, Organisation, **values, **names, **empty, **bank)
    found = queries.by_external_id(act.session, external_id)
    assert found is not None  # noqa: S101 (inserted above, or there before)
    return found


@operation("accounts.register_externals", may=BY_THE_HALL)
def register_externals(act: Act, _: None, *, names: Mapping[str, str]) -> dict[str, int]:
    """Enter many parties of imported history, names by external id; all their ids."""
    ids = queries.external_ids(act.session, names)
    empty = {"kind": Kind.EXTERNAL, "registered_at": act.now}
    new = [
        {"external_id": key, "name_zh": name[:200], **empty}
        for key, name in names.items()
        if key not in ids
    ]
    if new:
        act.session.execute(insert(Organisation), new)
        ids = queries.external_ids(act.session, names)
    return ids


@operation("accounts.set_credit", may=CLOCKWORK_ONLY, log=("score",), within=("credit.count",))
def set_credit(act: Act, organisation: Organisation, *, score: int | None) -> None:
    """Take over an owner's credit score that the credit room counted; None: no record yet."""
    organisation.credit_score = score


MAY_REVISE = permit(*policy.MANAGERS, when=policy.is_administrator) | BY_THE_HALL


@operation("accounts.revise_organisation", may=MAY_REVISE)
def revise_organisation(act: Act, organisation: Organisation, *, details: Details) -> None:
    """Set address, phone, legal representative, area; the bank account only when one is given."""
    for name, value in asdict(details).items():
        if value or not name.startswith("bank_account"):
            setattr(organisation, name, value)
