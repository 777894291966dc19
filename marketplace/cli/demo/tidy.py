"""After the play: mails of the past are sent, notices of the past are read."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.cli.demo.stage import Stage
from marketplace.core.outbox import Letter
from marketplace.notices.models import Notice

UNREAD = timedelta(days=4)


def tidy(session: Session, stage: Stage) -> None:
    """The last days' notices stay unread, so that a visitor finds some."""
    session.connection(execution_options={"writes": True})
    session.execute(update(Letter).values(sent_at=Letter.written_at))
    old = Notice.told_at < stage.end - UNREAD
    session.execute(update(Notice).where(old).values(read_at=Notice.told_at))
    session.commit()
