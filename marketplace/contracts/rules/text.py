"""The text of a contract, in Chinese and in English, filled in and then frozen."""

from dataclasses import asdict, dataclass

from marketplace.contracts.rules.by_category import duty_of
from marketplace.contracts.rules.wording import WORDING


@dataclass(frozen=True)
class Subject:
    """What the template is filled with. Both languages show what the owner typed as typed."""

    request: str
    title: str
    owner_zh: str
    owner_en: str
    firm_zh: str
    firm_en: str
    item_zh: str
    item_en: str
    category: str
    legal_basis: str
    qualification: str
    scope: str
    deliverable: str
    acceptance_test: str
    price_zh: str
    price_en: str
    days: int
    check_days: int
    returns: int
    late_fault_days: int


@dataclass(frozen=True)
class Clause:
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str


def clauses(subject: Subject) -> list[Clause]:
    """The clauses in order; the kind of work adds its own professional duty."""
    duty_zh, duty_en = duty_of(subject.category)
    filled = {**_with_defaults(subject), "duty_zh": duty_zh, "duty_en": duty_en}
    return [
        Clause(title_zh, title_en, text_zh % filled, text_en % filled)
        for title_zh, title_en, text_zh, text_en in WORDING
    ]


def _with_defaults(subject: Subject) -> dict[str, object]:
    """An empty box of the request points to the published request; no sentence ends twice."""
    filled = asdict(subject)
    for name in ("scope", "deliverable", "acceptance_test", "legal_basis", "qualification"):
        given = filled.pop(name)
        given = given if name == "scope" else given.rstrip("。.")
        filled[f"{name}_zh"] = given or f"以需求 {subject.request} 公告内容为准"
        filled[f"{name}_en"] = given or f"as published in request {subject.request}"
    for name in ("owner", "firm", "item"):
        filled[f"{name}_en"] = (filled[f"{name}_en"] or filled[f"{name}_zh"]).rstrip(".")
    return filled
