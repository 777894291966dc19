"""The hall's orders as calls of Stripe's SDK, and how to find what a broken call has made."""

from collections.abc import Callable
from typing import Any

from marketplace.payments.backend.port import Reply
from marketplace.payments.backend.stripe_words import money
from marketplace.payments.states import Order

Body = dict[str, Any]
DONE, COMING = "succeeded", "pending"


def checkout(v1: Any, body: Body, options: Body) -> Reply:
    """A page to pay on. The money goes to the platform's balance: no destination is named."""
    price = {
        "currency": body["currency"].lower(),
        "unit_amount": body["amount"],
        "product_data": {"name": body["title"]},
    }
    made = v1.checkout.sessions.create(
        {
            "mode": "payment",
            "payment_method_types": body["methods"],
            "line_items": [{"quantity": 1, "price_data": price}],
            "client_reference_id": body["reference"],
            "metadata": {"effect": body["effect"]},
            "payment_intent_data": {
                "transfer_group": body["group"],
                "metadata": {"payment": body["reference"]},
            },
            "payment_method_options": {"wechat_pay": {"client": "web"}}
            if "wechat_pay" in body["methods"]
            else {},
            "success_url": body["back"],
            "cancel_url": body["back"],
            "expires_at": body["expires_at"],
        },
        options,
    )
    return Reply(made.id, made.url, money(made.amount_total, made.currency), livemode=made.livemode)


def expire(v1: Any, body: Body, options: Body) -> Reply:
    made = v1.checkout.sessions.expire(body["session"], {}, options)
    return Reply(made.id, livemode=made.livemode)


def transfer(v1: Any, body: Body, options: Body) -> Reply:
    """From the platform's balance to the firm's connected account."""
    asked = {
        "amount": body["amount"],
        "currency": body["currency"].lower(),
        "destination": body["to"],
        "transfer_group": body["group"],
        "metadata": {"effect": body["effect"]},
    }
    return _transfer(v1.transfers.create(asked, options))


def refund(v1: Any, body: Body, options: Body) -> Reply:
    asked = {
        "payment_intent": body["intent"],
        "amount": body["amount"],
        "metadata": {"effect": body["effect"]},
    }
    return _refund(v1.refunds.create(asked, options))


def account(v1: Any, body: Body, options: Body) -> Reply:
    asked = {
        "type": "express",
        "email": body["email"],
        "capabilities": {"transfers": {"requested": True}},
        "metadata": {"effect": body["effect"]},
    }
    return Reply(v1.accounts.create(asked, options).id)


def link(v1: Any, body: Body, options: Body) -> Reply:
    asked = {
        "account": body["account"],
        "type": "account_onboarding",
        "refresh_url": body["back"],
        "return_url": body["back"],
    }
    return Reply(body["account"], v1.account_links.create(asked, options).url)


def find_transfer(v1: Any, body: Body) -> Reply | None:
    listed = v1.transfers.list({"transfer_group": body["group"], "limit": 100})
    return _first(listed, body["effect"], _transfer)


def find_refund(v1: Any, body: Body) -> Reply | None:
    listed = v1.refunds.list({"payment_intent": body["intent"], "limit": 100})
    return _first(listed, body["effect"], _refund)


def _first(listed: Any, effect: str, read: Callable[[Any], Reply]) -> Reply | None:
    """The one that bears the mark of our effect; several attempts of one effect bear the same."""
    marked = (
        one for one in listed.auto_paging_iter() if one.metadata.to_dict().get("effect") == effect
    )
    return next((read(one) for one in marked), None)


def _transfer(made: Any) -> Reply:
    amount = money(made.amount, made.currency)
    return Reply(made.id, "", amount, made.destination, made.livemode, not made.reversed)


def _refund(made: Any) -> Reply:
    """Some refunds are under way for days; none is done before the service says so."""
    if made.status not in {DONE, COMING}:
        return Reply(made.id, to=made.payment_intent, is_done=False)
    amount = money(made.amount, made.currency)
    return Reply(made.id, "", amount, made.payment_intent)


Send = Callable[[Any, Body, Body], Reply]
SENDERS: dict[Order, Send] = {
    Order.CHECKOUT: checkout,
    Order.EXPIRE: expire,
    Order.TRANSFER: transfer,
    Order.REFUND: refund,
    Order.ACCOUNT: account,
    Order.LINK: link,
}
# What moves no money is simply ordered again.
FINDERS: dict[Order, Callable[[Any, Body], Reply | None]] = {
    Order.TRANSFER: find_transfer,
    Order.REFUND: find_refund,
}
