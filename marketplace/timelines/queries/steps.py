"""A project's scene as the steps of its graph."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from marketplace.cases.states import Outcome
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core import calendars
from marketplace.matters.rules.guidance.schedule import RETURN_VISIT
from marketplace.matters.states import Payer
from marketplace.projects.models import ProjectMatter
from marketplace.requests.models import Request
from marketplace.timelines.queries.passes import Look, of_cases, of_contacts, of_request, worker_of
from marketplace.timelines.queries.scene import Scene
from marketplace.timelines.rules import histories
from marketplace.timelines.rules.chains import Chain, Link, chains
from marketplace.timelines.rules.graph import Step, settled
from marketplace.timelines.states import Holder, Kind

TO_NOTHING = frozenset({ContractState.ENDED, ContractState.LAPSED})


def steps_of(scene: Scene, now: datetime) -> list[Step]:
    """Matters on the list, items of the plan, items asked for; the return visit comes after."""
    nodes = {node["code"]: node for node in scene.plan.result["nodes"]} if scene.plan else {}
    look = Look(scene, now, calendars.zone(), nodes)
    matters = [_matter(look, n) for n in scene.needs if n.matter.code != RETURN_VISIT]
    items = list(_items(look))
    return settled(_linked(look, [*matters, *items]))


def _linked(look: Look, steps: list[Step]) -> Iterator[Step]:
    """Each waits for what plan and catalogue say; for every step of an item if there are some."""
    of_item: dict[str, list[str]] = {}
    for step in steps:
        of_item.setdefault(item_of(step.code), []).append(step.code)
    for step in steps:
        name = item_of(step.code)
        planned = look.nodes.get(name, {}).get("waits_for", ())
        waits = {*planned, *look.scene.waits.get(name, ())} - {name}
        codes = tuple(sorted(c for wait in waits for c in of_item.get(wait, ())))
        yield replace(step, waits_for=codes)


def item_of(code: str) -> str:
    """The code of the catalogue: S15 of S15/2."""
    return code.partition("/")[0]


def _matter(look: Look, need: ProjectMatter) -> Step:
    matter = need.matter
    cases = [case for case in look.scene.cases if case.matter_id == matter.id]
    passes = [*of_contacts(look, need), *of_cases(look, need, cases)]
    done_at = next((c.decided_at for c in cases if c.outcome is Outcome.GRANTED), None)
    if not cases:
        done_at = need.decided_at
    known = min([need.picked_at, *(one.at for one in passes)])
    days = look.nodes.get(matter.code, {}).get("days", matter.committed_days)
    return Step(
        matter.code,
        Kind.MATTER,
        worker_of(matter),
        days,
        look.day(known),
        turns=histories.turns_of(passes, look.zone),
        done_on=look.day(done_at) if done_at else None,
    )


Orders = list[tuple[Request, Contract | None]]


def orders(scene: Scene) -> list[tuple[Chain, Orders]]:
    """The requests of each step of an item, with their contracts, oldest first."""
    codes = {item.id: code for code, item in scene.items.items()}
    agreed = {contract.request_id: contract for contract in scene.contracts}
    links = [
        Link(one.id, codes[one.item_id], _came_to_nothing(one, agreed.get(one.id)))
        for one in scene.requests
        if one.item_id in codes
    ]
    asked = {one.id: one for one in scene.requests}
    return [
        (chain, [(asked[one], agreed.get(one)) for one in chain.ids]) for chain in chains(links)
    ]


def _items(look: Look) -> Iterator[Step]:
    begun = orders(look.scene)
    for chain, pairs in begun:
        yield _item(look, chain, pairs)
    planned = {code for code in look.nodes if code in look.scene.items}
    for code in sorted(planned - {chain.item for chain, _ in begun}):
        yield _item(look, Chain(code, code), [])


def _came_to_nothing(request: Request, contract: Contract | None) -> bool:
    return request.ended_at is not None or (contract is not None and contract.state in TO_NOTHING)


def _item(look: Look, chain: Chain, pairs: Orders) -> Step:
    item = look.scene.items[chain.item]
    by_department = item.who_pays is Payer.DEPARTMENT
    passes = [one for pair in pairs for one in of_request(look, *pair, item.regulator_id)]
    last = pairs[-1][1] if pairs else None
    moments = [one.at for one in passes]
    if chain.item in look.nodes and look.scene.plan:
        moments.append(look.scene.plan.saved_at)
    return Step(
        chain.code,
        Kind.ITEM,
        Holder.DEPARTMENT if by_department else Holder.INTERMEDIARY,
        look.nodes.get(chain.item, {}).get("days", item.days_typical),
        look.day(min(moments)),
        turns=histories.turns_of(passes, look.zone),
        done_on=look.day(last.accepted_at) if last and last.accepted_at else None,
    )
