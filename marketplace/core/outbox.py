"""What must leave the hall, written in the act's own transaction and sent afterwards, once."""

from datetime import datetime

from sqlalchemy import Select, String, Text, UniqueConstraint, literal
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.act import Act
from marketplace.core.database import Row, insert_all, insert_once


class Letter(Row):
    """A mail to send. `effect_key` says what it is for, so that the same cause sends one."""

    __tablename__ = "outbox_letters"
    __table_args__ = (UniqueConstraint("effect_key"),)

    effect_key: Mapped[str] = mapped_column(String(128))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    parked: Mapped[bool] = mapped_column(default=False)


def post(act: Act, effect_key: str, *, to: str, subject: str, body: str) -> bool:
    """Put a mail in the outbox; False when one with this key is there already."""
    return insert_once(
        act.session,
        Letter,
        effect_key=effect_key,
        recipient=to,
        subject=subject.replace("\r", " ").replace("\n", " "),
        body=body,
        written_at=act.now,
        tries=0,
        parked=False,
    )


def post_all(act: Act, recipients: Select[str, str], *, subject: str, body: str) -> None:
    """The same mail to many, in one statement: `recipients` selects effect key and address."""
    rest = (subject[:200], body, act.now, 0, False)
    columns = ("subject", "body", "written_at", "tries", "parked")
    same = [
        literal(v, Letter.__table__.c[name].type) for name, v in zip(columns, rest, strict=True)
    ]
    insert_all(
        act.session, Letter, ("effect_key", "recipient", *columns), recipients.add_columns(*same)
    )


_ADDRESS: list[str] = [""]


def set_address(address: str) -> None:
    """Where the hall is found, for the links in its mails."""
    _ADDRESS[:] = [address.rstrip("/")]


def link(path: str) -> str:
    return _ADDRESS[-1] + path
