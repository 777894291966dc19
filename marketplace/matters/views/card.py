"""The truth card of a matter: a page to print, with a square code that leads back to it."""

import segno
from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, places, rulesets
from marketplace.core.database import db
from marketplace.matters import queries
from marketplace.matters.rules.requirement import BY_DEPARTMENT, box_of
from marketplace.matters.rules.truth import truth_of
from marketplace.matters.rules.wording import chinese_part
from marketplace.matters.views.catalogue import bp
from marketplace.web import page, public


@bp.get("/<code>/card")
@public
def card(code: str) -> ResponseReturnValue:
    session = db.session()
    matter = queries.matter(session, code)
    needs = queries.needs_of(matter)
    smallest = rulesets.in_force(session, clock.now()).rules.band_minimum
    address = str(current_app.config["HALL_ADDRESS"]) + url_for(".card", code=matter.code)
    return page(
        "matters/card.html",
        matter=matter,
        owners=sum(obligation is not BY_DEPARTMENT for _, obligation in needs),
        box=box_of([obligation for _, obligation in needs]),
        truth=truth_of(matter, smallest),
        office=places.settings(session),
        address=address,
        square=segno.make(address, micro=False).svg_data_uri(scale=4, border=2, light="#fff"),
        chinese_part=chinese_part,
    )
