"""The hall's figures as versioned data: a running procedure keeps the rule set it began under."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.database import Row
from marketplace.core.errors import DomainError
from marketplace.core.texts import say


@dataclass(frozen=True)
class Rules:
    """Days are working days unless the name says otherwise. Defaults: docs/architecture.md."""

    entry_check_days: int = 2
    expiry_first_warning_calendar_days: int = 30
    expiry_last_warning_calendar_days: int = 7
    request_check_days: int = 1
    offer_days: int = 3
    closing_reminder_days: int = 1
    question_days: int = 1
    question_reply_days: int = 1
    questions_each: int = 10
    minimum_offers: int = 3
    minimum_plans: int = 2
    minimum_evaluators: int = 2
    score_days: int = 3
    score_extension_days: int = 5
    score_grace_days: int = 3
    credit_number_points: int = 5
    credit_base: int = 60
    pick_wait_days: int = 1
    pick_days: int = 1
    tender_limit_wan: int = 100
    direct_limit_wan: int = 5
    credit_merit_limit_wan: int = 50
    renotice_days: int = 2
    renotices: int = 1
    draw_minutes: int = 30
    draw_picks: int = 3
    reveal_days: int = 1
    auction_wait_minutes: int = 30
    auction_late_minutes: int = 5
    auction_outage_minutes: int = 2
    auction_minutes: int = 20
    auction_step_permille: int = 5
    auction_drop_percent: int = 10
    auction_extension_minutes: int = 3
    auction_extensions: int = 10
    auction_rounds: int = 3
    auction_round_minutes: int = 3
    low_price_mean_percent: int = 40
    low_price_next_percent: int = 30
    low_price_days: int = 1
    mending_hours: int = 24
    clarification_decide_days: int = 2
    objection_days: int = 3
    objection_reply_days: int = 3
    contract_days: int = 10
    link_most_firms: int = 5
    direct_audit_percent: int = 20
    delivery_check_days: int = 5
    delivery_reminder_days: int = 3
    returns_before_regulator: int = 3
    ruling_days: int = 10
    late_fault_days: int = 10
    extension_answer_days: int = 2
    change_answer_days: int = 5
    change_price_percent: int = 10
    change_calendar_days: int = 90
    changes_watched: int = 2
    payment_calendar_days: int = 30
    payment_confirm_days: int = 5
    payment_settle_days: int = 10
    two_person_limit_wan: int = 20
    account_wait_calendar_days: int = 1
    rating_calendar_days: int = 7
    credit_calendar_days: int = 365
    credit_full_calendar_days: int = 180
    credit_star_points: int = 2
    credit_ratings_most_points: int = 20
    credit_on_time_points: int = 2
    credit_on_time_most_points: int = 10
    credit_late_points: int = 2
    credit_fault_points: int = 6
    credit_first_pass_points: int = 2
    credit_first_pass_most_points: int = 10
    credit_returned_points: int = 4
    credit_complaint_points: int = 8
    credit_refusal_points: int = 8
    credit_third_refusal_points: int = 20
    credit_warning_points: int = 8
    credit_suspension_points: int = 20
    credit_expulsion_points: int = 60
    credit_answer_points: int = 1
    credit_answers_most_points: int = 10
    credit_silence_points: int = 4
    credit_cancelled_points: int = 6
    credit_payment_points: int = 1
    credit_payments_most_points: int = 10
    credit_late_payment_points: int = 4
    credit_contest_days: int = 10
    refusal_decide_days: int = 10
    refusal_second_calendar_days: int = 30
    refusal_third_calendar_days: int = 180
    complaint_accept_days: int = 3
    complaint_answer_days: int = 3
    complaint_decide_days: int = 20
    complaint_extension_days: int = 10
    longest_suspension_months: int = 12
    band_minimum: int = 5
    case_accept_days: int = 5
    case_correction_days: int = 15
    case_entry_days: int = 1
    deferred_days: int = 30
    commitment_check_days: int = 30
    commitment_bar_months: int = 6
    utility_contact_days: int = 2
    claim_month_days: int = 21
    claim_hard_percent: int = 50
    claim_lead_owners: int = 3
    rating_ring_contracts: int = 4
    rating_ring_tenths: int = 45
    claim_lead_calendar_days: int = 365
    housekeeper_contact_days: int = 1


@lru_cache(maxsize=64)
def _rules_of(figures: tuple[tuple[str, Any], ...]) -> Rules:
    """A page or a step asks for them many times."""
    known = {field.name for field in fields(Rules)}
    return Rules(**{name: value for name, value in figures if name in known})


class RuleSet(Row):
    """One version of the rules; the one in force is the newest whose time has come."""

    __tablename__ = "rule_sets"

    version: Mapped[int] = mapped_column(unique=True)
    in_force_from: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def rules(self) -> Rules:
        """Figures this version does not name keep their default."""
        return _rules_of(tuple(self.figures.items()))


_BY_THEN = RuleSet.in_force_from <= bindparam("now")
_NEWEST = RuleSet.in_force_from.desc(), RuleSet.version.desc()
_IN_FORCE = select(RuleSet).where(_BY_THEN).order_by(*_NEWEST).limit(1)  # nearly all steps ask


def in_force(session: Session, now: datetime) -> RuleSet:
    found = session.scalar(_IN_FORCE, {"now": now})
    if found is None:
        raise DomainError(say("No rule set is in force at this time."))
    return found


def first(moment: datetime) -> RuleSet:
    """Version 1, with the default figures."""
    return RuleSet(version=1, in_force_from=moment, figures=asdict(Rules()), reason="")
