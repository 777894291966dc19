"""Amounts as people read and write them."""

import re
from decimal import Decimal

from marketplace.core.money.currencies import EXPONENT
from marketplace.core.money.value import Money
from marketplace.core.texts import Text, say

LONGEST_TEXT = 40
LIMIT = 10**12  # major units; leaves room for sums in a 64-bit column
UNITS = {"": 1, "万": 10**4, "亿": 10**8}
NAMES_ZH = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "JPY": "日元",
    "HKD": "港元",
}
# Not NFKC: that would read 10² as 102.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0xFFE5: "¥",
    0x2212: "-",  # the minus sign of a word processor
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2009\u202f\t"), " "),
}
_NUMBER = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:(?P<mark>[, ])[0-9]{3})(?:(?P=mark)[0-9]{3})*)")
_AMOUNT = re.compile(rf"(?P<whole>{_NUMBER.pattern})(?:\.(?P<part>[0-9]+))? ?(?P<unit>[万亿]?)")


def format_amount(money: Money, locale: str) -> str:
    """`98,000.00 元` in Chinese, `CNY 98,000.00` in every other language."""
    digits = f"{money.amount:,f}"
    if locale.startswith("zh"):
        return f"{digits} {NAMES_ZH.get(money.currency, money.currency)}"
    return f"{money.currency} {digits}"


def parse_amount(text: str, currency: str = "CNY") -> Money:
    """The amount that a person typed; ValueError carries the `Text` that names the broken rule."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(say("This amount is too long."))
    bare = _without_marks(text.translate(_PLAIN).strip(), currency)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise ValueError(_why_not(bare))
    return _money(found, currency)


def _money(found: re.Match[str], currency: str) -> Money:
    whole = re.sub("[, ]", "", found["whole"])
    amount = Decimal(f"{whole}.{found['part'] or '0'}") * UNITS[found["unit"]]
    if amount >= LIMIT:
        raise ValueError(say("The amount must be less than %(limit)s.", limit=f"{LIMIT:,}"))
    try:
        return Money.of(amount, currency)
    except ValueError as error:
        places = EXPONENT[currency]
        raise ValueError(say("Write at most %(places)s decimal places.", places=places)) from error


def _without_marks(text: str, currency: str) -> str:
    before, after = [currency], [NAMES_ZH.get(currency, currency)]
    if currency == "CNY":
        before, after = ["人民币", "CNY", "RMB", "¥"], ["元", "圆"]
    for mark in before:
        text = text.removeprefix(mark).lstrip()
    for mark in after:
        text = text.removesuffix(mark).rstrip()
    return text


def _why_not(bare: str) -> Text:
    if not bare:
        return say("Write an amount, such as 98,000 or 9.8万.")
    if bare.startswith("-"):
        return say("An amount cannot be negative.")
    if re.fullmatch(r"[0-9][0-9, ]*(\.[0-9]+)? ?[万亿]?", bare):
        return say("Put a comma before every third digit, as in 98,000.")
    return say("Write the amount in digits, such as 98,000 or 9.8万.")
