"""The pages that are measured, and the visitors who ask for them."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from html import unescape

from flask import Flask, g, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import Engine, event

from marketplace.accounts.models import Membership, SignIn
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import db
from tests.bench.load import Ask
from tests.bench.rows import RARE_EN, RARE_ZH

NEXT = re.compile(r'<a[^>]*href="([^"]+)"[^>]*rel="next"')
WORDS = {
    "search, common, zh": "有限公司",
    "search, rare, zh": RARE_ZH,
    "search, common, en": "firm",
    "search, rare, en": RARE_EN,
}
OWN = {"notices"}  # pages for nobody who is not signed in
PAGES_ON = 19  # from the first to the twentieth


@dataclass(frozen=True)
class Visitor:
    """Headers of somebody signed in, with the form token that goes with them."""

    headers: dict[str, str]
    token: str


def pages(walk: Callable[[str, int], str]) -> dict[str, str]:
    """Name and path of each measured page; `walk` follows "next" so many times."""
    return {
        "home": "/",
        "directory, page 1": "/directory",
        "directory, area and sort, page 20": walk("/directory?area=1&sort=contracts", PAGES_ON),
        "directory, nothing found": "/directory?item=1&area=99",
        **{name: f"/directory?q={text}" for name, text in WORDS.items()},
        "profile": "/directory/7",
        "requests, page 1": "/requests",
        "notices": "/notices",
    }


def walk(client: FlaskClient, path: str, times: int) -> str:
    """The address after following "next" so many times, or the last there is."""
    for _ in range(times):
        found = NEXT.search(client.get(path).text)
        if not found:
            break
        path = unescape(found[1])
    return path


def sign_in(app: Flask, members: list[Membership]) -> list[Visitor]:
    """Sessions of these members, as the sign-in page would have begun them."""
    now, tokens = clock.now(), [secrets.token_hex(8) for _ in members]
    with writing(db.session(), CLOCKWORK) as act:
        for member, token in zip(members, tokens, strict=True):
            row = SignIn(
                token_hash=sha256(token.encode()).hexdigest(),
                person_id=member.person_id,
                membership_id=member.id,
                began_at=now,
                seen_at=now,
                second_factor_at=now,
            )
            act.session.add(row)
    return [_visitor(app, token) for token in tokens]


def _visitor(app: Flask, token: str) -> Visitor:
    with app.test_request_context():
        g.pop("csrf_token", None)  # of the visitor before: the context around this one shares g
        session.update({"_user_id": token, "_fresh": True})
        form_token = generate_csrf()
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}; locale=zh"
    return Visitor({"Cookie": cookie}, form_token)


def get(path: str, visitor: Visitor | None = None) -> Ask:
    headers = {"Accept-Language": "zh"} | (visitor.headers if visitor else {})
    return "GET", path, headers, None


def count_queries(
    engine: Engine, client: FlaskClient, path: str, visitor: Visitor | None = None
) -> int:
    """Statements one warm request sends to the database, transaction control left out."""
    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            seen.append(statement)

    headers = visitor.headers if visitor else {}
    client.get(path, headers=headers)
    event.listen(engine, "before_cursor_execute", note)
    client.get(path, headers=headers)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
