"""Every read of the catalogue. All of it is public."""

from marketplace.matters.queries.bill import Bill, Part, bill
from marketplace.matters.queries.guidance import book, guidance, named, newest_guidance
from marketplace.matters.queries.lists import (
    Listed,
    Wanted,
    departments,
    items,
    matters,
    regulators,
    stages,
)
from marketplace.matters.queries.register import (
    Entry,
    Sought,
    entry,
    entry_of,
    register,
    requirement,
    whole_register,
)
from marketplace.matters.queries.things import (
    Asked,
    Held,
    active_items,
    item,
    materials,
    matter,
    needed_by,
    needs_of,
    waits_before,
    waits_behind,
)

__all__ = [
    "Asked",
    "Bill",
    "Entry",
    "Held",
    "Listed",
    "Part",
    "Sought",
    "Wanted",
    "active_items",
    "bill",
    "book",
    "departments",
    "entry",
    "entry_of",
    "guidance",
    "item",
    "items",
    "materials",
    "matter",
    "matters",
    "named",
    "needed_by",
    "needs_of",
    "newest_guidance",
    "register",
    "regulators",
    "requirement",
    "stages",
    "waits_before",
    "waits_behind",
    "whole_register",
]
