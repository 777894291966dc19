"""Which papers a case still lacks, and where they may come from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from marketplace.core.texts import Names, Text, say
from marketplace.matters.states import MatterType

HALL = "service_hall"
SHARE = "share:"
APPLICANT = "applicant"


@dataclass(frozen=True)
class Paper:
    """A material of the matter, and whether the case has it."""

    id: int
    source: str
    applicant_supplies: bool
    deferrable: bool
    is_there: bool
    is_deferred: bool = False


def is_missing(paper: Paper) -> bool:
    """Must the applicant still do something for this paper?"""
    return paper.applicant_supplies and not paper.is_there and not paper.is_deferred


def missing(papers: Iterable[Paper]) -> list[Paper]:
    return [paper for paper in papers if is_missing(paper)]


def may_be_deferred(*, material: bool, matter: bool) -> bool:
    """Both the matter and the material must allow it."""
    return material and matter


def is_shared(source: str) -> bool:
    """Does a register or platform have it already?"""
    return source.startswith(SHARE)


def matters_behind(source: str, known: Collection[str]) -> list[str]:
    """The codes of the matters whose result this material is, as in "M111|M112"."""
    return [code for code in source.split("|") if code in known]


@dataclass(frozen=True)
class Gap:
    """One line of a notice: a material of the matter, or something else."""

    text: str
    material_id: int | None = None


def not_here(name: Names, *, in_hall: bool, kind: MatterType) -> Text | None:
    """Why a matter is not applied for at this window; None when it is."""
    if not in_hall:
        return say("%(name)s: this is applied for in the department's own system.", name=name)
    if kind is MatterType.GOVERNMENT_COORDINATION:
        return say("%(name)s: the departments do this among themselves.", name=name)
    if kind is MatterType.ENTERPRISE_SELF_ORGANISED:
        return say("%(name)s: the owner organises this himself.", name=name)
    return None
