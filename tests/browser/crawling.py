"""Walks the hall by its links, as far as one account gets, without a browser."""

from collections import Counter, deque
from hashlib import sha256
from html.parser import HTMLParser
from itertools import cycle
from urllib.parse import urljoin, urlsplit

from sqlalchemy import text
from werkzeug.exceptions import HTTPException

from marketplace.accounts.rules.names import DEMO_PASSWORD
from marketplace.core.database import db

HERE = "http://localhost"
ON_A_PAGE, IN_ALL = 2, 2  # links that are followed to each view
STARTS = ("/", "/requests?state=awarded", "/requests?state=failed")


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
    """`seen` is the first address of each view; `broken` what did not answer as it should.

    A page is read in one language, the next in the other: where links lead is the same in both.
    """

    def __init__(self, app, email):
        self.app, self.client = app, app.test_client()
        self.adapter = app.url_map.bind("localhost")
        self.locales = cycle(("zh", "en"))
        self.seen, self.broken = {}, []
        if email:
            words = {"email": email, "password": DEMO_PASSWORD}
            assert self.client.post("/accounts/sign_in", data=words).status_code == 303

    def go(self):
        """Some of each kind of page; nothing a link leads to may be missing or forbidden."""
        waiting, kinds = deque(STARTS), Counter()
        known = set(STARTS)
        while waiting:
            path = waiting.popleft()
            view = self.view_of(path)
            kinds[view] += 1
            if kinds[view] <= IN_ALL:
                fresh = set(self.look(path, view)) - known
                known |= fresh
                waiting.extend(self.some(sorted(fresh)))
        return self

    def view_of(self, path):
        """The name of the view; an address that has none stands for itself, and is asked for."""
        try:
            return self.adapter.match(urlsplit(path).path, method="GET")[0]
        except HTTPException:
            return path

    def some(self, links):
        """The first links of a page to each view."""
        kinds = Counter()
        for link in links:
            kinds[self.view_of(link)] += 1
            if kinds[self.view_of(link)] <= ON_A_PAGE:
                yield link

    def look(self, path, view):
        self.client.set_cookie("locale", next(self.locales))
        with self.client.get(path) as answer:
            self.seen.setdefault(view, path)
            if answer.status_code not in (200, 303):
                self.broken.append(f"{answer.status_code} {path}")
            return self.inside(path, answer.text) if answer.mimetype == "text/html" else []

    def inside(self, path, page):
        """What the page leads to in the hall, without the place on the page."""
        whole = [urljoin(f"{HERE}{path}", link) for link in Links(page).found]
        parts = [urlsplit(link) for link in whole if link.startswith(f"{HERE}/")]
        return [f"{part.path}?{part.query}" if part.query else part.path for part in parts]


def digest(app):
    """Changes with any row of any table."""
    kept = sha256()
    with app.app_context(), db.engine.connect() as connection:
        for table in sorted(db.metadata.tables):
            rows = connection.execute(text(f'SELECT * FROM "{table}" ORDER BY id'))  # noqa: S608
            kept.update(repr((table, rows.all())).encode())
    return kept.hexdigest()
