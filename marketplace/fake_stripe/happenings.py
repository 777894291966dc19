"""What others do: a payer pays or is declined, a bank disputes, a firm shows who it is."""

from marketplace.fake_stripe.book import Book, Thing
from marketplace.fake_stripe.errors import RefusedError
from marketplace.fake_stripe.orders import thing

DECLINED = "4000000000000002"
DISPUTED = "4000000000000259"
SLOW = "4000000000000077"  # the money is on its way, and comes later
FEE_PER_10_000 = 0


def pay(
    book: Book, session_id: str, method: str = "card", number: str = "4242424242424242"
) -> Thing:
    """The payer presses the button on the page; a declined card leaves the page open."""
    session = thing(book, session_id, "checkout.session")
    if session["status"] != "open" or session["expires_at"] <= book.clock():
        raise RefusedError("This page is over.", "session_not_open")
    if method not in session["payment_method_types"]:
        raise RefusedError("This method is not on offer.", "payment_method_unavailable")
    intent = _intent(book, session)
    if number == DECLINED:
        book.tell("payment_intent.payment_failed", intent)
        raise RefusedError("Your card was declined.", "card_declined", 402, "card_error")
    session["status"] = "complete"
    if number == SLOW:
        intent["status"] = "processing"
        book.tell("checkout.session.completed", session)
        return session
    _arrive(book, session, intent, method)
    book.tell("checkout.session.completed", session)
    if number == DISPUTED:
        dispute(book, intent["id"])
    return session


def settle(book: Book, session_id: str, good: bool = True) -> Thing:
    """A slow payment arrives, or does not."""
    session = thing(book, session_id, "checkout.session")
    intent = thing(book, session["payment_intent"], "payment_intent")
    if good:
        _arrive(book, session, intent, "alipay")
        book.tell("checkout.session.async_payment_succeeded", session)
    else:
        intent["status"] = "requires_payment_method"
        book.tell("checkout.session.async_payment_failed", session)
    return session


def _intent(book: Book, session: Thing) -> Thing:
    if session["payment_intent"]:
        return thing(book, session["payment_intent"], "payment_intent")
    intent = book.new(
        "payment_intent", "pi", amount=session["amount_total"], amount_received=0,
        currency=session["currency"], status="requires_payment_method", latest_charge=None,
        metadata=session["metadata"], transfer_group=session["transfer_group"],
    )  # fmt: skip
    session["payment_intent"] = intent["id"]
    return intent


def _arrive(book: Book, session: Thing, intent: Thing, method: str) -> None:
    amount = intent["amount"]
    charge = book.new(
        "charge", "ch", amount=amount, amount_refunded=0, currency=intent["currency"],
        payment_intent=intent["id"], disputed=False, paid=True, status="succeeded",
        payment_method_details={"type": method},
    )  # fmt: skip
    fee = amount * FEE_PER_10_000 // 10_000
    charge["balance_transaction"] = book.book("charge", amount, charge, fee)["id"]
    intent |= {"status": "succeeded", "amount_received": amount, "latest_charge": charge["id"]}
    session["payment_status"] = "paid"
    book.tell("payment_intent.succeeded", intent)


def dispute(book: Book, intent_id: str) -> Thing:
    """The payer's bank takes the money back for the time being."""
    intent = thing(book, intent_id, "payment_intent")
    charge = thing(book, intent["latest_charge"], "charge")
    charge["disputed"] = True
    made = book.new(
        "dispute", "dp", amount=charge["amount"], currency=charge["currency"], charge=charge["id"],
        payment_intent=intent_id, status="needs_response",
    )  # fmt: skip
    book.book("adjustment", -charge["amount"], made)
    book.tell("charge.dispute.created", made)
    return made


def close_dispute(book: Book, id: str, won: bool) -> Thing:
    made = thing(book, id, "dispute")
    if made["status"] not in {"needs_response", "under_review"}:
        raise RefusedError("This dispute is closed.", "dispute_closed")
    made["status"] = "won" if won else "lost"
    if won:
        thing(book, made["charge"], "charge")["disputed"] = False
        book.book("adjustment", made["amount"], made)
    book.tell("charge.dispute.closed", made)
    return made


def onboard(book: Book, account_id: str) -> Thing:
    account = thing(book, account_id, "account")
    account |= {"details_submitted": True, "payouts_enabled": True}
    account["capabilities"] = {"transfers": "active"}
    book.tell("account.updated", account)
    return account
