"""What lies in the envelope of an offer."""

import json
from dataclasses import dataclass, field

from marketplace.core.money import Money
from marketplace.core.texts import say
from marketplace.selection.rules.envelope import SealError

REFUSAL = say("This sealed offer cannot be opened: it was changed, or it belongs elsewhere.")


@dataclass(frozen=True)
class SignUp:
    """What a firm adds to a draw; sealed, so that the last one cannot aim at a result."""

    contribution: str = field(repr=False)

    def to_bytes(self) -> bytes:
        return json.dumps({"contribution": self.contribution}).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "SignUp":
        """SealError when it is not what we once put in."""
        try:
            return cls(str(json.loads(text)["contribution"]))
        except (ValueError, TypeError, KeyError) as error:
            raise SealError(REFUSAL) from error


@dataclass(frozen=True)
class PlanText:
    """How a firm means to do the work, in an envelope of its own."""

    text: str = field(repr=False)

    def to_bytes(self) -> bytes:
        return json.dumps({"plan": self.text}, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "PlanText":
        """SealError when it is not what we once put in."""
        try:
            return cls(str(json.loads(text)["plan"]))
        except (ValueError, TypeError, KeyError) as error:
            raise SealError(REFUSAL) from error


@dataclass(frozen=True)
class Content:
    """Price, working days and note: shown to nobody before the opening, not even by repr."""

    price: Money = field(repr=False)
    days: int = field(repr=False)
    note: str = field(repr=False)

    def to_bytes(self) -> bytes:
        values = {"price": [self.price.minor, self.price.currency]}
        return json.dumps(values | {"days": self.days, "note": self.note}).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "Content":
        """SealError when it is not what we once put in."""
        try:
            values = json.loads(text)
            return cls(Money(*values["price"]), int(values["days"]), str(values["note"]))
        except (ValueError, TypeError, KeyError) as error:
            raise SealError(REFUSAL) from error
