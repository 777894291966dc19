"""Tables of credit: a score, its entries, contests of entries, measures proposed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.credit.states import ContestState, Kind, ProposalState, Side
from marketplace.directory.states import PenaltyKind
from marketplace.requests.models import Request


class Score(Row):
    """The credit of one firm or owner, as it was counted last. `value` None: no record yet."""

    __tablename__ = "credit_scores"
    __table_args__ = (CheckConstraint("value IS NULL OR value BETWEEN 0 AND 100", name="value"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    side: Mapped[Side]
    value: Mapped[int | None]
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))  # the formula's version
    counted_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)  # when time changes it next
    organisation: Mapped[Organisation] = relationship()
    rule_set: Mapped[RuleSet] = relationship()
    entries: Mapped[list["Entry"]] = relationship(back_populates="score")


class Entry(Row):
    """Points given or taken for one thing that happened; tenths of a point."""

    __tablename__ = "credit_entries"
    __table_args__ = (UniqueConstraint("score_id", "source_kind", "source_id", "kind"),)

    score_id: Mapped[int] = mapped_column(ForeignKey("credit_scores.id"))
    kind: Mapped[Kind]
    source_kind: Mapped[str] = mapped_column(String(32))  # a table
    source_id: Mapped[int]
    happened_at: Mapped[datetime]
    counts_until: Mapped[datetime]  # the first moment it does not count any more
    full: Mapped[int]  # tenths on its first day
    points: Mapped[int]  # tenths when it was counted last
    about: Mapped[dict[str, Any]] = mapped_column(JSON)  # what the page says of the source
    regulator_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    struck_at: Mapped[datetime | None]  # by an upheld contest
    score: Mapped[Score] = relationship(back_populates="entries")
    contests: Mapped[list["Contest"]] = relationship(back_populates="entry", order_by="Contest.id")

    def public_record(self) -> dict[str, Any]:
        return {"score": self.score_id, "kind": self.kind, "full": self.full}


class Contest(Row):
    """The one concerned says why an entry is wrong; the regulator decides. All of it is public."""

    __tablename__ = "credit_contests"
    __table_args__ = (Index("ix_credit_contests_regulator_due", "regulator_id", "due_at"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("credit_entries.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    regulator_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    state: Mapped[ContestState] = mapped_column(default=ContestState.FILED, index=True)
    reasons: Mapped[str] = mapped_column(String(4000))
    filed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # of the decision; none when it is over
    flagged_at: Mapped[datetime | None]  # when that moment was seen to have passed
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(2000), default="")  # of the decision
    entry: Mapped[Entry] = relationship(back_populates="contests")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    regulator: Mapped[Organisation] = relationship(foreign_keys=[regulator_id])
    rule_set: Mapped[RuleSet] = relationship()

    def public_record(self) -> dict[str, Any]:
        return {"entry": self.entry_id, "state": self.state}


class Proposal(Row):
    """After a refusal the hall proposes a measure; nothing happens unless a regulator decides."""

    __tablename__ = "credit_proposals"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), unique=True)  # the refusal
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    regulator_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    nth: Mapped[int]
    measure: Mapped[PenaltyKind]
    calendar_days: Mapped[int]  # 0 for a warning
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.PROPOSED, index=True)
    proposed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    request: Mapped[Request] = relationship()
    firm: Mapped[Organisation] = relationship(foreign_keys=[firm_id])
    regulator: Mapped[Organisation] = relationship(foreign_keys=[regulator_id])
    rule_set: Mapped[RuleSet] = relationship()
