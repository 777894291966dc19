"""Tables of requests. What the hall publishes is kept version by version."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation, Person
from marketplace.core.canonical import canonical
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.core.places import Area
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter, ServiceItem
from marketplace.projects.models import Project
from marketplace.requests.states import (
    DRAWN,
    AuctionForm,
    DirectGround,
    Fund,
    Hiding,
    Method,
    State,
)


class Request(Row):
    """A piece of intermediary work that an owner asks the market for."""

    __tablename__ = "requests"
    __table_args__ = (
        CheckConstraint("budget_minor IS NULL OR budget_minor > 0", name="budget"),
        CheckConstraint("ceiling_minor IS NULL OR ceiling_minor > 0", name="ceiling"),
        Index("ix_requests_state_id", "state", "id"),
        Index("ix_requests_state_closes", "state", "closes_at"),
        Index("ix_requests_item_state", "item_id", "state", "id"),
        Index("ix_requests_area_state", "area_id", "state", "id"),
        CheckConstraint("agreed_price_minor IS NULL OR agreed_price_minor > 0", name="price"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)  # shown; also foreign ocid's
    external_id: Mapped[str | None] = mapped_column(String(200), unique=True)  # imported ocid
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("service_items.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))  # where the project lies
    method: Mapped[Method]
    auction_form: Mapped[AuctionForm | None]
    fund: Mapped[Fund | None]  # whose money; None: imported
    title: Mapped[str] = mapped_column(String(300))
    scope: Mapped[str] = mapped_column(Text, default="")
    deliverable: Mapped[str] = mapped_column(Text, default="")
    acceptance_test: Mapped[str] = mapped_column(Text, default="")
    budget: Mapped[Money | None] = composite(  # None: not fixed
        mapped_column("budget_minor", nullable=True),
        mapped_column("budget_currency", String(3), nullable=True),
    )
    ceiling: Mapped[Money | None] = composite(
        mapped_column("ceiling_minor", nullable=True),
        mapped_column("ceiling_currency", String(3), nullable=True),
    )
    days_wanted: Mapped[int | None]  # working days from the contract
    direct_firm_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    direct_ground: Mapped[DirectGround | None]
    direct_reason: Mapped[str] = mapped_column(String(1000), default="")
    agreed_price: Mapped[Money | None] = composite(  # of a direct selection
        mapped_column("agreed_price_minor", nullable=True),
        mapped_column("agreed_price_currency", String(3), nullable=True),
    )
    criteria: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    hiding: Mapped[Hiding | None]  # what stays sealed until the scores are in
    long_list: Mapped[int | None]
    short_list: Mapped[int | None]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    material_version: Mapped[int] = mapped_column(default=1)  # older offers must be confirmed
    round: Mapped[int] = mapped_column(default=0)  # 1 when noticed again after a failure
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), unique=True)
    rule_set_id: Mapped[int | None] = mapped_column(ForeignKey("rule_sets.id"))
    drafted_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]  # of the closing to come
    first_offer_at: Mapped[datetime | None]  # set by selection
    opened_at: Mapped[datetime | None]
    selected_at: Mapped[datetime | None]
    objections_until: Mapped[datetime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # awarded to
    awarded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # failed, withdrawn or void
    reason: Mapped[str] = mapped_column(String(1000), default="")  # why returned, failed, ended
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    direct_firm: Mapped[Organisation | None] = relationship(foreign_keys=[direct_firm_id])
    taken_by: Mapped[Organisation | None] = relationship(foreign_keys=[taken_by_id])
    project: Mapped[Project | None] = relationship()
    matter: Mapped[Matter | None] = relationship()
    item: Mapped[ServiceItem | None] = relationship()
    area: Mapped[Area | None] = relationship()
    rule_set: Mapped[RuleSet | None] = relationship()
    exclusions: Mapped[list["Exclusion"]] = relationship(cascade="all, delete-orphan")
    evaluators: Mapped[list["Evaluator"]] = relationship(
        cascade="all, delete-orphan", order_by="Evaluator.id"
    )

    def details(self) -> dict[str, Any]:
        """What its method goes by, as published; only what was said."""
        names = ("criteria", "hiding", "long_list", "short_list")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    @property
    def by_draw(self) -> bool:
        return self.method in DRAWN

    @property
    def renotices(self) -> int:
        """How often it may be noticed again; never without a rule set, as what was imported."""
        return self.rule_set.rules.renotices if self.rule_set else 0

    def public_record(self) -> dict[str, Any]:
        """What was asked for; long texts as one digest."""
        texts: tuple[Any, ...] = (self.title, self.scope, self.deliverable, self.acceptance_test)
        if self.details():
            texts += (self.details(),)
        return {
            "number": self.number,
            "owner": self.owner_id,
            "method": self.method,
            "auction_form": self.auction_form,
            "version": self.version,
            "round": self.round,
            "terms": sha256(canonical(texts).encode()).hexdigest(),
            "ceiling": self.ceiling and [self.ceiling.minor, self.ceiling.currency],
            "days_wanted": self.days_wanted,
            "closes_at": self.closes_at,
        }


class RequestVersion(Row):
    """The terms as they were published, for all to compare."""

    __tablename__ = "request_versions"
    __table_args__ = (UniqueConstraint("request_id", "version"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    version: Mapped[int]
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(500), default="")
    written_at: Mapped[datetime]


class Series(Row):
    """The last number given to a request in one year."""

    __tablename__ = "request_series"

    year: Mapped[int] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column(default=0)


class Exclusion(Row):
    """A firm that may not offer, and the published reason."""

    __tablename__ = "request_exclusions"
    __table_args__ = (UniqueConstraint("request_id", "firm_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    reason: Mapped[str] = mapped_column(String(500))
    firm: Mapped[Organisation] = relationship()


class Evaluator(Row):
    """A person of the owner's organisation who scores plans; named before the closing."""

    __tablename__ = "evaluators"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    named_at: Mapped[datetime]
    person: Mapped[Person] = relationship()


class Question(Row):
    """What a firm asked about a request, and what the owner answered; public, without the name."""

    __tablename__ = "request_questions"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    text: Mapped[str] = mapped_column(String(2000))
    asked_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(4000), default="")
    answered_at: Mapped[datetime | None]
    firm: Mapped[Organisation] = relationship()
    request: Mapped[Request] = relationship()
