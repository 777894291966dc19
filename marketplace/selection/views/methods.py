"""How firms are chosen: every method, its rule, what is hidden, and for which money."""

from flask.typing import ResponseReturnValue

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.rulesets import Rules
from marketplace.core.texts import Text
from marketplace.requests.rules.bands import WHERE_TO_GO, limit
from marketplace.requests.states import USABLE, Fund, Method
from marketplace.selection.rules.methods import Rule, rule_of
from marketplace.selection.views.blueprint import bp
from marketplace.web import page, public


@bp.get("/methods")
@public
def methods() -> ResponseReturnValue:
    rules = rulesets.in_force(db.session(), clock.now()).rules
    lines = [_line(method, rules) for method in USABLE]
    return page("selection/methods.html", lines=lines, rules=rules, where_to_go=WHERE_TO_GO)


def _line(method: Method, rules: Rules) -> tuple[Method, Rule, Text, int | None]:
    """Method, rule, the rule in words, and the limit for public money."""
    rule = rule_of(method)
    words = rule.chosen % {"n": rule.fewest(rules)}
    return method, rule, words, limit(method, Fund.FISCAL, rules)
