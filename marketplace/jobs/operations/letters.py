"""Mail leaves the outbox. A letter is tried in turn, and parked when the server keeps refusing."""

import smtplib
from email.message import EmailMessage
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.outbox import Letter
from marketplace.jobs.queries import letters_to_send

BATCH = 50
TRIES = 8
TIMEOUT_SECONDS = 15
log = structlog.get_logger()


class Postman(Protocol):
    def deliver(self, letter: Letter) -> None: ...


class MailServer:
    """The city's own mail server."""

    def __init__(self, address: str, sender: str) -> None:
        self.host, _, port = address.partition(":")
        self.port = int(port or 25)
        self.sender = sender

    def deliver(self, letter: Letter) -> None:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, letter.recipient
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.effect_key}@hall>"
        message.set_content(letter.body)
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS) as server:
            server.send_message(message)


def send_letters(session: Session, postman: Postman | None) -> int:
    """Send what waits. Without a postman (the demo) letters only show in the outgoing mail."""
    return sum(_send(session, letter_id, postman) for letter_id in letters_to_send(session, BATCH))


def _send(session: Session, letter_id: int, postman: Postman | None) -> bool:
    letter = session.get(Letter, letter_id)
    if letter is None:
        return False
    try:
        if postman:
            postman.deliver(letter)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail refused", letter=letter_id, error=repr(error))
        with writing(session, CLOCKWORK, letter):
            letter.tries += 1
            letter.parked = letter.tries >= TRIES
        return False
    with writing(session, CLOCKWORK, letter) as act:
        letter.sent_at = act.now
    return True
