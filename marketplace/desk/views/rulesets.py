"""The versions of the hall's figures: everybody may read them, the operator adds one."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.desk import operations, queries, rules
from marketplace.desk.forms import RulesForm
from marketplace.desk.operations.ruling import figures_of
from marketplace.desk.views.door import bp, only_for
from marketplace.web import acting, done, page, public


@bp.get("/rules")
@public
def rule_sets() -> ResponseReturnValue:
    session = db.session()
    versions, current = queries.rule_sets(session), rulesets.in_force(session, clock.now())
    older = [figures_of(version) for version in versions[1:]]
    differ = [
        rules.changes(old, figures_of(new)) for new, old in zip(versions, older, strict=False)
    ]
    return page(
        "desk/rule_sets.html",
        versions=list(zip(versions, [*differ, []], strict=True)),
        current=current,
        chapters=rules.in_chapters(figures_of(current)),
    )


@bp.route("/rules/set", methods=["GET", "POST"])
def set_rules() -> ResponseReturnValue:
    only_for("desk.set_rules")
    newest = queries.rule_sets(db.session())[0]
    form = RulesForm.beside(newest.rules)
    if form.sent():
        terms = {"in_force_from": form["in_force_from"].data, "reason": form["reason"].data}
        with acting(form) as act:
            new = operations.set_rules(act, None, figures=form.figures(), **terms)
            message = say("Version %(version)s is set.", version=new.version)
            return done(message, url_for(".rule_sets"))
    return page("desk/rule_set.html", form=form, newest=newest)
