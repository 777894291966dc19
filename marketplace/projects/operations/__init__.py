"""Every change of the project library and of plans."""

from marketplace.projects.operations.library import (
    Terms,
    archive,
    enter,
    mark,
    note,
    pick,
    restore,
    revise,
    unpick,
    use,
)
from marketplace.projects.operations.plans import Draft, attach, rerun, save, share, unshare

__all__ = [
    "Draft",
    "Terms",
    "archive",
    "attach",
    "enter",
    "mark",
    "note",
    "pick",
    "rerun",
    "restore",
    "revise",
    "save",
    "share",
    "unpick",
    "unshare",
    "use",
]
