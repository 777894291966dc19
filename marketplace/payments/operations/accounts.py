"""The account that a firm is paid to: opened, changed after a day's wait, stopped in time."""

from datetime import timedelta

from marketplace.accounts.models import Organisation, Person
from marketplace.core import outbox, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import Text, in_language, say
from marketplace.payments import backend, policy, queries
from marketplace.payments.backend.port import Reply
from marketplace.payments.models import PayoutAccount
from marketplace.payments.operations.ordering import order
from marketplace.payments.operations.paying import NO_SERVICE
from marketplace.payments.states import Order

PAGE = "/payments/account"


@operation("payments.open_account", may=policy.ACCOUNT_ADMIN)
def open_account(act: Act, old: PayoutAccount | None) -> PayoutAccount:
    """A new account for the firm; one that takes the place of another waits, and all are told."""
    if backend.gateway() is None:
        raise WrongStateError(NO_SERVICE)
    firm_id = act.actor.organisation_id
    act.session.get(Organisation, firm_id, with_for_update=True)  # one after the other
    if queries.waiting_account(act.session, firm_id, act.now) is not None:
        raise WrongStateError(say("A new account is being set up already. Finish or stop it."))
    days = rulesets.in_force(act.session, act.now).rules.account_wait_calendar_days
    person = act.session.get_one(Person, act.actor.person_id)
    new = PayoutAccount(
        organisation_id=firm_id,
        asked_by=person.id,
        contact=person.email,
        asked_at=act.now,
        starts_at=act.now + timedelta(days=days) if old else act.now,
    )
    act.session.add(new)
    act.session.flush()
    body = {"email": person.email, "back": outbox.link(PAGE)}
    order(act, Order.ACCOUNT, f"account:{new.id}", new, body)
    if old is not None:
        _warn(act, old, new)
    return new


def _warn(act: Act, old: PayoutAccount, new: PayoutAccount) -> None:
    """The old contact and all administrators, for the change may be a thief's."""
    subject = say("The account your firm is paid to is being changed")
    text = say(
        "Somebody of your firm has asked that money be paid to another account. The change takes"
        " effect after a day. If it was none of you, stop it at once: %(link)s",
        link=outbox.link(PAGE),
    )
    for address in sorted({old.contact, *queries.administrators(act.session, old.organisation_id)}):
        _post(act, f"payout_account:{new.id}:{address}"[:128], address, subject, text)


def _post(act: Act, key: str, to: str, subject: Text, text: Text) -> None:
    """In both languages: we do not know who reads an old contact's mail today."""
    both = [in_language(subject, one) for one in ("zh", "en")]
    body = "\n\n".join(in_language(text, one) for one in ("zh", "en"))
    outbox.post(act, key, to=to, subject=" / ".join(both)[:200], body=body)


@operation("payments.stop_account", may=policy.ACCOUNT_FIRM)
def stop_account(act: Act, account: PayoutAccount) -> None:
    """Anybody of the firm may stop a change while it waits."""
    if account.stopped_at is not None:
        raise WrongStateError(say("This change is stopped already."))
    if account.ready_at is not None and act.now >= account.starts_at:
        raise WrongStateError(say("This account is in use. Set up another one instead."))
    account.stopped_at, account.stopped_by = act.now, act.actor.person_id


@operation("payments.renew_link", may=policy.ACCOUNT_ADMIN)
def renew_link(act: Act, account: PayoutAccount) -> None:
    """The service's links to set up an account are good for minutes only."""
    if account.ref is None or account.ready_at is not None or account.stopped_at is not None:
        raise WrongStateError(say("There is nothing to set up for this account now."))
    _order_link(act, account)


def _order_link(act: Act, account: PayoutAccount) -> None:
    effect = f"link:{account.id}:{int(act.now.timestamp())}"
    body = {"account": account.ref, "back": outbox.link(PAGE)}
    order(act, Order.LINK, effect, account, body)


@operation("payments.note_account", may=CLOCKWORK_ONLY)
def opened(act: Act, account: PayoutAccount, *, reply: Reply) -> None:
    """The service has opened it; the firm must still show the service who it is."""
    account.ref = reply.ref
    _order_link(act, account)


@operation("payments.note_link", may=CLOCKWORK_ONLY)
def link(act: Act, account: PayoutAccount, *, reply: Reply) -> None:
    account.link, account.linked_at = reply.url, act.now


def hear_ready(act: Act, ref: str, *, is_ready: bool) -> None:
    account = queries.account_by_ref(act.session, ref)
    if account is not None and is_ready is (account.ready_at is None):
        note_ready(act, account, is_ready=is_ready)


@operation("payments.note_ready", may=CLOCKWORK_ONLY, log=("is_ready",))
def note_ready(act: Act, account: PayoutAccount, *, is_ready: bool) -> None:
    """The service says whether it may pay to this account."""
    account.ready_at, account.link = act.now if is_ready else None, ""
