"""How long a sign-in lives."""

from datetime import datetime, timedelta

from marketplace.core.act import Role

ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(minutes=30)
IDLE_OF_REGULATORS = timedelta(minutes=15)
MARK_EVERY = timedelta(minutes=1)
HALF_LIVES = timedelta(minutes=5)  # between the password and the second factor


def is_over(role: Role, began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    idle = IDLE_OF_REGULATORS if role is Role.REGULATOR else IDLE
    return now - began_at >= ABSOLUTE or now - seen_at >= idle
