"""How hall and witness speak: signed files in a shared folder, so that neither opens a door.

The hall writes questions/NAME.json, the witness answers/NAME.json, each {"body": ..., "sig": hex}
with an Ed25519 signature over the body's canonical JSON. Each side pins the other's key: in a demo
at first sight, in life by a person who carries it over. A witness that is down answers later.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from marketplace.core.canonical import canonical

NAME = re.compile(r"[A-Za-z0-9-]{1,80}")
LARGEST = 200_000
Body = dict[str, Any]


class SpoolError(Exception):
    """A file in the shared folder is not what the other side would write."""


def put(file: Path, body: Body, key: Ed25519PrivateKey) -> None:
    """Whole or not at all."""
    signed = {"body": body, "sig": key.sign(canonical(body).encode()).hex()}
    put_text(file, canonical(signed))


def put_text(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(draft, "w", encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    draft.replace(file)


def show(file: Path, key: str) -> None:
    """Lay one's key where the other side looks for it, unless it lies there."""
    if not file.exists() or file.read_text(encoding="ascii") != key:
        put_text(file, key)


def take(file: Path, key: str) -> Body | None:
    """What the owner of the key wrote; None when it is not there (yet)."""
    try:
        if file.stat().st_size > LARGEST:
            raise SpoolError(f"{file.name} is too large")
        signed = json.loads(file.read_text(encoding="utf-8"))
        body: Body = signed["body"]
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signed["sig"]), canonical(body).encode())
    except FileNotFoundError:
        return None
    except (InvalidSignature, ValueError, KeyError, TypeError) as error:
        raise SpoolError(f"{file.name} is not signed with the key we know: {error!r}") from error
    return body


def pinned(file: Path, shown: Path) -> str | None:
    """The other side's key: the one we keep, else the one it shows, kept from now on."""
    if not file.exists():
        if not shown.exists():
            return None
        put_text(file, shown.read_text(encoding="ascii"))
    return file.read_text(encoding="ascii").strip()


def waiting(folder: Path) -> Iterator[tuple[str, Path]]:
    """The questions in a folder by name, the oldest first."""
    with contextlib.suppress(FileNotFoundError):
        for file in sorted(folder.glob("*.json"), key=lambda one: (one.stat().st_mtime, one.name)):
            if NAME.fullmatch(file.stem):
                yield file.stem, file
