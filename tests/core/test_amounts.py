from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marketplace.core.money import EXPONENT, Money, format_amount, in_words, parse_amount
from marketplace.core.texts import Text

FEN = st.integers(0, 10**14 - 1)
CURRENCY = st.sampled_from(sorted(EXPONENT))


def yuan(text):
    return Money.of(Decimal(text), "CNY")


def test_shown_in_two_languages():
    assert format_amount(yuan(98000), "zh_Hans_CN") == "98,000.00 元"
    assert format_amount(yuan(98000), "en") == "CNY 98,000.00"
    assert format_amount(Money(1234, "JPY"), "zh") == "1,234 日元"
    assert format_amount(Money(1234, "UAH"), "zh") == "12.34 UAH"
    assert str(yuan("-0.5")) == "-0.50 CNY"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("98,000", "98000"),
        ("98000.5", "98000.5"),
        ("9.8万", "98000"),
        ("9.8 万元", "98000"),
        ("９．８万", "98000"),
        ("¥98,000", "98000"),
        ("￥ 98,000.00", "98000"),
        ("98,000元", "98000"),
        ("人民币98,000元", "98000"),
        ("1.2亿", "120000000"),
        ("９８，０００", "98000"),
        (" 98 000 ", "98000"),
        ("98\u00a0000", "98000"),
        ("9.80005万", "98000.5"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_typed_amounts(text, amount):
    assert parse_amount(text) == yuan(amount)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "Write an amount"),
        ("  元", "Write an amount"),
        ("-1", "negative"),
        ("−1", "negative"),
        ("－1", "negative"),
        ("NaN", "digits"),
        ("1e5", "digits"),
        ("10²", "digits"),
        ("١٢٣", "digits"),
        ("½", "digits"),
        ("12a", "digits"),
        ("1.2.3", "digits"),
        ("1.", "digits"),
        (".5", "digits"),
        ("1_000", "digits"),
        ("9.8万亿万", "digits"),
        ("1.234", "2 decimal places"),
        ("1.2345678万", "2 decimal places"),
        ("9,80", "comma"),
        ("9,8000", "comma"),
        ("98,000,00", "comma"),
        ("0,098", "comma"),
        ("1,000 000", "comma"),
        ("1 2", "comma"),
        ("1000000000000", "less than"),
        ("10000亿", "less than"),
        ("9" * 41, "too long"),
    ],
)
def test_refused_amounts_name_the_rule(text, rule):
    with pytest.raises(ValueError, match=rule) as refusal:
        parse_amount(text)
    assert isinstance(refusal.value.args[0], Text)


def test_a_currency_without_decimals():
    assert parse_amount("1,234", "JPY") == Money(1234, "JPY")
    with pytest.raises(ValueError, match="0 decimal places"):
        parse_amount("1.5", "JPY")


@given(FEN, CURRENCY, st.sampled_from(["zh", "en"]))
def test_what_is_shown_can_be_typed(minor, currency, locale):
    money = Money(minor // 10**3, currency)
    assert parse_amount(format_amount(money, locale), currency) == money


@given(FEN)
def test_full_width_is_the_same(minor):
    shown = f"{Money(minor, 'CNY').amount:,f}"
    wide = shown.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse_amount(wide) == parse_amount(shown) == Money(minor, "CNY")


@given(st.text(alphabet="0123456789.,， 万亿元¥-eN９²", max_size=14) | st.text(max_size=50))
@example("9" * 5000)
def test_any_text_is_an_amount_or_a_refusal(text):
    try:
        first = parse_amount(text)
    except ValueError as refusal:
        assert isinstance(refusal.args[0], Text)  # noqa: PT017  (both ends are right)
    else:
        assert first == parse_amount(text)
        assert first.minor >= 0


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("98000", "玖万捌仟元整"),
        ("10", "壹拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("1010", "壹仟零壹拾元整"),
        ("120000000", "壹亿贰仟万元整"),
    ],
)
def test_chinese_words(amount, words):
    assert in_words(yuan(amount), "zh") == "人民币" + words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero yuan"),
        ("98000", "ninety-eight thousand yuan"),
        ("0.05", "five fen"),
        ("105.20", "one hundred and five yuan and twenty fen"),
        ("1005", "one thousand and five yuan"),
        ("1100", "one thousand one hundred yuan"),
        ("1200300", "one million two hundred thousand three hundred yuan"),
        ("1000000001", "one billion and one yuan"),
    ],
)
def test_english_words(amount, words):
    assert in_words(yuan(amount), "en") == words


def read_back(words):
    """Yuan and fen that Chinese capitals name; independent of how they were written."""
    total = section = digit = 0
    for char in words.removeprefix("人民币").removesuffix("整"):
        if char in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(char)
            continue
        unit = {"拾": 10, "佰": 100, "仟": 1000, "万": 10**4, "亿": 10**8, "元": 1}.get(char)
        if char in "角分":
            total += digit * (10 if char == "角" else 1)
        elif unit in {10, 100, 1000}:
            section += digit * unit
        else:
            total += (section + digit) * unit * 100
            section = 0
        digit = 0
    return total


@given(FEN)
@example(10**14 - 1)
def test_chinese_words_say_the_amount(minor):
    words = in_words(Money(minor, "CNY"), "zh")
    assert read_back(words) == minor
    assert "零零" not in words


@given(FEN)
def test_english_words_differ_for_different_amounts(minor):
    one, next_one = (in_words(Money(n, "CNY"), "en") for n in (minor, minor + 1))
    assert one != next_one


def test_other_currencies_stay_in_digits():
    assert in_words(Money(150, "USD"), "en") == "USD 1.50"
    assert in_words(Money(-150, "CNY"), "zh") == "-1.50 元"
