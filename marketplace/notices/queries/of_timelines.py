"""What facts about housekeepers need for their notices."""

from marketplace.notices.queries.scene import Scene, last_day, names
from marketplace.notices.rules import Whom
from marketplace.timelines.models import Housekeeping


def of_housekeeping(kept: Housekeeping) -> Scene:
    return Scene(
        parties={Whom.OWNER: kept.project.owner_id},
        params={
            "project": kept.project.name,
            "owner": names(kept.project.owner),
            "keeper": kept.person.name,
            "due": last_day(kept.contact_due_at),
        },
        ids={"project": kept.project_id},
        person=kept.person_id,
    )
