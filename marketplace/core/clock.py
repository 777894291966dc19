"""The one place that reads the clock of the machine."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (this is the place)


@dataclass(frozen=True)
class Reading:
    """What the clock says, and how many seconds the machine runs, which nobody can set."""

    wall: datetime
    uptime: float
    boot: str  # another one after each start of the machine; "" where it has none


def reading() -> Reading:
    boot = BOOT.read_text(encoding="ascii").strip() if BOOT.exists() else ""
    kind = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # the former counts sleep too
    return Reading(now(), time.clock_gettime(kind), boot)
