"""The table of contracts."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.contracts.models.change import ChangeOrder
from marketplace.contracts.models.paper import Paper, Signature
from marketplace.contracts.models.work import Deliverable, Milestone
from marketplace.contracts.states import Change, State, Step
from marketplace.core.canonical import canonical
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import ServiceItem
from marketplace.projects.models import Project
from marketplace.requests.models import Request


class Contract(Row):
    """The agreed work of one award: who, what, for how much, by when."""

    __tablename__ = "contracts"
    __table_args__ = (
        CheckConstraint("price_minor > 0", name="price"),
        Index("ix_contracts_item_state", "item_id", "state"),
        Index(
            "uq_contracts_one_living",
            "request_id",
            unique=True,
            sqlite_where=text("state != 'lapsed'"),
            postgresql_where=text("state != 'lapsed'"),
        ),
        Index("ix_contracts_firm_state", "firm_id", "state"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("service_items.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    price: Mapped[Money] = composite(
        mapped_column("price_minor"), mapped_column("price_currency", String(3))
    )
    days: Mapped[int]  # working days of all parts together
    terms: Mapped[list[dict[str, str]]] = mapped_column(JSON)  # the clauses, in both languages
    state: Mapped[State] = mapped_column(default=State.DRAFTED, index=True)
    drafted_at: Mapped[datetime]
    sign_due_at: Mapped[datetime]
    plan_dropped_at: Mapped[datetime | None]  # the firm wants the work in one part
    owner_confirmed_at: Mapped[datetime | None]
    firm_confirmed_at: Mapped[datetime | None]
    concluded_at: Mapped[datetime | None]
    due_on: Mapped[date | None]  # the last working day for delivery of the current part
    delivered_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None]  # of the deliverable in check
    returns: Mapped[int] = mapped_column(default=0)
    referred_at: Mapped[datetime | None]
    ruling_due_at: Mapped[datetime | None]  # of the regulator
    accepted_at: Mapped[datetime | None]
    accepted_by_rule: Mapped[bool] = mapped_column(default=False)
    days_late: Mapped[int | None]  # working days, of all accepted parts
    days_taken: Mapped[int | None]  # working days that the firm had, of all accepted parts
    end_proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    end_proposed_at: Mapped[datetime | None]
    end_proposal: Mapped[str] = mapped_column(String(1000), default="")
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    firm: Mapped[Organisation] = relationship(foreign_keys=[firm_id])
    item: Mapped[ServiceItem | None] = relationship()
    project: Mapped[Project | None] = relationship()
    request: Mapped[Request] = relationship()
    rule_set: Mapped[RuleSet] = relationship()
    milestones: Mapped[list[Milestone]] = relationship(
        order_by=Milestone.no, cascade="all, delete-orphan"
    )
    deliverables: Mapped[list[Deliverable]] = relationship(order_by=Deliverable.id)

    changes: Mapped[list[ChangeOrder]] = relationship(
        order_by=ChangeOrder.no, back_populates="contract"
    )
    papers: Mapped[list[Paper]] = relationship(order_by=Paper.no)
    signatures: Mapped[list[Signature]] = relationship(order_by=Signature.id)

    def paper(self, no: int = 0) -> Paper | None:
        return next((paper for paper in self.papers if paper.no == no), None)

    def signatures_of(self, no: int = 0) -> list[Signature]:
        return [one for one in self.signatures if one.no == no]

    @property
    def open_change(self) -> ChangeOrder | None:
        """The change order that waits for the other side."""
        return next((one for one in self.changes if one.state is Change.PROPOSED), None)

    @property
    def agreed_changes(self) -> list[ChangeOrder]:
        return [one for one in self.changes if one.state is Change.AGREED]

    @property
    def first_price(self) -> Money:
        """The price that was signed, before any change."""
        return self.agreed_changes[0].price_before if self.agreed_changes else self.price

    @property
    def current(self) -> Milestone:
        """The part that is worked on: the first that is not accepted, else the last."""
        left = [part for part in self.milestones if part.state is not Step.ACCEPTED]
        return left[0] if left else self.milestones[-1]

    @property
    def following(self) -> Milestone | None:
        """The part that begins when the current one is accepted."""
        return next((part for part in self.milestones if part.no > self.current.no), None)

    def public_record(self) -> dict[str, Any]:
        """Who agreed on what; the clauses as a digest."""
        return {
            "number": self.number,
            "request": self.request_id,
            "firm": self.firm_id,
            "price": [self.price.minor, self.price.currency],
            "days": self.days,
            "terms": sha256(canonical(self.terms).encode()).hexdigest(),
            "papers": [paper.sha256 for paper in self.papers],
            "signatures": [one.signature for one in self.signatures],
        }
