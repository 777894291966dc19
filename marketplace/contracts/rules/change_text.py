"""The text of a change order, in Chinese and in English."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from marketplace.contracts.rules.changes import Part
from marketplace.contracts.rules.text import Clause
from marketplace.contracts.states import Cause
from marketplace.core.money import Money, format_amount
from marketplace.core.texts import name_of

CAUSES = {
    Cause.OWNER_WISH: "甲方要求增减或者变更工作内容",
    Cause.SITE: "现场条件与已知情况不符",
    Cause.AUTHORITY: "主管部门或者法律规定提出新的要求",
    Cause.LATE_PAPERS: "甲方逾期提供资料或者场地",
    Cause.FORCE_MAJEURE: "天气、灾害等不可抗力",
    Cause.FIRM: "乙方需要更多时间",
    Cause.MISTAKE: "合同文字有误",
    Cause.OTHER: "其他原因",
}


@dataclass(frozen=True)
class ChangeSubject:
    """What the text is filled with; `by_owner` tells who asks."""

    number: str
    no: int
    by_owner: bool
    cause: Cause
    reason: str
    scope: str
    price_before: Money
    price: Money
    days_before: int
    days: int
    parts: Sequence[Part]


def change_clauses(subject: ChangeSubject) -> list[dict[str, str]]:
    """Who asks and why; what changes; that all else stays."""
    return [asdict(one) for one in (_cause(subject), changed(subject), _rest(subject))]


def _cause(subject: ChangeSubject) -> Clause:
    side_zh, side_en = ("甲方", "Party A") if subject.by_owner else ("乙方", "Party B")
    return Clause(
        "变更事由",
        "Cause",
        f"{side_zh}提出变更合同 {subject.number}。事由：{CAUSES[subject.cause]}。{subject.reason}",
        f"{side_en} asks to change contract {subject.number}. Cause: {name_of(subject.cause)}. "
        f"{subject.reason}",
    )


def changed(subject: ChangeSubject) -> Clause:
    """What holds instead, once both sides have signed."""
    zh, en = [], []
    if subject.price != subject.price_before:
        zh.append(f"价款由{_zh(subject.price_before)}变更为{_zh(subject.price)}，已包含一切费用。")
        en.append(
            f"The price changes from {_en(subject.price_before)} to {_en(subject.price)}, "
            "all fees included."
        )
    if subject.days != subject.days_before:
        zh.append(f"总工期由 {subject.days_before} 个工作日变更为 {subject.days} 个工作日。")
        en.append(f"Working days change from {subject.days_before} to {subject.days}.")
    for part in subject.parts:
        money = Money(part.minor, subject.price.currency)
        zh.append(f"第 {part.no} 期{part.title}：{_zh(money)}，{part.days} 个工作日。")
        en.append(f"Part {part.no} {part.title}: {_en(money)}, {part.days} working days.")
    if subject.scope:
        zh.append(f"工作内容：{subject.scope}")
        en.append(f"The work: {subject.scope}")
    title = f"第 {subject.no} 号变更", f"Change order {subject.no}"
    return Clause(*title, "".join(zh), " ".join(en))


def _rest(subject: ChangeSubject) -> Clause:
    return Clause(
        "其他",
        "All else",
        "本变更单经双方签署后生效，合同其他条款不变。",
        "This change holds once both sides have signed it. All else of the contract stays.",
    )


def _zh(price: Money) -> str:
    return format_amount(price, "zh")


def _en(price: Money) -> str:
    return format_amount(price, "en")
