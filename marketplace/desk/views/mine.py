"""My desk: what waits for me, and until when."""

from flask.typing import ResponseReturnValue

from marketplace.core import calendars, clock
from marketplace.core.database import db
from marketplace.desk import queries, rules
from marketplace.desk.rules import Clock, Wait
from marketplace.desk.views.door import bp
from marketplace.web import page, reader


@bp.get("/desk")
def mine() -> ResponseReturnValue:
    waits = queries.mine(db.session(), reader(), clock.now())
    return page("desk/mine.html", waits=[(wait, _clock(wait)) for wait in waits])


def _clock(wait: Wait) -> Clock | None:
    calendar = calendars.current(db.session())
    return rules.clock(wait.due, clock.now(), calendar, calendars.zone())
