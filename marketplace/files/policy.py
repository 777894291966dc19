"""Who may read an upload: its room says so, through a port."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from marketplace.core.act import Actor, Role
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.files.models import Upload

Test = Callable[[Session, Actor, int], bool]
_TESTS: dict[str, list[Test]] = {}
KEEPERS = permit(
    Role.OWNER,
    Role.INTERMEDIARY,
    Role.REGULATOR,
    Role.OPERATOR,
    Role.CLERK,
    Role.SPECIALIST,
)
SWEEPER = CLOCKWORK_ONLY


def readable(thing_kind: str, test: Test) -> None:
    """Register, by table name, who may read the files of a thing: `test(session, actor, id)`.

    Each room that shows the thing says who else may; one yes is enough.
    """
    _TESTS.setdefault(thing_kind, []).append(test)


def may_read(session: Session, actor: Actor, upload: Upload) -> bool:
    """Public ones everybody, those of his organisation each, others as their room says."""
    if upload.is_public:
        return True
    if actor.organisation_id and actor.organisation_id == upload.organisation_id:
        return True
    tests = _TESTS.get(upload.thing_kind, ())
    return any(test(session, actor, upload.thing_id) for test in tests)
