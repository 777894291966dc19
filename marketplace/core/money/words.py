"""Amounts of yuan in words, as on a cheque, so that a slipped zero is seen."""

from collections.abc import Iterator

from marketplace.core.money.typed import format_amount
from marketplace.core.money.value import Money

DIGITS_ZH = "零壹贰叁肆伍陆柒捌玖"
PLACES_ZH = ("", "拾", "佰", "仟")
GROUPS_ZH = ("", "万", "亿")
# fmt: off
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
GROUPS = ("", " thousand", " million", " billion")
TOO_MUCH = 10**14  # fen: what cannot be typed needs no words


def in_words(money: Money, locale: str) -> str:
    """`人民币玖万捌仟元整` or `ninety-eight thousand yuan`; other currencies stay in digits.

    The rules of zero are those of the People's Bank's rules on filling in bills; where they leave
    a choice, no 零 is written, and 整 follows 元 or 角.
    """
    if money.currency != "CNY" or not 0 <= money.minor < TOO_MUCH:
        return format_amount(money, locale)
    yuan, fen = divmod(money.minor, 100)
    return _in_chinese(yuan, fen) if locale.startswith("zh") else _in_english(yuan, fen)


def _in_chinese(yuan: int, fen: int) -> str:
    jiao, fen = divmod(fen, 10)
    words = f"{_whole_zh(yuan)}元" if yuan or not (jiao or fen) else ""
    if jiao:
        words += f"{DIGITS_ZH[jiao]}角"
    elif fen and yuan:
        words += "零"
    return "人民币" + words + (f"{DIGITS_ZH[fen]}分" if fen else "整")


def _whole_zh(number: int) -> str:
    if number == 0:
        return DIGITS_ZH[0]
    words, gap = "", False
    for place, group in _groups(number, 10_000):
        if group and words and (gap or group < 1000):
            words += DIGITS_ZH[0]
        words += _group_zh(group) + GROUPS_ZH[place] if group else ""
        gap = not group
    return words


def _group_zh(number: int) -> str:
    words, gap = "", False
    for place, digit in _groups(number, 10):
        if digit:
            words += (DIGITS_ZH[0] if gap and words else "") + DIGITS_ZH[digit] + PLACES_ZH[place]
        gap = not digit
    return words


def _in_english(yuan: int, fen: int) -> str:
    parts = [f"{_whole_en(yuan)} yuan"] if yuan or not fen else []
    parts += [f"{_whole_en(fen)} fen"] if fen else []
    return " and ".join(parts)


def _whole_en(number: int) -> str:
    parts = [_hundreds_en(group) + GROUPS[place] for place, group in _groups(number, 1000) if group]
    if number > 1000 and 0 < number % 1000 < 100:
        parts.insert(-1, "and")
    return " ".join(parts) or SMALL[0]


def _hundreds_en(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    parts += [_tens_en(rest)] if rest else []
    return " and ".join(parts)


def _tens_en(number: int) -> str:
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")


def _groups(number: int, size: int) -> Iterator[tuple[int, int]]:
    """Each place and its value, the highest first."""
    groups = []
    while number:
        number, group = divmod(number, size)
        groups.append(group)
    return reversed(list(enumerate(groups)))
