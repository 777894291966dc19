"""Every change of counters, posts and attendance."""

from marketplace.windows.operations.attendance import arrive, come_back, depart, go_out
from marketplace.windows.operations.posts import (
    close,
    close_counter,
    man,
    open_counter,
    open_post,
    reopen,
    stand_in,
    step_back,
)

__all__ = [
    "arrive",
    "close",
    "close_counter",
    "come_back",
    "depart",
    "go_out",
    "man",
    "open_counter",
    "open_post",
    "reopen",
    "stand_in",
    "step_back",
]
