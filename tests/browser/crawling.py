"""Walks the hall by its links, as far as one account gets, without a browser."""

from collections import Counter, deque
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from sqlalchemy import text

from marketplace.accounts.rules.names import DEMO_PASSWORD
from marketplace.core.database import db

OF_A_KIND = 2  # pages that one view shows to one account


class Links(HTMLParser):
    """The addresses a page leads to."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


class Walk:
    """`seen` is the first address of each view; `broken` what did not answer as it should."""

    def __init__(self, app, email, locale):
        self.app, self.client = app, app.test_client()
        self.client.set_cookie("locale", locale)
        self.adapter = app.url_map.bind("localhost")
        self.seen, self.broken = {}, []
        if email:
            words = {"email": email, "password": DEMO_PASSWORD}
            assert self.client.post("/accounts/sign_in", data=words).status_code == 303

    def go(self, of_a_kind=OF_A_KIND):
        """Each kind of page a few times; nothing a link leads to may be missing or forbidden."""
        waiting, kinds, known = deque(["/"]), Counter(), {"/"}
        while waiting:
            path = waiting.popleft()
            view = self.adapter.match(urlsplit(path).path, method="GET")[0]
            kinds[view] += 1
            if kinds[view] <= of_a_kind:
                fresh = [link for link in self.look(path, view) if link not in known]
                known.update(fresh)
                waiting.extend(fresh)
        return self

    def look(self, path, view):
        answer = self.client.get(path)
        self.seen.setdefault(view, path)
        if answer.status_code not in (200, 303):
            self.broken.append(f"{answer.status_code} {path}")
        if answer.mimetype != "text/html":
            return []
        return self.inside(path, Links(answer.text).found)

    def inside(self, path, links):
        """What of the links stays in the hall, without the place on the page."""
        whole = [urljoin(f"http://localhost{path}", link) for link in links]
        parts = [urlsplit(link) for link in whole if link.startswith("http://localhost/")]
        return [f"{part.path}?{part.query}" if part.query else part.path for part in parts]


def digest(app):
    """Changes with any row of any table."""
    kept = sha256()
    with app.app_context(), db.engine.connect() as connection:
        for table in sorted(db.metadata.tables):
            rows = connection.execute(text(f'SELECT * FROM "{table}" ORDER BY id'))  # noqa: S608
            kept.update(repr((table, rows.all())).encode())
    return kept.hexdigest()
