"""Keeping a check, and showing it to the regulator."""

import json
import secrets
from dataclasses import asdict
from hashlib import sha256

from marketplace.accounts.models import Organisation
from marketplace.claims import policy, queries, rules
from marketplace.claims.models import ClaimCheck, ClaimLine
from marketplace.claims.queries import Telling
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.packing import pack
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say

NOTHING_SAID = say("Tick or write at least one thing that was said.")


@operation("claims.check", may=policy.CHECKERS)
def check(act: Act, _: None, *, telling: Telling) -> ClaimCheck:
    """Keep what was said with the answer as it is today; the same twice a day is kept once."""
    answers = rules.answers(telling.said, queries.known(act.session, telling, act.now))
    if not answers:
        raise BadInputError("must_use_us", NOTHING_SAID)
    # One organisation after the other, or two clicks would make two checks.
    act.session.get(Organisation, act.actor.organisation_id, with_for_update=True)
    new = _new(act, telling)
    if same := queries.made_today(act.session, new.organisation_id, new.made_on, new.digest):
        return same
    new.lines = [_line(place, answer) for place, answer in enumerate(answers)]
    act.session.add(new)
    act.session.flush()
    new.number = rules.number(new.made_on.year, new.id)
    return new


def _new(act: Act, telling: Telling) -> ClaimCheck:
    firm_id = telling.firm.id if telling.firm else None
    return ClaimCheck(
        number=f"HS-{secrets.token_hex(8)}",
        organisation_id=act.actor.organisation_id,
        person_id=act.actor.person_id,
        firm_id=firm_id,
        firm_name="" if telling.firm else telling.firm_name.strip(),
        firm_key=rules.firm_key(firm_id, telling.firm_name),
        matter_id=telling.matter.id if telling.matter else None,
        item_id=telling.item.id if telling.item else None,
        rule_set_id=rulesets.in_force(act.session, act.now).id,
        digest=_digest(telling),
        made_on=act.now.astimezone(calendars.zone()).date(),
        made_at=act.now,
    )


def _digest(telling: Telling) -> str:
    """Of everything that was typed."""
    things = (telling.matter, telling.item, telling.demanded, telling.firm)
    ids = [thing.id if thing else 0 for thing in things]
    typed = [asdict(telling.said), ids, rules.plain(telling.firm_name)]
    return sha256(json.dumps(typed, sort_keys=True, default=str).encode()).hexdigest()


def _line(position: int, answer: rules.Answer) -> ClaimLine:
    return ClaimLine(
        position=position,
        saying=answer.saying,
        about=answer.about,
        verdict=answer.verdict,
        said=pack(answer.said),
        text=pack(answer.text),
        basis=[pack(text) for text in answer.basis],
    )


@operation("claims.hand_over", may=CLOCKWORK_ONLY)
def hand_over(act: Act, check: ClaimCheck) -> None:
    """From now on the regulator may read it: enough owners were told the same untruth."""
    check.handed_over_at = check.handed_over_at or act.now
