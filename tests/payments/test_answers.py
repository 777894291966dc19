"""Did you pay anything else, to anyone? The regulator of the work hears it, nobody else."""

import pytest
from sqlalchemy import select

from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.payments import operations, queries
from marketplace.payments.models import ExtraAnswer

TOLD = "5,000 yuan to the brother of the agent"


@pytest.fixture
def contract(till):
    return till.story.accepted()


def answer(till, contract, by=None, yes=True, text=TOLD):
    said = operations.Said(yes, text)
    return operations.answer(till.act(by or till.story.owner), contract, said=said)


def test_the_regulator_reads_it(till, contract, session):
    answer(till, contract)
    ((_, said),), _ = queries.answers_for(session, till.story.regulator)
    assert (said.is_yes, said.text) == (True, TOLD)


def test_it_lies_sealed_and_no_fact_tells(till, contract, session):
    answer(till, contract)
    session.commit()
    (row,) = session.scalars(select(ExtraAnswer))
    assert "5,000" not in row.sealed
    facts = session.scalars(select(Fact).where(Fact.name == "payments.answer")).all()
    assert [fact.data for fact in facts] == [{}]


def test_nobody_else_reads_it(till, contract, session):
    answer(till, contract)
    for role in Role:
        if role not in (Role.REGULATOR, Role.STRANGER, Role.CLOCKWORK):
            with pytest.raises(NotAllowedError):
                queries.answers_for(session, till.make.actor(role))
    assert queries.answers_for(session, till.make.actor(Role.REGULATOR))[0] == []


def test_each_side_answers_once(till, contract):
    answer(till, contract, yes=False, text="")
    answer(till, contract, by=till.story.firm, yes=False, text="")
    with pytest.raises(WrongStateError, match="answered already"):
        answer(till, contract)


def test_yes_asks_for_more(till, contract):
    with pytest.raises(BadInputError):
        answer(till, contract, text="")


def test_it_is_asked_at_the_end(till):
    with pytest.raises(WrongStateError, match="when the work is accepted"):
        answer(till, till.story.in_service())


def test_only_the_two_sides_are_asked(till, contract):
    with pytest.raises(NotAllowedError):
        answer(till, contract, by=till.make.actor(Role.OWNER))
