"""The peer's answers to the platform: one question, one answer, and the same for the same key."""

import json
import re
from typing import Any

from marketplace.fake_stripe import orders
from marketplace.fake_stripe.book import Answer, Book, Thing
from marketplace.fake_stripe.errors import BrokenOffError, RefusedError, missing

LISTS = {
    "transfers": ("transfer", "transfer_group"),
    "refunds": ("refund", "payment_intent"),
    "balance_transactions": ("balance_transaction", "type"),
    "checkout/sessions": ("checkout.session", "payment_intent"),
    "events": ("event", "type"),
}
ORDER = re.compile(r"/v1/checkout/sessions/(\w+)/expire")
ONE = re.compile(r"/v1/[\w/]+/(\w+_\w+)")
MOST = 100
OUR_FAULT = {"error": {"type": "api_error", "message": "Something went wrong on our side."}}


def answer(
    book: Book, asked: tuple[str, str], params: dict[str, Any], key: str = "", base: str = ""
) -> tuple[int, Thing]:
    """`asked` is method and path. BrokenOffError when the connection is to break."""
    with book.lock:
        if asked[0] == "GET":
            return _read(book, asked[1], params)
        return _once(book, asked[1], params, key, base)


def _once(book: Book, path: str, params: dict[str, Any], key: str, base: str) -> tuple[int, Thing]:
    question = json.dumps([path, params], sort_keys=True)
    if key in book.answers:
        return _again(book.answers[key], question)
    trouble = book.trouble.pop(0) if book.trouble else ""
    if trouble == "lost before":
        raise BrokenOffError
    status, body = _do(book, path, params, base) if trouble != "500 before" else (500, OUR_FAULT)
    if trouble == "500 after":
        status, body = 500, OUR_FAULT
    if key:
        book.answers[key] = Answer(question, status, json.loads(json.dumps(body)))
    book.keep()
    if trouble == "lost after":
        raise BrokenOffError
    return status, body


def _again(kept: Answer, question: str) -> tuple[int, Thing]:
    if kept.question != question:
        text = "Keys for idempotent requests can only be used with the same parameters."
        return 400, RefusedError(text, kind="idempotency_error").body
    return kept.status, kept.body


def _do(book: Book, path: str, params: dict[str, Any], base: str) -> tuple[int, Thing]:
    try:
        return 200, dict(_order(book, path, params, base))
    except RefusedError as refusal:
        return refusal.status, refusal.body
    except (KeyError, IndexError, TypeError, ValueError) as fault:
        return 400, RefusedError(f"Missing or wrong parameter: {fault}").body


def _order(book: Book, path: str, params: dict[str, Any], base: str) -> Thing:
    if over := ORDER.fullmatch(path):
        return orders.expire_session(book, over[1])
    if path == "/v1/checkout/sessions":
        return orders.open_session(book, params, base)
    if path == "/v1/account_links":
        return orders.link_account(book, params, base)
    known = {
        "/v1/transfers": orders.transfer,
        "/v1/refunds": orders.refund,
        "/v1/accounts": orders.open_account,
    }
    if path not in known:
        raise missing(path)
    return known[path](book, params)


def _read(book: Book, path: str, params: dict[str, Any]) -> tuple[int, Thing]:
    name = path.removeprefix("/v1/")
    if name == "balance":
        return 200, _balance(book)
    if name in LISTS:
        return 200, _listed(book, path, *LISTS[name], params)
    one = ONE.fullmatch(path)
    if one is None or one[1] not in book.things:
        refusal = missing(path)
        return refusal.status, refusal.body
    orders.lapse(book, book.things[one[1]])
    found = json.loads(json.dumps(book.things[one[1]]))
    for wanted in params.get("expand", ()):
        _expand(book, found, wanted.split("."))
    return 200, found


def _expand(book: Book, thing: Thing, names: list[str]) -> None:
    value = thing.get(names[0])
    if isinstance(value, str) and value in book.things:
        value = thing[names[0]] = json.loads(json.dumps(book.things[value]))
    if isinstance(value, dict) and names[1:]:
        _expand(book, value, names[1:])


def _listed(book: Book, path: str, kind: str, key: str, params: dict[str, Any]) -> Thing:
    like = {key: params[key]} if key in params else {}
    found = book.of_kind(kind, **like)
    since = int(params.get("created", {}).get("gte", 0))
    found = [one for one in found if one["created"] >= since]
    ids = [one["id"] for one in found]
    start = ids.index(params["starting_after"]) + 1 if "starting_after" in params else 0
    limit = min(int(params.get("limit", 10)), MOST)
    page = found[start : start + limit]
    return {"object": "list", "url": path, "has_more": start + limit < len(found), "data": page}


def _balance(book: Book) -> Thing:
    currencies = {one["currency"] for one in book.of_kind("balance_transaction")}
    held = [{"amount": book.balance(one), "currency": one} for one in sorted(currencies)]
    return {"object": "balance", "available": held, "pending": [], "livemode": False}
