"""What the platform may order: sessions to pay on, transfers, refunds, accounts."""

from typing import Any

from marketplace.fake_stripe.book import Book, Thing
from marketplace.fake_stripe.errors import RefusedError, missing

Params = dict[str, Any]
A_DAY, LINK_LASTS = 86_400, 300


def thing(book: Book, id: str, kind: str) -> Thing:
    found = book.things.get(id)
    if found is None or found["object"] != kind:
        raise missing(id)
    return found


def open_session(book: Book, params: Params, base: str) -> Thing:
    """A page to pay on; nothing is paid yet."""
    line = params["line_items"][0]
    price = line["price_data"]
    intent = params.get("payment_intent_data", {})
    session = book.new(
        "checkout.session",
        "cs_test",
        mode=params["mode"],
        amount_total=int(price["unit_amount"]) * int(line.get("quantity", 1)),
        currency=price["currency"],
        title=price["product_data"]["name"],
        payment_method_types=params.get("payment_method_types", ["card"]),
        client_reference_id=params.get("client_reference_id"),
        metadata=params.get("metadata", {}),
        transfer_group=intent.get("transfer_group"),
        success_url=params["success_url"],
        cancel_url=params.get("cancel_url"),
        expires_at=int(params.get("expires_at", book.clock() + A_DAY)),
        payment_intent=None,
        payment_status="unpaid",
        status="open",
    )
    session["url"] = f"{base}/pay/{session['id']}"
    return session


def expire_session(book: Book, id: str) -> Thing:
    session = thing(book, id, "checkout.session")
    if session["status"] != "open":
        raise RefusedError("Only open sessions can be expired.", "session_not_open")
    session["status"] = "expired"
    book.tell("checkout.session.expired", session)
    return session


def lapse(book: Book, seen: Thing) -> None:
    """A page that nobody paid on in time is over as soon as anybody looks."""
    is_open = seen["object"] == "checkout.session" and seen["status"] == "open"
    if is_open and seen["expires_at"] <= book.clock():
        expire_session(book, seen["id"])


def transfer(book: Book, params: Params) -> Thing:
    amount, currency = int(params["amount"]), params["currency"]
    account = thing(book, params["destination"], "account")
    if account["capabilities"].get("transfers") != "active":
        raise RefusedError("This account cannot take transfers.", "insufficient_capabilities")
    if amount <= 0:
        raise RefusedError("Invalid positive integer", "parameter_invalid_integer")
    if book.balance(currency) < amount:
        raise RefusedError("You have insufficient available funds.", "balance_insufficient")
    kept = ("metadata", "transfer_group", "source_transaction", "destination")
    given = {key: params.get(key) for key in kept}
    made = book.new("transfer", "tr", amount=amount, currency=currency, reversed=False, **given)
    book.book("transfer", -amount, made)
    book.tell("transfer.created", made)
    return made


def refund(book: Book, params: Params) -> Thing:
    intent = thing(book, params["payment_intent"], "payment_intent")
    charge = thing(book, intent["latest_charge"], "charge")
    amount = int(params.get("amount", charge["amount"] - charge["amount_refunded"]))
    if charge["disputed"]:
        raise RefusedError("This charge is disputed.", "charge_disputed")
    if not 0 < amount <= charge["amount"] - charge["amount_refunded"]:
        raise RefusedError("Refund is greater than what is left.", "charge_already_refunded")
    charge["amount_refunded"] += amount
    known = {"payment_intent": intent["id"], "charge": charge["id"]}
    made = book.new(
        "refund", "re", amount=amount, currency=intent["currency"], status="succeeded",
        metadata=params.get("metadata", {}), **known,
    )  # fmt: skip
    book.book("refund", -amount, made)
    book.tell("charge.refunded", charge)
    return made


def open_account(book: Book, params: Params) -> Thing:
    return book.new(
        "account", "acct", type=params.get("type", "express"), email=params.get("email"),
        metadata=params.get("metadata", {}), capabilities={"transfers": "inactive"},
        payouts_enabled=False, details_submitted=False,
    )  # fmt: skip


def link_account(book: Book, params: Params, base: str) -> Thing:
    account = thing(book, params["account"], "account")
    account["return_url"] = params["return_url"]
    url = f"{base}/onboard/{account['id']}"
    moments = {"created": book.clock(), "expires_at": book.clock() + LINK_LASTS}
    return {"object": "account_link", "url": url, **moments}
