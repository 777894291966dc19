"""Every read of timelines."""

from marketplace.timelines.queries.behind import Behind, Wanted, behind
from marketplace.timelines.queries.city import (
    Line,
    held_now,
    lines,
    name_of,
    top,
    wrong_sums,
)
from marketplace.timelines.queries.facts import of_owner, project_of
from marketplace.timelines.queries.keepers import (
    awaits_keeper,
    candidates,
    fields_of,
    of_person,
    to_assign,
    to_flag,
)
from marketplace.timelines.queries.keepers import get as housekeeping
from marketplace.timelines.queries.keepers import of_project as housekeeping_of
from marketplace.timelines.queries.kept import (
    Foretold,
    baseline_of,
    by_code,
    figures_by_project,
    figures_of,
    foretold,
    get,
    how_forecasts_fared,
    is_public,
    publication_of,
    published,
    stale,
    targets_of,
    uncounted,
)
from marketplace.timelines.queries.listing import of_project
from marketplace.timelines.queries.naming import matters_of, names_of
from marketplace.timelines.queries.page import Timeline, stacked, timeline
from marketplace.timelines.queries.panel import on_the_project
from marketplace.timelines.queries.reckoning import Reckoning, after, reckon
from marketplace.timelines.queries.scene import Scene, scene
from marketplace.timelines.queries.steps import item_of, orders, steps_of
from marketplace.timelines.states import Kind

KINDS = frozenset(Kind)

__all__ = [
    "KINDS",
    "Behind",
    "Foretold",
    "Line",
    "Reckoning",
    "Scene",
    "Timeline",
    "Wanted",
    "after",
    "awaits_keeper",
    "baseline_of",
    "behind",
    "by_code",
    "candidates",
    "fields_of",
    "figures_by_project",
    "figures_of",
    "foretold",
    "get",
    "held_now",
    "housekeeping",
    "housekeeping_of",
    "how_forecasts_fared",
    "is_public",
    "item_of",
    "lines",
    "matters_of",
    "name_of",
    "names_of",
    "of_owner",
    "of_person",
    "of_project",
    "on_the_project",
    "orders",
    "project_of",
    "publication_of",
    "published",
    "reckon",
    "scene",
    "stacked",
    "stale",
    "steps_of",
    "targets_of",
    "timeline",
    "to_assign",
    "to_flag",
    "top",
    "uncounted",
    "wrong_sums",
]
