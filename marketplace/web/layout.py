"""What stands around every page: the hall's name, the menu, the footer, the style and script."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from marketplace.core import clock, places
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import Text
from marketplace.web import security, texts

bp = Blueprint("web", __name__)
DOORS = {
    "sign_in": "accounts.sign_in",
    "sign_out": "accounts.sign_out",
    "desk": "desk.mine",
    "notices": "notices.index",
    "account": "accounts.account",
    "language": "web.language",
}
YEAR_OF_SECONDS = 31_536_000


@dataclass(frozen=True)
class Link:
    """An entry of the menu or the footer; `roles` None means for everybody.

    `also` names pages that belong to the entry, though their address does not lie below its own.
    """

    order: int
    text: Text
    endpoint: str
    roles: frozenset[Role] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hall:
    name_zh: str
    name_en: str
    demo: bool


_MENU: dict[str, Link] = {}
_FOOTER: dict[str, Link] = {}


def menu(
    order: int,
    text: Text,
    endpoint: str,
    roles: set[Role] | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """Put a page into the menu; called by a room's views as they are imported."""
    _MENU[endpoint] = Link(order, text, endpoint, frozenset(roles) if roles else None, also)


def footer(order: int, text: Text, endpoint: str) -> None:
    _FOOTER[endpoint] = Link(order, text, endpoint)


@dataclass(frozen=True)
class Shown:
    """A link in one language."""

    text: str
    url: str
    pages: tuple[str, ...]
    roles: frozenset[Role] | None


def _shown(links: dict[str, Link]) -> list[Shown]:
    """The links in the reader's language; they never change, so they are put together once."""
    kept = current_app.extensions.setdefault("links", {})
    key = (id(links), texts.locale())
    if key not in kept:
        ordered = sorted(links.values(), key=lambda link: link.order)
        kept[key] = [_show(link) for link in ordered]
    found: list[Shown] = kept[key]
    return found


def _show(link: Link) -> Shown:
    pages = (link.endpoint, *link.also)
    return Shown(texts.translate(link.text), url_for(link.endpoint), pages, link.roles)


def navigation(role: Role) -> list[tuple[str, str, bool]]:
    """Text, address and "are we in it" of each entry such a visitor sees."""
    seen = [link for link in _shown(_MENU) if link.roles is None or role in link.roles]
    here = _nearest(seen)
    return [(link.text, link.url, link is here) for link in seen]


def _nearest(links: list[Shown]) -> Shown | None:
    """The entry whose page this is, else the one this page lies below."""
    here, path = request.endpoint, request.path + "/"
    exact = [link for link in links if here in link.pages]
    above = [link for link in links if path.startswith(link.url.rstrip("/") + "/")]
    return next(iter(exact), max(above, key=lambda link: len(link.url), default=None))


def footer_links() -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in _shown(_FOOTER)]


def own_links() -> dict[str, str]:
    """The addresses of the account menu, those that exist."""
    kept: dict[str, str] = current_app.extensions.setdefault("own_links", {})
    if not kept:
        known = current_app.view_functions
        kept |= {name: url_for(view) for name, view in DOORS.items() if view in known}
    return kept


def hall() -> Hall:
    """The hall's name is on every page and hardly ever changes."""
    return Hall(*places.names(db.session()), current_app.config["HALL_DEMO"])


NUMBER = "7070707"  # stands for any number in an address that is made once


def address(endpoint: str, **values: Any) -> str:
    """`url_for` of the templates: a list asks for the same address with other numbers."""
    if len(values) > 1 or any(type(value) is not int for value in values.values()):
        return url_for(endpoint, **values)
    kept: dict[tuple[object, ...], str] = current_app.extensions.setdefault("addresses", {})
    asked = request._get_current_object()  # type: ignore[attr-defined]  # one look behind the proxy
    key = (asked.environ.get("SCRIPT_NAME"), asked.blueprint, endpoint, *values)
    if key not in kept:
        sample: dict[str, Any] = dict.fromkeys(values, NUMBER)
        kept[key] = url_for(endpoint, **sample)
    found = kept[key]
    for value in values.values():
        found = found.replace(NUMBER, str(value))
    return found


def asset(path: str) -> str:
    """The address of a built file; it changes with its content, so it may be kept for ever."""
    kept: dict[str, str] = current_app.extensions.setdefault("assets", {})
    if path not in kept:
        file = Path(str(current_app.static_folder)) / "dist" / path
        stamp = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.exists() else "0"
        kept[path] = url_for("static", filename=f"dist/{path}", v=stamp)
    return kept[path]


def around() -> dict[str, Any]:
    visitor = current_user._get_current_object()  # one look behind the proxy, for all who ask
    return {
        "visitor": visitor,
        "locale": texts.locale(),
        "hall": hall(),
        "navigation": navigation(visitor.role),
        "footer_links": footer_links(),
        "own_links": own_links(),
        "now": clock.now(),
    }


@bp.post("/language")
@security.csrf.exempt
@security.from_here
def language() -> Response:
    """Remember the language in a cookie; a signed-in person's choice is kept by accounts.

    Its form stands on every page. Without a token in it a reader needs no session.
    """
    target = own_path(request.form.get("next", "/"))
    answer = redirect(target, 303)
    wanted = request.form.get("locale", "")
    if wanted in texts.LOCALES:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        answer.set_cookie(
            "locale", wanted, max_age=YEAR_OF_SECONDS, samesite="Lax", secure=secure, httponly=True
        )
        for keep in _KEEPERS:
            keep(wanted)
    return answer


_KEEPERS: list[Callable[[str], None]] = []


def on_language(keep: Callable[[str], None]) -> None:
    _KEEPERS.append(keep)


def own_path(path: str) -> str:
    """A path of this site, whatever was asked: never another host."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if plain and path.isprintable() else "/"


def init_app(app: Flask) -> None:
    language.is_public = True
    app.register_blueprint(bp)
    app.context_processor(around)
    app.jinja_env.globals |= {"asset": asset, "nonce": security.nonce, "url_for": address}
