"""Mails about leads: the room of notices stands beside this one and does not see it."""

from marketplace.accounts import queries as accounts
from marketplace.core import outbox
from marketplace.core.act import Act
from marketplace.core.texts import Text, in_language, say
from marketplace.risk.models import Lead

BODY = say(
    "%(text)s\n\nRead more: %(link)s\n\nIn your account you choose which notices come by mail."
)
KIND = "complaints"  # who wants no mails of these wants none of leads


def tell(act: Act, lead: Lead, organisation_id: int | None, *, step: str, text: Text) -> None:
    """One mail for each step to everybody who acts for the organisation and takes such mails."""
    if organisation_id is None:
        return
    link = outbox.link(f"/signals/leads/{lead.id}")
    for person in accounts.people_of(act.session, organisation_id):
        if person.confirmed_at is None or not person.mails.get(KIND, True):
            continue
        locale, key = person.locale or "zh", f"lead:{lead.id}:{step}:{person.id}"
        body = in_language(BODY % {"text": text, "link": link}, locale)
        subject = in_language(text, locale)[:200]
        outbox.post(act, key, to=person.email, subject=subject, body=body)
