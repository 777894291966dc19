"""Tables of signals and leads."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter, ServiceItem
from marketplace.requests.models import Request
from marketplace.risk.states import Asker, LeadKind, LeadState, Outcome

DUTY = "duty"  # the family of signals that are about a department


class Signal(Row):
    """One computed sign on one request, about one or more organisations."""

    __tablename__ = "signals"
    __table_args__ = (
        UniqueConstraint("kind", "request_id", "subject"),
        Index("ix_signals_state_id", "flagged", "id"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    family: Mapped[str] = mapped_column(String(20), index=True)  # price, identity, band
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80), default="")  # pair or firm; "" the request
    flagged: Mapped[bool]
    value: Mapped[float | None]
    threshold: Mapped[float | None]
    n: Mapped[int]
    grade: Mapped[str] = mapped_column(String(1), default="C")
    text: Mapped[str] = mapped_column(String(500))  # a message id
    details: Mapped[dict[str, Any]] = mapped_column(JSON)  # params, peers, evidence
    computed_at: Mapped[datetime]
    useful: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    marked_at: Mapped[datetime | None]
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    request: Mapped[Request] = relationship()


class SignalFirm(Row):
    """A signal concerns this organisation, which may answer it."""

    __tablename__ = "signal_firms"
    __table_args__ = (UniqueConstraint("signal_id", "organisation_id"),)

    signal_id: Mapped[int] = mapped_column(ForeignKey("signals.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    answer: Mapped[str] = mapped_column(String(2000), default="")
    answered_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()


class Lead(Row):
    """Something for a regulator to look into; `pattern` says of what kind, `effect` is unique."""

    __tablename__ = "leads"
    __table_args__ = (
        Index("ix_leads_state_id", "state", "id"),
        Index("ix_leads_pattern", "pattern", "id"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[LeadKind]
    state: Mapped[LeadState] = mapped_column(default=LeadState.OPEN)
    pattern: Mapped[str] = mapped_column(String(450))
    effect: Mapped[str] = mapped_column(String(460), unique=True)  # the pattern and its round
    asker: Mapped[Asker]
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    firm_name: Mapped[str] = mapped_column(String(200), default="")  # of one that is not listed
    department_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    regulator_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("service_items.id"))
    text: Mapped[dict[str, Any]] = mapped_column(JSON)  # packed
    note: Mapped[str] = mapped_column(String(2000), default="")  # the reporter's own words
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    opened_at: Mapped[datetime]
    counted_since: Mapped[datetime]  # reports after this moment belong to it
    taken_at: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    answer_due_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(2000), default="")
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    firm: Mapped[Organisation | None] = relationship(foreign_keys=[firm_id])
    department: Mapped[Organisation | None] = relationship(foreign_keys=[department_id])
    regulator: Mapped[Organisation | None] = relationship(foreign_keys=[regulator_id])
    taken_by: Mapped[Organisation | None] = relationship(foreign_keys=[taken_by_id])
    reporter: Mapped[Organisation | None] = relationship(foreign_keys=[reporter_id])
    matter: Mapped[Matter | None] = relationship()
    item: Mapped[ServiceItem | None] = relationship()
    rule_set: Mapped[RuleSet] = relationship()

    @property
    def accused_id(self) -> int | None:
        """The organisation that may answer."""
        return self.firm_id or self.department_id
