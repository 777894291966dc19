"""Tables of counters, posts and who is there."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation, Person
from marketplace.core.database import Row
from marketplace.windows.states import CounterKind, PostState


class Counter(Row):
    """A place in the hall where people are served."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str] = mapped_column(String(16))  # as written over it: "A01"
    kind: Mapped[CounterKind]
    name_zh: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    place_zh: Mapped[str] = mapped_column(String(100), default="")
    place_en: Mapped[str] = mapped_column(String(100), default="")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()
    posts: Mapped[list["Post"]] = relationship(back_populates="counter", order_by="Post.id")


class Post(Row):
    """Work that is never left alone: A does it, and B when A is away."""

    __tablename__ = "posts"
    __table_args__ = (CheckConstraint("a_id <> b_id", name="a_is_not_b"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"), index=True)
    name_zh: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    a_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[PostState] = mapped_column(default=PostState.HELD)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()
    counter: Mapped[Counter | None] = relationship(back_populates="posts")
    a: Mapped[Person] = relationship(foreign_keys=[a_id])
    b: Mapped[Person] = relationship(foreign_keys=[b_id])
    absences: Mapped[list["Absence"]] = relationship(back_populates="post", order_by="Absence.id")

    @property
    def holder_id(self) -> int:
        """Who does the work of this post now."""
        return self.b_id if self.state is PostState.STOOD_IN else self.a_id


class Attendance(Row):
    """One working day of a person: when he signed in in the morning and out in the evening."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "day"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    day: Mapped[date] = mapped_column(index=True)
    morning_at: Mapped[datetime]
    evening_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Outing(Row):
    """A person leaves the house on an errand; one at a time."""

    __tablename__ = "outings"
    __table_args__ = (
        Index(
            "uq_outings_open",
            "person_id",
            unique=True,
            sqlite_where=text("back_at IS NULL"),
            postgresql_where=text("back_at IS NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    place: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(300))
    left_at: Mapped[datetime]
    back_due_at: Mapped[datetime]
    back_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Absence(Row):
    """A is away from his post, and B has it; one at a time for a post."""

    __tablename__ = "absences"
    __table_args__ = (
        Index(
            "uq_absences_open",
            "post_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)  # who is away
    stands_in_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(300))
    until: Mapped[date]  # the last day he expects to be away
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    post: Mapped[Post] = relationship(back_populates="absences")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    stands_in: Mapped[Person] = relationship(foreign_keys=[stands_in_id])
