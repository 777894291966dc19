"""The payment service behind a port: who is connected answers; nobody, and only banks are left."""

from marketplace.core.paying import PaymentService
from marketplace.payments.backend.port import Gateway

_CONNECTED: list[Gateway | None] = [None]


def connect(gateway: Gateway | None) -> None:
    """Tell who answers for the payment service; None when nobody does."""
    _CONNECTED[:] = [gateway]


def connect_service(service: PaymentService | None) -> None:
    """As the configuration says; the service's own client is loaded at its first use."""
    from marketplace.payments.backend.stripe_gateway import StripeGateway  # noqa: PLC0415  (lazy)

    connect(StripeGateway(service) if service else None)


def gateway() -> Gateway | None:
    return _CONNECTED[-1]
