"""Who may, and who may not."""

import pytest

from marketplace.accounts.models import Membership
from marketplace.accounts.states import Kind
from marketplace.cases import operations
from marketplace.cases.states import Holder
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import NotAllowedError, WrongStateError
from tests.cases.conftest import BEGAN, DAY, NEXT, Paper

BASIS = {"reason": "No.", "law": "Law, article 1"}
PAUSE = {"reason": "A hearing.", "holder": Holder.PUBLIC_NOTICE}
# verb: the state it is tried in, what it is given, who may; everybody else is refused.
FRONT = {"accept": {}, "decline": BASIS}
BACK = {"pause": PAUSE, "grant": {"decision": "Yes"}, "refuse": BASIS}


def everybody(desk):
    """One of each role, and strangers to this case in the roles that matter."""
    return [
        desk.owner, desk.clerk, desk.reviewer, desk.maker, desk.operator,
        desk.actor(Role.OWNER, Kind.COMPANY), desk.actor(Role.REGULATOR, Kind.DEPARTMENT),
        desk.actor(Role.AUDITOR, Kind.AUDIT), desk.actor(Role.SPECIALIST, Kind.WINDOW),
        CLOCKWORK,
    ]  # fmt: skip


@pytest.mark.parametrize("verb", FRONT)
def test_only_the_front_desk_accepts_or_declines(desk, verb):
    case = desk.received()
    for actor in everybody(desk):
        if actor is not desk.clerk:
            with pytest.raises(NotAllowedError):
                getattr(operations, verb)(desk.act(actor), case, **FRONT[verb])
    getattr(operations, verb)(desk.act(desk.clerk), case, **FRONT[verb])


@pytest.mark.parametrize("verb", BACK)
def test_the_front_clerk_decides_nothing_nor_does_anybody_but_the_reviewer(desk, verb):
    case = desk.in_review()
    for actor in [*everybody(desk), desk.b]:
        if actor is not desk.reviewer:
            with pytest.raises(NotAllowedError):
                getattr(operations, verb)(desk.act(actor), case, **BACK[verb])
    getattr(operations, verb)(desk.act(desk.reviewer), case, **BACK[verb])


def wearing(desk, actor, role, organisation_id):
    """The same person in another house and role."""
    seat = {"person_id": actor.person_id, "organisation_id": organisation_id, "role": role}
    desk.add(Membership(**seat, is_admin=True, began_at=BEGAN))
    return type(actor)(actor.person_id, organisation_id, role, True)


def test_the_reviewer_is_never_the_acceptor(desk):
    case = desk.accepted()
    twice = wearing(desk, desk.clerk, Role.REGULATOR, desk.reviewer.organisation_id)
    with pytest.raises(NotAllowedError):
        operations.take(desk.act(twice), case)
    with pytest.raises(NotAllowedError):
        desk.notify(case, by=twice)


def test_nobody_reviews_his_own_application(desk):
    case = desk.accepted()
    twice = wearing(desk, desk.owner, Role.REGULATOR, desk.reviewer.organisation_id)
    with pytest.raises(NotAllowedError):
        operations.take(desk.act(twice), case)


def test_who_serves_the_firm_that_made_the_work_does_not_judge_it(desk):
    desk.work()
    case = desk.accepted()
    wearing(desk, desk.reviewer, Role.INTERMEDIARY, desk.maker.organisation_id)
    with pytest.raises(NotAllowedError):
        operations.take(desk.act(desk.reviewer), case)
    operations.take(desk.act(desk.b), case)


def test_a_clerk_who_serves_the_owner_accepts_nothing_of_his(desk):
    case = desk.received()
    wearing(desk, desk.clerk, Role.OWNER, desk.owner.organisation_id)
    with pytest.raises(NotAllowedError):
        operations.accept(desk.act(desk.clerk), case)


def test_what_one_reviewer_has_no_other_takes(desk):
    desk.post(desk.reviewer, desk.b)
    case = desk.accepted()
    with pytest.raises(NotAllowedError):
        operations.take(desk.act(desk.b), case)


def test_the_one_who_asks_is_not_the_supervisor(desk):
    case = desk.in_review()
    desk.notify(case, by=desk.reviewer)
    with pytest.raises(NotAllowedError):
        operations.allow_notice(desk.act(desk.reviewer), case, new_fact="Something.")
    operations.allow_notice(desk.act(desk.b), case, new_fact="Something.")


def test_an_administrator_assigns_a_case_to_somebody_who_may_judge_it(desk):
    case = desk.in_review()
    plain = desk.colleague(desk.reviewer, is_admin=False)
    with pytest.raises(NotAllowedError):
        operations.assign(desk.act(plain), case, person_id=plain.person_id)
    operations.assign(desk.act(desk.b), case, person_id=plain.person_id)
    assert (case.holder_id, case.reviewer_id) == (plain.person_id, plain.person_id)


def test_only_the_owner_commits_and_withdraws(desk):
    case = desk.completed()
    for actor in everybody(desk):
        if actor is not desk.owner:
            for verb in (operations.commit, operations.withdraw):
                with pytest.raises(NotAllowedError):
                    verb(desk.act(actor), case)


def test_a_clerk_touches_no_online_application(desk):
    case = desk.drafted()
    with pytest.raises(NotAllowedError):
        desk.attach(case, "form", by=desk.clerk)


def test_only_the_firm_or_the_owner_mends_returned_work(desk):
    case = desk.with_work()
    paper = next(one for one in case.attachments if one.contract_id)
    act = desk.act(desk.reviewer, NEXT)
    operations.return_deliverable(act, case, attachment_id=paper.id, reason="No noise.")
    for actor in (desk.clerk, desk.reviewer, desk.firm(), desk.operator):
        with pytest.raises((NotAllowedError, WrongStateError)):
            operations.mend(desk.act(actor, NEXT), case, files=[Paper()])
    operations.mend(desk.act(desk.owner, NEXT), case, files=[Paper()])


def test_only_the_utility_notes_its_call_and_only_the_owner_agrees(desk):
    case = desk.decided()
    found = operations.tell_utility(desk.act(CLOCKWORK, NEXT), case, matter=desk.matter)
    for actor in (desk.owner, desk.clerk, desk.actor(Role.REGULATOR, Kind.DEPARTMENT)):
        with pytest.raises(NotAllowedError):
            operations.contact(desk.act(actor, NEXT), found, note="Spoke.")
    operations.contact(desk.act(desk.reviewer, NEXT), found, note="Spoke.")
    with pytest.raises(NotAllowedError):
        operations.agree(desk.act(desk.reviewer, NEXT), found)
    operations.agree(desk.act(desk.owner, NEXT), found)


def test_an_archived_project_applies_for_nothing(desk):
    desk.site.archived_at = BEGAN
    for actor in (desk.owner, desk.clerk):
        with pytest.raises(NotAllowedError):
            operations.apply(desk.act(actor, DAY), desk.site, matter=[desk.matter.id])
