"""What steps are called, and which matter each belongs to."""

from marketplace.timelines.queries.scene import Scene
from marketplace.timelines.queries.steps import item_of, orders
from marketplace.timelines.rules.graph import Graph
from marketplace.timelines.rules.nodes import Named

ENDPOINTS = {True: "matters.show", False: "services.show"}


def names_of(scene: Scene) -> dict[str, Named]:
    """By the code of the catalogue."""
    named = {code: Named(item.name_zh, item.name_en) for code, item in scene.items.items()}
    for need in scene.needs:
        named[need.matter.code] = Named(need.matter.name_zh, need.matter.name_en)
    return named


def matters_of(scene: Scene, graph: Graph) -> dict[str, int]:
    """By step: its matter; of an item the one it was asked for, else the first that waits."""
    own = {need.matter.code: need.matter_id for need in scene.needs}
    asked = {
        chain.code: pairs[0][0].matter_id for chain, pairs in orders(scene) if pairs[0][0].matter_id
    }
    found: dict[str, int] = {}
    for code in graph.order:
        after = [own[f] for f in graph.followers[code] if f in own]
        matter = own.get(item_of(code)) or asked.get(code) or next(iter(sorted(after)), None)
        if matter:
            found[code] = matter
    return found
