"""A new version of the hall's figures."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.rulesets import RuleSet
from marketplace.core.texts import say
from marketplace.desk import rules
from marketplace.desk.policy import ADMINISTRATOR
from marketplace.desk.rules.figures import NAMES


@operation("desk.set_rules", may=ADMINISTRATOR, log=("in_force_from", "reason"))
def set_rules(
    act: Act, _: None, *, figures: Mapping[str, int], in_force_from: datetime, reason: str
) -> RuleSet:
    """In force from a moment to come; what runs already keeps the version it began under."""
    if in_force_from <= act.now:
        raise BadInputError("in_force_from", say("Choose a time in the future."))
    for name in NAMES:
        if fault := rules.fault_in_figure(name, figures.get(name)):
            raise BadInputError(name, fault)
    newest = act.session.scalars(select(RuleSet).order_by(RuleSet.version.desc())).first()
    kept = {name: figures[name] for name in NAMES}
    if newest is not None and not rules.changes(figures_of(newest), kept):
        raise BadInputError("reason", say("No figure differs from the newest version."))
    version = act.session.scalar(select(func.max(RuleSet.version))) or 0
    new = RuleSet(version=version + 1, in_force_from=in_force_from, reason=reason, figures=kept)
    act.session.add(new)
    return new


def figures_of(rule_set: RuleSet) -> dict[str, int]:
    return {name: getattr(rule_set.rules, name) for name in NAMES}
