"""The areas of the city."""

import unicodedata

from sqlalchemy import select

from marketplace.core import memo
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.places import Area
from marketplace.core.policy import permit
from marketplace.core.texts import say

OPERATOR = permit(Role.OPERATOR)


@operation("desk.add_area", may=OPERATOR, log=("code",))
def add_area(act: Act, _: None, *, code: str, name_zh: str, name_en: str) -> Area:
    """A district more; its code is that of the civil register and never changes."""
    code = unicodedata.normalize("NFKC", code).strip()
    names = {"name_zh": name_zh, "name_en": name_en, "is_active": True}
    if not insert_once(act.session, Area, code=code, **names):
        raise BadInputError("code", say("There is an area with this code already."))
    memo.forget()
    return act.session.scalars(select(Area).where(Area.code == code)).one()


@operation("desk.rename_area", may=OPERATOR, log=("name_zh", "name_en"))
def rename_area(act: Act, area: Area, *, name_zh: str, name_en: str) -> None:
    area.name_zh, area.name_en = name_zh, name_en
    memo.forget()


@operation("desk.retire_area", may=OPERATOR)
def retire_area(act: Act, area: Area) -> None:
    """No new project or firm can choose it; what is there stays."""
    area.is_active = False
    memo.forget()


@operation("desk.restore_area", may=OPERATOR)
def restore_area(act: Act, area: Area) -> None:
    area.is_active = True
    memo.forget()
