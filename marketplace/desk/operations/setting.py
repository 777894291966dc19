"""The hall's name and contacts, and the figures of its home page."""

from dataclasses import asdict, dataclass

from sqlalchemy import select

from marketplace.core import memo
from marketplace.core.act import Act, Role
from marketplace.core.operation import operation
from marketplace.core.places import Setting
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.rulesets import RuleSet
from marketplace.desk import queries
from marketplace.desk.queries.home import KEY


@dataclass(frozen=True)
class Hall:
    """What the hall says of itself."""

    name_zh: str
    name_en: str
    phone: str
    email: str
    address_zh: str
    address_en: str
    hours_zh: str
    hours_en: str


@operation("desk.set_hall", may=permit(Role.OPERATOR))
def set_hall(act: Act, _: None, *, hall: Hall) -> None:
    for key, value in asdict(hall).items():
        _set(act, key, value)
    memo.forget()


@operation("desk.count", may=CLOCKWORK_ONLY)
def count(act: Act, _: RuleSet) -> None:
    """Count once an hour, so that the home page need not."""
    _set(act, KEY, asdict(queries.count(act.session, act.now)))


def _set(act: Act, key: str, value: object) -> None:
    row = act.session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        act.session.add(Setting(key=key, value=value))
    else:
        row.value = value
