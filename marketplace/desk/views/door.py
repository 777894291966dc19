"""The blueprint, and who may enter the operator's rooms."""

from flask import Blueprint

from marketplace.core.act import Role
from marketplace.core.policy import demand, demand_reading
from marketplace.core.texts import say
from marketplace.web import layout, reader

bp = Blueprint("desk", __name__)
ADMINISTRATION = ("set_hall", "areas", "add_area", "rename_area", "rule_sets", "set_rules")
MACHINERY = ("calendar", "set_day", "load_years", "mail", "letter", "parked", "resume")
layout.menu(
    95,
    say("Administration"),
    "desk.administration",
    {Role.OPERATOR, Role.AUDITOR},
    also=tuple(f"desk.{page}" for page in ADMINISTRATION + MACHINERY),
)
layout.footer(10, say("Help"), "desk.help")
layout.footer(20, say("Privacy"), "desk.privacy")
layout.footer(30, say("Accessibility"), "desk.accessibility")
layout.footer(40, say("Rules and figures"), "desk.rule_sets")


def only_for(permission: str) -> None:
    """The pages around an operation are for those who may do it."""
    demand(reader(), permission)


def read_by(permission: str) -> None:
    """As `only_for`, and auditors may look."""
    demand_reading(reader(), permission)
