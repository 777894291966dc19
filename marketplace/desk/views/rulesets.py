"""The versions of the hall's figures: everybody may read them, the operator adds one."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, rulesets
from marketplace.core.database import db
from marketplace.core.texts import Text, say
from marketplace.desk import operations, queries, rules
from marketplace.desk.forms import RulesForm
from marketplace.desk.operations.ruling import figures_of
from marketplace.desk.rules.figures import with_unit
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
    contents = [(title, key) for key, (title, _) in rules.CHAPTERS.items()]
    return page(
        "desk/rule_sets.html",
        versions=list(zip(versions, [*differ, []], strict=True)),
        current=current,
        contents=contents,
        chapters=[((title, key), _figures(current, key)) for title, key in contents],
    )


def _figures(version: rulesets.RuleSet, chapter: str) -> list[tuple[Text, Text]]:
    """Label and value of each figure of a chapter."""
    return [
        (rules.LABELS[name], with_unit(name, value))
        for name, value in figures_of(version).items()
        if rules.chapter_of(name) == chapter
    ]


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
