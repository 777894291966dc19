"""The hall's side of the shared folder."""

from dataclasses import dataclass
from pathlib import Path

import structlog

from marketplace.core import keys
from marketplace.core.transparency import spool
from marketplace.core.transparency.heads import public_key, signing_key
from marketplace.core.transparency.names import Party
from marketplace.core.transparency.witnesses import Answer, Question

LONGEST_SIZE = 16  # digits
log = structlog.get_logger()


@dataclass(frozen=True)
class SpoolWitness:
    """A witness behind a folder. Its refusals stay there and are told in the hall's log."""

    party: Party
    folder: Path

    def last(self) -> int:
        """Only a hint: with a false one the witness refuses."""
        hint = self.folder / "last-size.txt"
        told = hint.read_text(encoding="ascii").strip() if hint.exists() else ""
        return int(told) if told.isdecimal() and len(told) < LONGEST_SIZE else 0

    def ask(self, question: Question) -> Answer | None:
        name = question["name"]
        asked, answer = (self.folder / kind / f"{name}.json" for kind in ("questions", "answers"))
        try:
            return self._answered(asked, answer, question)
        except (spool.SpoolError, OSError) as error:
            log.warning("witness", party=self.party.value, question=name, error=repr(error))
            return None

    def done(self, question: Question) -> None:
        for kind in ("questions", "answers"):
            (self.folder / kind / f"{question['name']}.json").unlink(missing_ok=True)

    def _answered(self, asked: Path, answer: Path, question: Question) -> Answer | None:
        if not asked.exists():
            self._clear_away(question)
            spool.show(self.folder / "hall-key.txt", public_key())
            changes = keys.folder() / "rotations.json"
            if changes.exists():
                spool.show(self.folder / "rotations.json", changes.read_text(encoding="ascii"))
            spool.put(asked, question, signing_key())
        key = spool.pinned(self._pin(), self.folder / "witness-key.txt")
        body = spool.take(answer, key) if key else None
        if body is None or body.get("name") != question["name"]:
            return None
        if "refused" in body:
            log.error("witness refuses", party=self.party.value, **body)
            return None
        return body | {"key": key}

    def _clear_away(self, question: Question) -> None:
        """Of heads only the newest is asked about: older questions, answered or not, are moot."""
        if question["about"] == "cosign":
            for file in self.folder.glob("*/cosign-*.json"):
                file.unlink(missing_ok=True)

    def _pin(self) -> Path:
        return keys.folder() / f"witness-{self.party.value}.pub"
