"""Opening leads, each once: by the clock when several owners report the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marketplace.claims.models import ClaimCheck
from marketplace.claims.queries import Pattern
from marketplace.contracts.models import Contract
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.packing import pack
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import Names, Text, name_of, say
from marketplace.payments.models import ExtraAnswer
from marketplace.risk import queries, rules
from marketplace.risk.models import Lead
from marketplace.risk.operations.telling import tell
from marketplace.risk.states import Asker, LeadKind, LeadState

WAITS = say("Lead %(number)s waits for your department: %(text)s")


@operation("risk.open_lead", may=CLOCKWORK_ONLY)
def open_lead(
    act: Act, _: None, *, pattern: Pattern, checks: Sequence[ClaimCheck], since: datetime
) -> Lead | None:
    """Once for a pattern, until it is closed."""
    first, owners = checks[0], {check.organisation_id for check in checks}
    line = next(one for one in first.lines if (one.saying, one.about) == _what(pattern))
    text = say(
        "%(n)s owners report that this firm told them the same, and by what the hall knows it is"
        " not so: %(what)s",
        n=len(owners),
        what=name_of(line.saying),
    )
    key = rules.claim_pattern(pattern.firm_key, pattern.saying, pattern.about)
    about: dict[str, Any] = {"firm_id": first.firm_id, "firm_name": first.firm_name}
    if line.about:
        about |= {"matter_id": first.matter_id, "item_id": first.item_id}
    office = queries.regulator_for(act.session, first.item, first.firm_id)
    about |= {"asker": Asker.FIRM, "counted_since": since, "regulator_id": office and office.id}
    return open_once(act, LeadKind.FALSE_CLAIM, key, text, about)


def _what(pattern: Pattern) -> tuple[str, str]:
    return pattern.saying, pattern.about


@operation("risk.open_answer", may=CLOCKWORK_ONLY)
def open_answer(act: Act, answer: ExtraAnswer) -> Lead | None:
    """A side says that something was paid or asked for beyond its contract: for its regulator."""
    text = say(
        "A side of contract %(number)s says that something was paid or asked for beyond it. Your"
        " department finds the answer under payments.",
        number=answer.contract.number,
    )
    about: dict[str, Any] = {
        "asker": Asker.OTHER,
        "item_id": answer.contract.item_id,
        "regulator_id": answer.regulator_id,
        "counted_since": act.now,
    }
    pattern = rules.answer_pattern(answer.contract_id)
    return open_once(act, LeadKind.EXTRA_PAYMENT, pattern, text, about)


@operation("risk.open_ring", may=CLOCKWORK_ONLY)
def open_ring(act: Act, contract: Contract, *, contracts_n: int) -> Lead | None:
    """An owner and a firm praise each other again and again: for the regulator of the work."""
    text = say(
        "%(owner)s and %(firm)s rated each other very high in %(n)s contracts within a year. Good"
        " partners do so too: look whether the work and the price were real.",
        owner=Names(contract.owner.name_zh, contract.owner.name_en),
        firm=Names(contract.firm.name_zh, contract.firm.name_en),
        n=contracts_n,
    )
    office = queries.regulator_for(act.session, contract.item, contract.firm_id)
    about: dict[str, Any] = {"asker": Asker.OTHER, "firm_id": contract.firm_id}
    about |= {"item_id": contract.item_id, "regulator_id": office and office.id}
    about["counted_since"] = act.now
    pattern = rules.ring_pattern(contract.owner_id, contract.firm_id)
    return open_once(act, LeadKind.RATING_RING, pattern, text, about)


def open_once(
    act: Act, kind: LeadKind, pattern: str, text: Text, about: dict[str, Any]
) -> Lead | None:
    """None when one of this pattern is open already."""
    before = queries.of_pattern(act.session, pattern)
    if before and before[-1].state is not LeadState.CLOSED:
        return None
    effect = rules.effect(pattern, len(before))
    moments = {"opened_at": act.now, "rule_set_id": rulesets.in_force(act.session, act.now).id}
    empty = {"answer": "", "reason": "", "state": LeadState.OPEN}
    given = {"note": "", "firm_name": ""} | empty | moments | about
    new = {"kind": kind, "pattern": pattern, "effect": effect, "number": effect[:40]} | given
    if not insert_once(act.session, Lead, text=pack(text), **new):
        return None
    lead = queries.of_pattern(act.session, pattern)[-1]
    lead.number = rules.number(act.now.astimezone(calendars.zone()).year, lead.id)
    waits = say(
        "Lead %(number)s waits for your department: %(text)s", number=lead.number, text=text
    )
    tell(act, lead, lead.regulator_id, step="open", text=waits)
    return lead
