"""Requests for one service item: asked again after a failure they are one step, else several."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Link:
    """A request: `code` of its item, and whether it came to nothing."""

    id: int
    code: str
    failed: bool


@dataclass(frozen=True)
class Chain:
    """One step: S15, or S15/2 where the same work runs a second time beside the first."""

    code: str
    item: str
    ids: list[int] = field(default_factory=list)


def chains(links: Iterable[Link]) -> list[Chain]:
    """A request goes on where the last of its item came to nothing; otherwise it begins anew."""
    found: dict[str, list[Chain]] = {}
    failed: dict[int, bool] = {}
    for link in sorted(links, key=lambda one: one.id):
        mine = found.setdefault(link.code, [])
        if not mine or not failed[mine[-1].ids[-1]]:
            name = f"{link.code}/{len(mine) + 1}" if mine else link.code
            mine.append(Chain(name, link.code))
        mine[-1].ids.append(link.id)
        failed[link.id] = link.failed
    return [chain for mine in found.values() for chain in mine]
