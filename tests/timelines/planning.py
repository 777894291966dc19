"""A saved plan, a specialist."""

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.matters.models import GuidanceSet
from marketplace.projects.models import Plan


def specialist(make):
    return make.actor(Role.SPECIALIST)


def node(code, kind="approval", days=5, waits_for=(), start=0):
    return {
        "code": code, "kind": kind, "days": days, "start": start, "finish": start + days,
        "waits_for": list(waits_for),
    }  # fmt: skip


def planned(story, *nodes):
    """A plan of these nodes, saved to the project now."""
    nodes = nodes or (node("M1"),)
    session = story.session
    sets = session.query(GuidanceSet).all()
    guidance = sets[0] if sets else _guidance(story)
    total = max(one["finish"] for one in nodes)
    return story.make.save(
        Plan(
            owner_id=story.owner.organisation_id,
            project_id=story.project.id,
            guidance_id=guidance.id,
            name="Plan",
            answers={},
            result={"nodes": list(nodes), "total_days": total, "critical_path": []},
            saved_at=clock.now(),
        )
    )


def _guidance(story):
    return story.make.save(GuidanceSet(version="1", loaded_at=clock.now(), digest="x", content={}))
