"""What a witness says to the hall's questions, and when it refuses."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from marketplace.core.boxes import BoxError, public_of, unshut
from marketplace.core.merkle import extends, includes
from marketplace.core.transparency.keeping import PURPOSE, SECONDS_AHEAD, belongs_to
from marketplace.witness.store import Store

Body = dict[str, Any]


class RefusedError(Exception):
    """The witness will not do this; the text says why."""


class NotYetError(Exception):
    """In a moment the answer may be another one: the question stays where it lies."""


@dataclass(frozen=True)
class Answers:
    """`party` is the name under which it commits; `hall_key` the pinned key of the hall."""

    store: Store
    party: str
    now: Callable[[], datetime]

    def answer(self, question: Body, hall_key: str) -> Body:
        """The answer's body. A question of unknown kind, or one that must not be granted, is
        answered with the reason."""
        kinds: dict[str, Callable[[Body, str], Body]] = {
            "commit": self._commit,
            "reveal": self._reveal,
            "cosign": self._cosign,
            "hold": self._hold,
            "share": self._share,
        }
        told = {"name": question.get("name")}
        try:
            return told | kinds[question["about"]](question, hall_key)
        except (KeyError, TypeError, ValueError) as error:
            return told | {"refused": f"not a question I know: {error!r}"}
        except RefusedError as refusal:
            self.store.note(self.now(), str(question.get("name")), str(refusal))
            return told | {"refused": str(refusal)}

    def _commit(self, question: Body, _: str) -> Body:
        draw_id = str(question["draw_id"])
        text = f"draw-commit-v1|{draw_id}|{self.party}|{self.store.secret(draw_id)}"
        return {"commitment": sha256(text.encode()).hexdigest()}

    def _reveal(self, question: Body, _: str) -> Body:
        """Only for a list that stands in a log whose head this witness signed, and for one list."""
        draw_id, root = str(question["draw_id"]), str(question["pool_root"])
        if not self.store.knows(draw_id):
            raise RefusedError("I committed to nothing for this draw.")
        if self.store.root_revealed_for(draw_id) not in (None, root):
            raise RefusedError("I revealed my secret for another list of this draw.")
        self._demand_frozen(question, draw_id, root)
        self.store.reveal_for(draw_id, root)
        return {"secret": self.store.secret(draw_id)}

    def _demand_frozen(self, question: Body, draw_id: str, root: str) -> None:
        record = self._logged(question, "selection.freeze")
        if (record["draw_id"], record["pool_root"]) != (draw_id, root):
            raise RefusedError("The log holds another list for this draw.")

    def _logged(self, question: Body, action: str) -> Body:
        """The record of a leaf of that action, proven to stand in a log this witness signed."""
        leaf, record = json.loads(question["leaf"]), json.loads(question["record"])
        digest = sha256(f"{question['salt']}|{question['record']}".encode()).hexdigest()
        if (leaf["action"], leaf["detail"]) != (action, digest):
            raise RefusedError(f"This leaf is not about {action}.")
        head = self.store.root(question["size"])
        proof = [bytes.fromhex(node) for node in question["proof"]]
        told = (question["seq"], question["leaf"].encode())
        if head is None or not includes(head, question["size"], told, proof):
            raise RefusedError("This leaf is not in the log that I signed.")
        found: Body = record
        return found

    def _hold(self, _: Body, __: str) -> Body:
        """With which key shares are to be put away for it."""
        return {"public": public_of(self.store.box_key()).hex()}

    def _share(self, question: Body, _: str) -> Body:
        """Only when the closing stands in a log whose head this witness signed, and by its own
        clock the time has come; earlier than the first closing never."""
        record = self._logged(question, "requests.close")
        if json.loads(question["leaf"])["object"] != f"requests/{question['request_id']}":
            raise RefusedError("This leaf is not about the closing of that request.")
        if record["number"] != question["number"]:
            raise RefusedError("The log closed another request.")
        self._demand_time(record["closes_at"], question["not_before"])
        key, first = bytes.fromhex(question["public"]), question["not_before"]
        about = belongs_to(record["number"], question["party"], key, first)
        try:
            box = bytes.fromhex(question["box"])
            return {"share": unshut(self.store.box_key(), box, about, PURPOSE).hex()}
        except BoxError as error:
            raise RefusedError("This box was not put away for me under that name.") from error

    def _demand_time(self, *moments: str) -> None:
        due = max(map(datetime.fromisoformat, moments))
        if self.now() < due - timedelta(seconds=SECONDS_AHEAD):
            raise RefusedError("The time to open has not come.")
        if self.now() < due:
            raise NotYetError

    def _cosign(self, question: Body, hall_key: str) -> Body:
        size, root, time = question["size"], question["root"], question["time"]
        text = f"{size}|{root}|{time}".encode()
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(hall_key))
            key.verify(bytes.fromhex(question["sig"]), text)
        except InvalidSignature as error:
            raise RefusedError("The hall has not signed this head.") from error
        proof = [bytes.fromhex(node) for node in question["proof"]]
        if not extends(self.store.head(), (size, bytes.fromhex(root)), proof):
            raise RefusedError("This log does not continue the one I signed before.")
        self.store.keep_head(size, root)
        return {"sig": self.store.key().sign(text).hex()}
