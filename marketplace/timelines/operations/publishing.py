"""The owner lets everybody see a timeline, or no longer."""

from hashlib import sha256

from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.projects.models import Project
from marketplace.projects.policy import owns
from marketplace.timelines import queries
from marketplace.timelines.models import Publication

OWNER = permit(Role.OWNER, when=owns)
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read as something else
LENGTH = 8


@operation("timelines.publish", may=OWNER)
def publish(act: Act, project: Project) -> Publication:
    """Show the timeline to everybody; the short address is the same as before, if there was one."""
    code = short(project.code)
    values = {"project_id": project.id, "code": code, "published_at": act.now}
    new = insert_once(act.session, Publication, **values)
    found = queries.publication_of(act.session, project.id)
    assert found is not None  # noqa: S101 (it was put there just now, if not before)
    if not new and found.withdrawn_at is None:
        raise WrongStateError(say("The timeline is public already."))
    found.published_at, found.withdrawn_at = act.now, None
    return found


@operation("timelines.withdraw", may=OWNER)
def withdraw(act: Act, project: Project) -> Publication:
    """Show the timeline to nobody but those it concerns."""
    found = queries.publication_of(act.session, project.id)
    if found is None or found.withdrawn_at is not None:
        raise WrongStateError(say("The timeline is not public."))
    found.withdrawn_at = act.now
    return found


def short(code: str) -> str:
    """A short address for a project code, always the same; nobody has to keep it secret."""
    number = int.from_bytes(sha256(f"timeline|{code}".encode()).digest()[:8])
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
