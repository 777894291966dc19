"""What the peer remembers: its objects, the answers it gave, the events it has still to tell."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from marketplace.core import clock

Thing = dict[str, Any]
VERSION = "2025-01-27.acacia"


@dataclass
class Answer:
    """What was answered to a key, and to which question; errors are kept too."""

    question: str
    status: int
    body: Thing


@dataclass
class Book:
    """`trouble` names faults that are to happen to the next orders, one each."""

    file: Path | None = None
    things: dict[str, Thing] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    untold: list[Thing] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    count: int = 0
    clock: Callable[[], int] = field(default_factory=lambda: now)
    lock: Any = field(default_factory=threading.RLock)

    @classmethod
    def opened(cls, file: Path) -> "Book":
        if not file.exists():
            return cls(file)
        kept = json.loads(file.read_text(encoding="utf-8"))
        answers = {key: Answer(**one) for key, one in kept.pop("answers").items()}
        return cls(file, answers=answers, **kept)

    def keep(self) -> None:
        """Whole or not at all: a new file takes the place of the old."""
        if self.file is None:
            return
        answers = {key: asdict(one) for key, one in self.answers.items()}
        kept = {"things": self.things, "answers": answers, "untold": self.untold}
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(kept | {"count": self.count}), encoding="utf-8")
        os.replace(draft, self.file)

    def new(self, kind: str, prefix: str, **values: Any) -> Thing:
        self.count += 1
        key = f"{prefix}_fake{self.count:08}"
        made = {"id": key, "object": kind, "created": self.clock(), "livemode": False}
        self.things[key] = made | values
        return self.things[key]

    def of_kind(self, kind: str, **like: Any) -> list[Thing]:
        """The newest first, as the service lists them."""
        found = [one for one in self.things.values() if one["object"] == kind]
        fit = [one for one in found if all(one.get(key) == like[key] for key in like)]
        return fit[::-1]

    def tell(self, kind: str, thing: Thing) -> Thing:
        """An event, with the thing as it is now."""
        told = self.new("event", "evt", type=kind, api_version=VERSION)
        told["data"] = {"object": dict(thing)}
        self.untold.append(told)
        return told

    def balance(self, currency: str) -> int:
        moved = self.of_kind("balance_transaction", currency=currency)
        return sum(one["net"] for one in moved)

    def book(self, kind: str, amount: int, source: Thing, fee: int = 0) -> Thing:
        """A movement on the platform's balance; negative when money leaves it."""
        moved = {"type": kind, "amount": amount, "fee": fee, "net": amount - fee}
        known = {"source": source["id"], "currency": source["currency"]}
        return self.new("balance_transaction", "txn", **moved, **known)


def now() -> int:
    return int(clock.now().timestamp())
