"""Tables of people, organisations, memberships, sign-ins and the throttle."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from marketplace.core.database import Row


class Organisation(Row):
    """Whoever a person acts for: an owner, a firm, a department, the operator."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint("kind = 'external' OR name_zh <> ''", name="has_a_name"),
        UniqueConstraint("external_id"),
    )

    kind: Mapped[Kind] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(String(18), unique=True)  # GB 32100, normalised
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    department: Mapped[str | None] = mapped_column(String(16), unique=True)  # catalogue id
    external_id: Mapped[str | None] = mapped_column(String(200))  # of imported parties
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    legal_representative: Mapped[str] = mapped_column(String(100), default="")
    bank_account_hash: Mapped[str] = mapped_column(String(64), default="")
    bank_account_tail: Mapped[str] = mapped_column(String(4), default="")
    credit_score: Mapped[int | None]  # of an owner, 0 to 100; a firm's is in the directory
    registered_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Person(Row):
    """Somebody who signs in with an e-mail address."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(String(254))  # as written
    email_key: Mapped[str] = mapped_column(String(254), unique=True)  # NFKC, case folded
    name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(String(5), default="")  # "" until chosen
    mails: Mapped[dict[str, bool]] = mapped_column(JSON, default=dict)  # by kind of notice
    totp_secret: Mapped[str] = mapped_column(String(200), default="")  # sealed; "" when off
    totp_last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)  # since the last good sign-in
    registered_at: Mapped[datetime]


class Membership(Row):
    """A person acts for an organisation in one role, until it ends."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_living",
            "person_id",
            "organisation_id",
            "role",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role]
    is_admin: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()


class SignIn(Row):
    """A session of a signed-in person; its token is kept hashed, and ends when this row goes."""

    __tablename__ = "sign_ins"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    second_factor_at: Mapped[datetime | None]
    device_hash: Mapped[str] = mapped_column(String(64), default="")
    person: Mapped[Person] = relationship()
    membership: Mapped[Membership | None] = relationship()


class Token(Row):
    """A word sent by mail, kept hashed, good once: to confirm an address, to reset a password.

    `email` is the address it proves, when that is not the person's yet.
    """

    __tablename__ = "tokens"

    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    ends_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Invitation(Row):
    """An administrator asks somebody by mail to join his organisation."""

    __tablename__ = "invitations"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    email_key: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role]
    is_admin: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    ends_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()


class RecoveryCode(Row):
    """A spare second factor, kept hashed, good once."""

    __tablename__ = "recovery_codes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]


class Attempts(Row):
    """How often something was tried in one window of time, by account or by address."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("what", "who"),)

    what: Mapped[str] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(String(64))  # hashed
    window_began_at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]
