"""The log as files that anybody may keep and verify without us."""

import json
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.core.transparency import heads, proofs, rotating
from marketplace.core.transparency.models import LogHead


def head_line(head: LogHead) -> str:
    told = {"size": head.size, "root": head.root, "time": head.time, "sig": head.signature}
    return json.dumps(told)


def write(session: Session, folder: Path) -> int:
    """The leaves up to the newest head, all heads and the key; how many leaves."""
    newest = heads.newest(session)
    size = newest.size if newest else 0
    signed = [head for head in proofs.heads(session) if head.size <= size]
    _put(folder / "log.jsonl", proofs.lines(session, size))
    _put(folder / "heads.jsonl", (head_line(head) for head in signed))
    _put(folder / "cosigned.jsonl", (line for head in signed for line in _cosigned(head)))
    _put(folder / "log-key.txt", [heads.public_key()])
    _put(folder / "keys.jsonl", map(rotating.line_of, rotating.rotations(session)))
    return size


def _cosigned(head: LogHead) -> list[str]:
    return [
        json.dumps(
            {"size": head.size, "witness": one.witness.value, "key": one.key, "sig": one.signature}
        )
        for one in head.cosignatures
    ]


def _put(file: Path, lines: Iterable[str]) -> None:
    with open(file, "w", encoding="utf-8", newline="\n") as written:
        written.writelines(f"{line}\n" for line in lines)
