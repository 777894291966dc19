"""How the hall reaches the payment service: address, key, secrets of its webhooks, methods."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

METHODS = ("card", "alipay", "wechat_pay")
LIVE = ("sk_live_", "rk_live_")


class PayingConfigError(ValueError):
    """The text says which variable and why."""


@dataclass(frozen=True)
class PaymentService:
    """`secrets`: two are valid while they are changed. `address` "" is the service's own."""

    key: str
    secrets: tuple[str, ...]
    methods: tuple[str, ...] = METHODS
    address: str = ""

    @property
    def is_live(self) -> bool:
        return self.key.startswith(LIVE)

    @property
    def port(self) -> int:
        """Of the demo's own peer."""
        return int(self.address.rpartition(":")[2])


def from_environment(environ: Mapping[str, str]) -> PaymentService | None:
    """None when no key is given: then only bank transfer is on offer."""
    key = environ.get("HALL_STRIPE_KEY", "")
    if not key:
        return None
    secrets = _listed(environ, "HALL_STRIPE_WEBHOOK_SECRETS")
    if not 1 <= len(secrets) <= 2:
        raise PayingConfigError("HALL_STRIPE_WEBHOOK_SECRETS: name one secret, or two by a comma.")
    methods = _listed(environ, "HALL_STRIPE_METHODS") or METHODS
    if not set(methods) <= set(METHODS):
        raise PayingConfigError(f"HALL_STRIPE_METHODS: choose of {', '.join(METHODS)}.")
    return PaymentService(key, secrets, methods, environ.get("HALL_STRIPE_URL", ""))


def of_the_demo(secret: str, port: int) -> PaymentService:
    """The peer that the demo starts beside itself; key and secret follow from the hall's own."""

    def word(use: str) -> str:
        return hmac.new(secret.encode(), use.encode(), sha256).hexdigest()[:40]

    address = f"http://127.0.0.1:{port}"
    return PaymentService(f"sk_demo_{word('key')}", (f"whsec_{word('webhook')}",), METHODS, address)


def _listed(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environ.get(name, "").split(",") if part.strip())
