"""Money: a whole number of minor units and a currency; as typed, as shown, in words."""

from marketplace.core.money.currencies import EXPONENT
from marketplace.core.money.typed import format_amount, parse_amount
from marketplace.core.money.value import MixedCurrencyError, Money
from marketplace.core.money.words import in_words

__all__ = ["EXPONENT", "MixedCurrencyError", "Money", "format_amount", "in_words", "parse_amount"]
