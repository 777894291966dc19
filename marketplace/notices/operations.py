"""Telling people what happened, and taking note that they read it."""

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select, true, update

from marketplace.accounts.models import Person
from marketplace.core import outbox
from marketplace.core.act import Act
from marketplace.core.database import insert_all
from marketplace.core.facts import Fact
from marketplace.core.operation import operation
from marketplace.core.texts import Text, in_language, say
from marketplace.notices import policy, queries, rules
from marketplace.notices.models import Notice
from marketplace.notices.queries import Scene
from marketplace.notices.rules import Rule

LOCALES = ("zh", "en")
BODY = say(
    "%(text)s\n\nRead more: %(link)s\n\nIn your account you choose which notices come by mail."
)


def tell(act: Act, fact: Fact) -> None:
    """Tell everyone concerned, each once, however often this fact is read."""
    scene = queries.scene(act.session, fact)
    for rule in rules.TOLD.get(fact.name, ()):
        if scene is not None and _is_due(rule, scene):
            _tell(act, fact, rule, scene)


def _is_due(rule: Rule, scene: Scene) -> bool:
    """A draw noticed again has no closing yet: its publication, minutes later, is told instead."""
    return "closes" not in rules.places(rule.text.id) or scene.params.get("closes") is not None


def _tell(act: Act, fact: Fact, rule: Rule, scene: Scene) -> None:
    """One statement for the notices, one for the mails of each language."""
    asked = rules.places(rule.text.id) - set(rule.text.params)
    text = rule.text % {name: scene.params.get(name) for name in asked}
    people, key = queries.people(scene, rule, fact), f"{fact.name}:{fact.id}"
    path = rule.path.format_map(scene.ids)
    _note(act, people, {"effect_key": key, "kind": fact.name, "path": path}, text)
    for locale in LOCALES if rule.kind else ():
        letter = BODY % {"text": text, "link": outbox.link(path)}
        recipients = _recipients(f"notice:{key}:", rule.kind).where(people, _reads(locale))
        subject, body = in_language(text, locale), in_language(letter, locale)
        outbox.post_all(act, recipients, subject=subject, body=body)


def _note(act: Act, people: ColumnElement[bool], values: dict[str, str], text: Text) -> None:
    params = {name: rules.encoded(value) for name, value in text.params.items()}
    told = values | {"text": text.id, "params": params, "told_at": act.now}
    columns = [literal(value, Notice.__table__.c[name].type) for name, value in told.items()]
    rows = select(Person.id, *columns).where(people)
    insert_all(act.session, Notice, ("person_id", *told), rows)


def _recipients(key: str, kind: str) -> Select[str, str]:
    """Those whose address is confirmed and who did not say no to this kind."""
    effect = literal(key) + cast(Person.id, String)
    wanted = func.coalesce(Person.mails[kind].as_boolean(), true())
    return select(effect, Person.email).where(Person.confirmed_at.is_not(None), wanted)


def _reads(locale: str) -> ColumnElement[bool]:
    """Who never chose a language reads Chinese."""
    return Person.locale == "en" if locale == "en" else Person.locale != "en"


@operation("notices.mark_read", may=policy.ITS_READER)
def mark_read(act: Act, notice: Notice) -> None:
    notice.read_at = notice.read_at or act.now


@operation("notices.mark_all", may=policy.READER)
def mark_all(act: Act, _: None, *, newest: int) -> None:
    """All up to the newest one the person saw; what came since stays unread."""
    mine = (Notice.person_id == act.actor.person_id, Notice.read_at.is_(None))
    act.session.execute(
        update(Notice).where(*mine, Notice.id <= newest).values(read_at=act.now),
        execution_options={"synchronize_session": False},
    )
