"""The process that works, by what its machine says of it; and whether it is gone for certain."""

import os
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from marketplace.core import clock

PROC = Path("/proc")
STARTED, STATE = 19, 0  # counted after the name, which may hold blanks
ZOMBIE = "Z"


def own_name() -> str:
    """Where and when this process began, and by chance: two of them never have one name."""
    return f"{_place()}:{os.getpid()}:{_started(os.getpid())}:{uuid4().hex[:12]}"


def is_gone(name: str) -> bool:
    """Certainly gone: begun at this place, and no longer there. Of another place nobody knows."""
    place, _, rest = name.partition(":")
    pid, _, rest = rest.partition(":")
    started, _, _ = rest.partition(":")
    if not place or place != _place() or not pid.isdigit() or not started:
        return False
    return _started(int(pid)) != started


def _place() -> str:
    """This run of the machine and this space of process numbers; "" where it cannot be told."""
    boot = clock.reading().boot
    try:
        space = (PROC / "self/ns/pid").readlink()
    except OSError:
        return ""
    return sha256(f"{boot}|{space}".encode()).hexdigest()[:16] if boot else ""


def _started(pid: int) -> str:
    """When it began, in ticks since the machine started; "" when there is no such process."""
    try:
        told = (PROC / str(pid) / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if told[STATE] == ZOMBIE else told[STARTED]
