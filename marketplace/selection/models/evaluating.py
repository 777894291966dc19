"""Tables of merit: plans in their own envelope, the evaluation of a request, sheets and scores."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.core.database import Row
from marketplace.requests.models import Request
from marketplace.selection.models.offers import Offer
from marketplace.selection.states import EvaluationState


class OfferPlan(Row):
    """The second envelope of an offer: how the firm means to do the work."""

    __tablename__ = "offer_plans"

    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), unique=True)
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
    text: Mapped[str] = mapped_column(Text, default="")  # once opened
    opened_at: Mapped[datetime | None]
    offer: Mapped[Offer] = relationship()


class Evaluation(Row):
    """The scoring of one request's plans, from the opening to the result."""

    __tablename__ = "evaluations"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    state: Mapped[EvaluationState] = mapped_column(default=EvaluationState.SCORING, index=True)
    began_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    extended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")  # of the extension
    ended_at: Mapped[datetime | None]
    request: Mapped[Request] = relationship()
    sheets: Mapped[list["Sheet"]] = relationship(order_by="Sheet.id", back_populates="evaluation")


class Score(Row):
    """The points one evaluator gave one offer, and why."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("sheet_id", "offer_id"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheets.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    points: Mapped[dict[str, int]] = mapped_column(JSON)  # 0 to 100 for each aspect but the price
    comment: Mapped[str] = mapped_column(String(2000))
    given_at: Mapped[datetime]


class Sheet(Row):
    """What one evaluator has to say; nobody else reads it before the evaluation is over."""

    __tablename__ = "score_sheets"
    __table_args__ = (UniqueConstraint("evaluation_id", "person_id"),)

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    declared_at: Mapped[datetime | None]
    conflict: Mapped[str] = mapped_column(String(1000), default="")  # then he does not score
    handed_in_at: Mapped[datetime | None]
    evaluation: Mapped[Evaluation] = relationship(back_populates="sheets")
    person: Mapped[Person] = relationship()
    scores: Mapped[list[Score]] = relationship(order_by=Score.offer_id)
