"""The witness at work: it looks into its shared folder, answers, and waits."""

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from marketplace.core import clock
from marketplace.core.transparency import spool
from marketplace.core.transparency.following import follow
from marketplace.core.transparency.names import Party
from marketplace.witness.answers import Answers, NotYetError
from marketplace.witness.store import Store

PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Witness:
    """FOLDER/store is its own, FOLDER/spool is shared with the hall; named as its party."""

    folder: Path
    now: Callable[[], datetime] = clock.now

    @property
    def party(self) -> Party:
        return Party(self.folder.name)

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    @property
    def answers(self) -> Answers:
        return Answers(Store(self.folder / "store"), self.party.value, self.now)

    def last(self) -> int:
        return self.answers.store.head()[0]

    def ask(self, question: dict[str, Any]) -> dict[str, Any] | None:
        """For a hall in the same process, such as the play that fills the demo."""
        answers = self.answers
        try:
            told = answers.answer(question, str(question.get("hall_key", "")))
        except NotYetError:
            return None
        return None if "refused" in told else told | {"key": answers.store.public()}

    def answer_carried(self, question: dict[str, Any]) -> dict[str, Any]:
        """A question that a person brought; it may come from nobody but the hall we know."""
        answers = self.answers
        hall = self._hall(answers.store.folder / "hall.pub")
        try:
            return answers.answer(question, hall or "")
        except NotYetError:
            return {"refused": "The time to open has not come."}

    def done(self, question: dict[str, Any]) -> None:
        """Nothing lies about that could be cleared away."""

    def work(self) -> int:
        """Answer what waits; how many questions were answered."""
        answers, answered = self.answers, 0
        store = answers.store
        spool.show(self.spool / "witness-key.txt", store.public())
        hall = self._hall(store.folder / "hall.pub")
        for name, file in spool.waiting(self.spool / "questions") if hall else ():
            answer = self.spool / "answers" / f"{name}.json"
            if answer.exists():
                continue
            question = self._question(file, str(hall))
            if question is not None:
                answered += self._put(answer, question, str(hall))
                spool.show(self.spool / "last-size.txt", str(store.head()[0]))
        return answered

    def _hall(self, pin: Path) -> str | None:
        """The hall's key as we pinned it, or the one it led to by rotations both keys signed."""
        hall, changes = (
            spool.pinned(pin, self.spool / "hall-key.txt"),
            self.spool / "rotations.json",
        )
        if hall is None or not changes.exists():
            return hall
        with contextlib.suppress(ValueError, KeyError, TypeError):
            now = follow(hall, json.loads(changes.read_text(encoding="ascii")))
            if now != hall:
                spool.put_text(pin, now)
            return now
        return hall

    def _put(self, file: Path, question: dict[str, Any], hall: str) -> bool:
        answers = self.answers
        try:
            spool.put(file, answers.answer(question, hall), answers.store.key())
        except NotYetError:
            return False
        return True

    def _question(self, file: Path, hall: str) -> dict[str, Any] | None:
        """What is not signed by the hall is left where it lies."""
        try:
            return spool.take(file, hall)
        except spool.SpoolError:
            return None


def serve(folders: list[Path], stop: threading.Event) -> None:
    """Answer for each folder until told to stop."""
    witnesses = [Witness(folder) for folder in folders]
    while not stop.is_set():
        busy = sum(witness.work() for witness in witnesses)
        stop.wait(0 if busy else PAUSE_SECONDS)
