"""What a witness remembers, in a folder that nobody else reads."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from marketplace.core.keys import own_key
from marketplace.core.transparency.spool import put_text

KEPT_HEADS = 200


@dataclass(frozen=True)
class Store:
    """The witness's key, the hall's pinned key, the secret of each draw, the last head."""

    folder: Path

    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(own_key(self.folder / "witness.key"))

    def public(self) -> str:
        return self.key().public_key().public_bytes_raw().hex()

    def box_key(self) -> bytes:
        """The private key of the boxes in which shares are put away for this witness."""
        return own_key(self.folder / "box.key")

    def note(self, moment: datetime, name: str, refusal: str) -> None:
        """What was refused: for whoever looks after this machine."""
        line = json.dumps({"time": moment.isoformat(), "question": name, "refused": refusal})
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(self.folder / "refused.jsonl", "a", encoding="utf-8") as notes:
            notes.write(line + "\n")

    def secret(self, draw_id: str) -> str:
        """Made at the first question for this draw; the same ever after."""
        kept = self._read(self._of(draw_id))
        if not kept:
            kept = {"draw_id": draw_id, "secret": secrets.token_hex(32)}
            self._write(self._of(draw_id), kept)
        return str(kept["secret"])

    def knows(self, draw_id: str) -> bool:
        return bool(self._read(self._of(draw_id)))

    def root_revealed_for(self, draw_id: str) -> str | None:
        return self._read(self._of(draw_id)).get("revealed_for")

    def reveal_for(self, draw_id: str, pool_root: str) -> None:
        kept = self._read(self._of(draw_id))
        self._write(self._of(draw_id), kept | {"revealed_for": pool_root})

    def head(self) -> tuple[int, bytes]:
        """Size and root of the last head signed; (0, b"") before the first."""
        size = max(self._heads(), default=0)
        return size, self.root(size) or b""

    def root(self, size: int) -> bytes | None:
        """The root of a head signed lately."""
        kept = self._heads().get(size)
        return bytes.fromhex(kept) if kept else None

    def keep_head(self, size: int, root: str) -> None:
        newest = sorted((self._heads() | {size: root}).items())[-KEPT_HEADS:]
        self._write(self.folder / "heads.json", {str(of): one for of, one in newest})

    def _heads(self) -> dict[int, str]:
        return {int(size): root for size, root in self._read(self.folder / "heads.json").items()}

    def _of(self, draw_id: str) -> Path:
        return self.folder / "secrets" / f"{sha256(draw_id.encode()).hexdigest()}.json"

    def _read(self, file: Path) -> dict[str, Any]:
        if not file.exists():
            return {}
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return kept

    def _write(self, file: Path, kept: dict[str, Any]) -> None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_text(file, json.dumps(kept))
        file.chmod(0o600)
