"""Who may, and who may not."""

import pytest

from marketplace.contracts import operations  # noqa: F401 (registers the permissions)
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.policy import may

PARTIES = {"confirm", "conclude", "propose_end", "agree_end", "refuse_end"}
PARTIES |= {f"{verb}_change" for verb in ("propose", "agree", "refuse", "withdraw")}
OWNER = {"accept", "give_back", "plan_parts"}
FIRM = {"deliver", "drop_plan"}
REGULATOR = {"rule_accepted", "rule_returned", "end"}
BY_RULE = {"accept_by_rule", "return_by_rule", "end_by_rule"}
CLOCK = BY_RULE | {"draft", "go_on", "lapse", "fail_to_sign", "remind", "refer"}
CLOCK |= {"accept_milestone", "book_payment", "recount_change", "refuse_change_by_rule"}
EVERY = sorted(PARTIES | OWNER | FIRM | REGULATOR | CLOCK)


@pytest.mark.parametrize("verb", EVERY)
def test_each_verb_belongs_to_its_side(story, verb):
    contract = story.contract()
    seats = {
        "owner": (story.owner, PARTIES | OWNER),
        "firm": (story.firm, PARTIES | FIRM),
        "regulator": (story.regulator, REGULATOR),
        "clock": (CLOCKWORK, CLOCK),
    }
    for actor, verbs in seats.values():
        assert may(actor, f"contracts.{verb}", contract) == (verb in verbs)


@pytest.mark.parametrize("verb", EVERY)
def test_nobody_else_may_anything(story, verb):
    contract = story.contract()
    for actor in story.make.every_role().values():
        assert not may(actor, f"contracts.{verb}", contract)


def test_a_role_without_its_organisation_is_nothing(story):
    contract = story.contract()
    stranger = story.make.actor(Role.OWNER)
    assert not may(stranger, "contracts.accept", contract)
