"""Headers, nonce and hosts: what every answer carries, and which requests are heard."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_login import current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

csrf = CSRFProtect()
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
YEAR_OF_SECONDS = 31_536_000
View = TypeVar("View", bound=Callable[..., Any])


def nonce() -> str:
    """A fresh word for the scripts of this answer."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def harden(response: Response) -> Response:
    for header, value in HEADERS.items():
        response.headers.setdefault(header, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_OF_SECONDS}"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", _caching())
        response.vary.add("Cookie")
    return response


def _caching() -> str:
    return "no-store" if current_user.is_authenticated else "private, no-cache"


def from_here(view: View) -> View:
    """Marks a form without a token: only a page of ours may send it, as its browser tells."""

    @wraps(view)
    def heard(*args: Any, **kwargs: Any) -> Any:
        if current_app.config["WTF_CSRF_ENABLED"] and not _is_ours():
            raise CSRFError
        return view(*args, **kwargs)

    return heard  # type: ignore[return-value]


def _is_ours() -> bool:
    """Browsers say where a form was sent from; one that says nothing is not believed."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    return origin == request.host_url.rstrip("/")


def refuse_big_forms() -> None:
    """Werkzeug bounds the memory of a form in parts; one in a single piece is bounded here."""
    largest = request.max_form_memory_size
    plain = request.mimetype == "application/x-www-form-urlencoded"
    if plain and largest is not None and (request.content_length or 0) > largest:
        raise RequestEntityTooLarge


class Sessions(SecureCookieSessionInterface):
    """The signer of the cookie is made once, not for each request."""

    signer: Any = None

    def get_signing_serializer(self, app: Flask) -> Any:
        if self.signer is None:
            self.signer = super().get_signing_serializer(app)
        return self.signer


def init_app(app: Flask, proxies: int) -> None:
    app.session_interface = Sessions()
    app.before_request(refuse_big_forms)
    csrf.init_app(app)
    app.after_request(harden)
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
