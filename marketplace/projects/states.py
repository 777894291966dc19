"""Kinds of project."""

from enum import StrEnum, auto

from marketplace.core.texts import name_all, say


class ProjectKind(StrEnum):
    """What is built or changed."""

    INDUSTRY = auto()
    HOUSING = auto()
    PUBLIC_BUILDING = auto()
    ROAD = auto()
    WATER = auto()
    ENERGY = auto()
    AGRICULTURE = auto()
    RENOVATION = auto()
    OTHER = auto()


name_all(
    {
        ProjectKind.INDUSTRY: say("Industry"),
        ProjectKind.HOUSING: say("Housing"),
        ProjectKind.PUBLIC_BUILDING: say("Public building"),
        ProjectKind.ROAD: say("Road or bridge"),
        ProjectKind.WATER: say("Water works"),
        ProjectKind.ENERGY: say("Energy"),
        ProjectKind.AGRICULTURE: say("Agriculture"),
        ProjectKind.RENOVATION: say("Renovation"),
        ProjectKind.OTHER: say("Other"),
    }
)
