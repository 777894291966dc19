from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from math import floor

from marketplace.core.money.currencies import EXPONENT


class MixedCurrencyError(ValueError):
    """Two currencies cannot be added or compared."""


@total_ordering
@dataclass(frozen=True)
class Money:
    """`minor` counts the smallest units: fen for CNY, yen for JPY. Never a float."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in EXPONENT:
            raise ValueError(f"unknown currency {self.currency!r}")
        if isinstance(self.minor, float):
            raise TypeError("money is whole minor units, never a float")

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """The money that `amount` major units make; ValueError if finer than a minor unit."""
        if currency not in EXPONENT:
            raise ValueError(f"unknown currency {currency!r}")
        if not amount.is_finite():
            raise ValueError("not a finite amount")
        minor = Fraction(amount) * 10 ** EXPONENT[currency]
        if minor.denominator != 1:
            raise ValueError("finer than the smallest coin")
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """Major units, with exactly the decimals of the currency."""
        return Decimal(f"{self.minor}E-{EXPONENT[self.currency]}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._alike(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._alike(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._alike(other)

    def times(self, factor: int | Fraction | Decimal) -> "Money":
        """The product, rounded half up (half away from zero) to a minor unit."""
        exact = self.minor * Fraction(factor)
        rounded = floor(abs(exact) + Fraction(1, 2))
        return Money(rounded if exact >= 0 else -rounded, self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,f} {self.currency}"

    def _alike(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MixedCurrencyError(f"{self.currency} is not {other.currency}")
        return other.minor
