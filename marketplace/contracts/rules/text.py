"""The text of a contract, in Chinese and in English, filled in and then frozen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from marketplace.contracts.rules.by_category import duty_of
from marketplace.contracts.rules.changes import Part
from marketplace.contracts.rules.wording import PART_EN, PART_ZH, WORDING
from marketplace.core.money import Money, format_amount
from marketplace.core.rulesets import Rules


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
    figures: Rules
    parts: Sequence[Part]
    currency: str


@dataclass(frozen=True)
class Clause:
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str


def clauses(subject: Subject) -> list[Clause]:
    """The clauses in order; the kind of work adds its own professional duty."""
    duty_zh, duty_en = duty_of(subject.category)
    parts_zh, parts_en = _parts(subject)
    filled = {**_with_defaults(subject), "duty_zh": duty_zh, "duty_en": duty_en}
    filled |= {"parts_zh": parts_zh, "parts_en": parts_en}
    return [
        Clause(title_zh, title_en, text_zh % filled, text_en % filled)
        for title_zh, title_en, text_zh, text_en in WORDING
    ]


def _parts(subject: Subject) -> tuple[str, str]:
    """One line for each part, or that there is one."""
    if len(subject.parts) == 1:
        return "本合同工作不分期，一次交付。", "The work is one part, delivered at once."
    zh, en = [], []
    for part in subject.parts:
        price = Money(part.minor, subject.currency)
        told = {"no": part.no, "title": part.title, "days": part.days}
        zh.append(PART_ZH % {**told, "price": format_amount(price, "zh")})
        en.append(PART_EN % {**told, "price": format_amount(price, "en")})
    return "".join(zh), " ".join(en)


def _with_defaults(subject: Subject) -> dict[str, object]:
    """An empty box of the request points to the published request; no sentence ends twice."""
    given = {field.name: getattr(subject, field.name) for field in fields(subject)}
    filled = {**given, **asdict(subject.figures)}
    for name in ("scope", "deliverable", "acceptance_test", "legal_basis", "qualification"):
        text = filled.pop(name)
        text = text if name == "scope" else text.rstrip("。.")
        filled[f"{name}_zh"] = text or f"以需求 {subject.request} 公告内容为准"
        filled[f"{name}_en"] = text or f"as published in request {subject.request}"
    for name in ("owner", "firm", "item"):
        filled[f"{name}_en"] = (filled[f"{name}_en"] or filled[f"{name}_zh"]).rstrip(".")
    return filled
