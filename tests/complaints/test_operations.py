"""Filing, clocks, decisions and what follows from them."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from marketplace.accounts.states import Kind as Body
from marketplace.complaints import operations, queries
from marketplace.complaints.states import About, Kind, Measure, State
from marketplace.contracts import operations as contracts
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError, WrongStateError
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm, Penalty
from marketplace.files.models import Upload
from marketplace.requests.states import State as RequestState
from marketplace.selection import operations as selection
from marketplace.selection.models import Award
from marketplace.selection.states import AwardState
from tests.complaints.conftest import ANSWERED, FRIDAY
from tests.market import OBJECTIONS_END

BEFORE_HOLIDAY = "2026-04-02T10:00+08:00"  # Qingming: 4 to 6 April, Saturday to Monday
UPHELD = {"reason": "The survey was never made."}


class Photo:
    filename = "site.png"

    def read(self):
        body = BytesIO()
        Image.new("L", (4, 4)).save(body, "PNG")
        return body.getvalue()


def uphold(sides, complaint, measure=Measure.NONE, months=None, at=ANSWERED):
    act = sides.act(sides.regulator, at)
    operations.uphold(act, complaint, measure=measure, months=months, **UPHELD)


def test_a_complaint_has_a_number_a_regulator_and_a_clock(sides, moment):
    complaint = sides.file()
    assert complaint.number == f"TS-2026-{complaint.id:06}"
    assert complaint.regulator_id == sides.regulator.organisation_id
    assert complaint.due_at == moment("2026-03-12T00:00+08:00")  # Monday, Tuesday, Wednesday


def test_working_days_skip_a_holiday(sides, moment):
    complaint = sides.accepted(at=BEFORE_HOLIDAY)
    assert complaint.accept_due_at == moment("2026-04-09T00:00+08:00")
    assert complaint.answer_due_at == moment("2026-04-09T00:00+08:00")
    # 20 working days: over Qingming, and over 1 to 5 May
    assert complaint.decide_due_at == moment("2026-05-07T00:00+08:00")


def test_evidence_is_kept_for_the_sides(sides, session):
    complaint = sides.file(files=[Photo()])
    kept = session.scalars(select(Upload)).one()
    assert (kept.thing_kind, kept.thing_id) == ("complaints", complaint.id)
    assert not kept.is_public


def test_a_firm_that_did_not_offer_cannot_complain(sides):
    with pytest.raises(NotAllowedError) as refusal:
        sides.file(by=sides.firm(), about=About.AWARD)
    assert "takes part" in refusal.value.rule


def test_an_owner_cannot_complain_of_his_own_award(sides):
    with pytest.raises(NotAllowedError):
        sides.file(about=About.AWARD)


def test_who_offered_is_secret_until_the_opening(sides, session):
    request, _ = sides.offered(90_000)
    me = sides.owner.organisation_id
    assert queries.subjects(session, me, sides.act(sides.owner).now, request, None) == []


def test_without_any_contract_there_is_nobody_to_complain_of(sides):
    with pytest.raises(NotAllowedError):
        sides.file(request=None)


def test_the_same_complaint_twice_is_refused(sides):
    sides.file()
    with pytest.raises(BadInputError, match="already"):
        sides.file()


def test_an_organisation_has_five_open_complaints_at_most(sides):
    for kind in list(Kind)[:5]:
        sides.file(kind=kind)
    with pytest.raises(DomainError, match="5 open"):
        sides.file(kind=Kind.OTHER)


def test_nobody_is_judged_before_the_time_to_answer_is_over(sides):
    complaint = sides.accepted()
    with pytest.raises(WrongStateError, match="may still answer"):
        uphold(sides, complaint)
    uphold(sides, complaint, at="2026-03-12T00:00+08:00")
    assert complaint.state is State.UPHELD


def test_the_time_to_decide_is_extended_once(sides, moment):
    complaint = sides.answered()
    assert complaint.decide_due_at == moment("2026-04-04T00:00+08:00")
    act = sides.act(sides.regulator, ANSWERED)
    operations.extend(act, complaint, reason="An expert is heard.")
    assert complaint.due_at == moment("2026-04-21T00:00+08:00")
    with pytest.raises(WrongStateError, match="already"):
        operations.extend(act, complaint, reason="Another expert.")


def test_what_is_late_is_flagged_and_nothing_is_decided(sides, session, moment):
    complaint = sides.file()
    late = moment("2026-03-12T00:00+08:00")
    assert queries.overdue(session, moment("2026-03-11T23:59+08:00")) == []
    assert queries.overdue(session, late) == [complaint]
    operations.flag(sides.act(CLOCKWORK, late.isoformat()), complaint)
    assert (complaint.flagged_at, complaint.state) == (late, State.FILED)
    assert queries.overdue(session, late) == []


def test_a_suspension_takes_the_firm_out_and_ends_by_itself(sides, session, moment):
    uphold(sides, sides.answered(), Measure.SUSPENSION, 3)
    penalty = session.scalars(select(Penalty)).one()
    firm = session.get(Firm, penalty.firm_id)
    assert firm.organisation_id == sides.winner.organisation_id
    assert penalty.ends_at == moment("2026-06-10T00:00+08:00")
    assert firm.standing.value == "suspended"
    directory.end_penalty(sides.act(CLOCKWORK, "2026-06-10T00:00+08:00"), penalty)
    assert firm.standing.value == "good"


@pytest.mark.parametrize(
    ("measure", "standing"), [("warning", "warned"), ("expulsion", "expelled")]
)
def test_other_measures_change_the_standing(sides, session, measure, standing):
    uphold(sides, sides.answered(), Measure(measure))
    firm = session.scalar(select(Firm).filter_by(organisation_id=sides.winner.organisation_id))
    assert firm.standing.value == standing


@pytest.mark.parametrize("months", [None, 2, 24])
def test_a_suspension_is_for_lawful_months(sides, months):
    with pytest.raises(BadInputError) as refusal:
        uphold(sides, sides.answered(), Measure.SUSPENSION, months)
    assert refusal.value.field == "months"


def test_an_owner_cannot_be_suspended(sides):
    complaint = sides.answered(by=sides.loser, about=About.OWNER)
    with pytest.raises(BadInputError) as refusal:
        uphold(sides, complaint, Measure.SUSPENSION, 3)
    assert refusal.value.field == "measure"


def test_an_upheld_complaint_cancels_the_award(sides, session):
    uphold(sides, sides.against_award(), Measure.CANCELLATION)
    award = session.scalars(select(Award).filter_by(request_id=sides.request.id)).one()
    assert award.state is AwardState.CANCELLED
    assert sides.request.state is RequestState.VOID


@pytest.fixture
def agreed(sides, session):
    """The contract that follows from the award."""
    complaint = sides.against_award()
    selection.award(sides.act(CLOCKWORK, OBJECTIONS_END), sides.request)
    award = session.scalars(select(Award).filter_by(request_id=sides.request.id)).one()
    return complaint, contracts.draft(sides.act(CLOCKWORK, OBJECTIONS_END), award)


def test_a_cancelled_award_ends_its_contract(sides, agreed):
    complaint, contract = agreed
    uphold(sides, complaint, Measure.CANCELLATION)
    assert (contract.state, contract.reason) == (ContractState.ENDED, "complaint_upheld")


def test_an_award_whose_work_is_accepted_stands(sides, agreed, put_state):
    complaint, contract = agreed
    sides.session.flush()
    put_state(contract, ContractState.ACCEPTED)
    with pytest.raises(BadInputError, match="accepted") as refusal:
        uphold(sides, complaint, Measure.CANCELLATION)
    assert refusal.value.field == "measure"


def test_a_reason_is_needed(sides):
    complaint = sides.file()
    with pytest.raises(BadInputError, match="published"):
        operations.refuse(sides.act(sides.regulator, FRIDAY), complaint, reason=" ")


def test_a_complaint_without_a_service_goes_to_market_supervision(sides, session, make):
    supervision = make.organisation(Body.DEPARTMENT, department="MR", code=None)
    assert queries.regulator_of(session, None, None).id == supervision.id
