"""From a draft to the directory, and out of it."""

import pytest
from sqlalchemy import select

from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.policy import PERMISSIONS
from marketplace.directory import operations, queries
from marketplace.directory.models import Match
from marketplace.directory.queries import checks
from marketplace.directory.states import FIRM, PAPER, FirmState, PaperState, Standing


def facts(session):
    return [fact.name for fact in session.scalars(select(Fact).order_by(Fact.id))]


@pytest.mark.parametrize("state", FirmState)
def test_a_firm_moves_only_as_the_table_says(town, each, state):
    its = town.draft()
    town.session.execute(type(its.firm).__table__.update().values(state=state))
    town.session.refresh(its.firm)

    def try_one(verb):
        try:
            _do(town, its, verb)
        except WrongStateError:
            assert not FIRM.allows(verb, state)
        else:
            assert FIRM.allows(verb, state)
            assert its.firm.state is FIRM.moves[verb][1]

    each(FIRM.moves, try_one)


def _do(town, its, verb):
    words = {"give_back": {"faults": "One"}, "refuse": {"reason": "No"}}.get(verb, {})
    actor = its.actor if verb in {"apply", "leave", "reopen"} else town.checker
    getattr(operations, verb)(town.act(actor), its.firm, **words)


def test_an_application_sends_its_papers_and_starts_a_clock_of_two_working_days(town):
    its = town.applied()
    [paper] = its.firm.qualifications
    assert (its.firm.state, paper.state) == (FirmState.IN_CHECK, PaperState.IN_CHECK)
    assert its.firm.check_due_at.isoformat() == "2026-03-04T16:00:00+00:00"
    clock = queries.clock_of(town.session, its.firm.check_due_at, town.act().now)
    assert (clock.until.isoformat(), clock.days_left, clock.late) == ("2026-03-04", 2, False)
    assert its.firm.rule_set_id


def test_an_incomplete_application_is_refused_with_what_is_missing(town):
    its = town.draft(scan=False)
    with pytest.raises(WrongStateError, match="scan"):
        operations.apply(town.act(its.actor), its.firm)


def test_admission_brings_the_firm_into_matching(town):
    its = town.admitted()
    organisation = its.firm.organisation_id
    assert (its.firm.state, its.firm.standing) == (FirmState.ADMITTED, Standing.GOOD)
    assert queries.matching(town.session, town.item.id, town.area.id) == [organisation]
    assert queries.matching(town.session, town.item.id) == [organisation]
    assert queries.matching(town.session, town.other_item.id) == []
    assert "directory.admit" in facts(town.session)
    assert checks.admitted(town.session) == [its.firm]


def test_it_is_returned_once_with_all_its_faults(town):
    its = town.applied()
    checker = town.act(town.checker)
    operations.give_back(checker, its.firm, faults="- The scan is dark\n\n2. No licence\n")
    assert its.firm.faults == ["The scan is dark", "2. No licence"]
    assert its.firm.qualifications[0].state is PaperState.RETURNED
    operations.apply(town.act(its.actor), its.firm)
    with pytest.raises(WrongStateError, match="returned before") as refusal:
        operations.give_back(checker, its.firm, faults="More")
    assert refusal.value.rule


def test_a_return_names_a_fault(town):
    its = town.applied()
    with pytest.raises(BadInputError, match="one fault a line"):
        operations.give_back(town.act(town.checker), its.firm, faults=" \n - ")


def test_after_a_refusal_it_may_begin_again(town):
    its = town.applied()
    operations.refuse(town.act(town.checker), its.firm, reason="Not a firm")
    assert its.firm.qualifications[0].state is PaperState.REFUSED
    operations.reopen(town.act(its.actor), its.firm)
    operations.apply(town.act(its.actor), its.firm)
    operations.give_back(town.act(town.checker), its.firm, faults="One")
    assert its.firm.state is FirmState.RETURNED


def test_who_leaves_is_out_of_matching(town):
    its = town.admitted()
    operations.leave(town.act(its.actor), its.firm)
    assert queries.matching(town.session, town.item.id) == []
    assert town.session.scalars(select(Match)).all() == []
    assert its.paper.state is PaperState.WITHDRAWN


def test_beginning_twice_is_one_entry(town):
    its = town.draft()
    assert operations.begin(town.act(its.actor), None) == its.firm


FIRM_VERBS = ("describe", "apply", "leave", "reopen", "draft_paper", "add_practitioner")
CHECKS = ("give_back", "refuse", "admit")


@pytest.mark.parametrize("verb", FIRM_VERBS + CHECKS)
def test_who_may(town, verb):
    its = town.draft()
    permit = PERMISSIONS[f"directory.{verb}"]
    allowed = {role for role, actor in town.make.every_role().items() if permit(actor, its.firm)}
    assert allowed == ({Role.OPERATOR} if verb in CHECKS else set())
    assert permit(its.actor, its.firm) == (verb in FIRM_VERBS)
    agent = town.make.actor(Role.INTERMEDIARY, its.firm.organisation, is_admin=False)
    assert not permit(agent, its.firm)


def test_a_stranger_cannot_admit_himself(town):
    its = town.applied()
    with pytest.raises(NotAllowedError):
        operations.admit(town.act(its.actor), its.firm)


def test_every_verb_of_papers_has_a_permission():
    known = {"accept": "accept_paper", "replace": "start_paper", "submit": "submit_paper"}
    for verb in PAPER.moves:
        assert f"directory.{known.get(verb, verb + '_paper')}" in PERMISSIONS
