"""Somebody at a browser: reads one language, and uses only what can be seen on the page."""

import re
from urllib.parse import urljoin
from zlib import crc32

from marketplace.core.texts import in_language, say
from tests.browser.hall import PASSWORD
from tests.browser.looking import SIZES, faults_at, resize


class Visitor:
    """Each new page is looked at once for each story: what is wrong with it fails the story."""

    def __init__(self, page, hall, locale, axe):
        self.page, self.hall, self.locale = page, hall, locale
        self.axe, self.said = axe, []
        page.on("console", self.hear)
        page.on("pageerror", self.stumble)

    def leaves(self):
        """The page as it was before anybody came: nobody is signed in, nobody listens.

        It stays in the hall, where no script runs: from elsewhere Chromium would come anew.
        """
        self.page.goto(urljoin(self.hall.address, "/robots.txt"))
        self.page.remove_listener("console", self.hear)
        self.page.remove_listener("pageerror", self.stumble)
        self.page.context.clear_cookies()
        return self.page

    def hear(self, message):
        """Errors of scripts, reports of the content policy; not that a page refuses something."""
        refused = "responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not (refused and _is_page(message)):
            self.said.append(message.text)

    def stumble(self, error):
        """An error that no script caught."""
        self.said.append(str(error))

    def word(self, text, **values):
        """What the page says in this visitor's language."""
        return in_language(say(text, **values), self.locale)

    def part(self, text, **values):
        """The longest part of what the page says around values that the story writes as "|"."""
        return max(self.word(text, **values).split("|"), key=len)

    def own(self, zh, en):
        """The name of a record, as this visitor reads it."""
        return zh if self.locale == "zh" else en

    def opens(self, path="/"):
        self.page.goto(urljoin(self.hall.address, path))
        self.look()

    def fetches(self, path):
        """The text of a file, which he gets as himself."""
        return self.page.request.get(urljoin(self.hall.address, path)).text()

    def link(self, text, **values):
        return self.page.get_by_role("link", name=starting(self.word(text, **values))).first

    def button(self, text, **values):
        return self.page.get_by_role("button", name=starting(self.word(text, **values))).first

    def follows(self, text, **values):
        self.goes(self.link(text, **values))

    def follows_name(self, name):
        """A link that bears the name of a record."""
        self.goes(self.page.get_by_role("link", name=name).first)

    def presses(self, text, **values):
        self.goes(self.button(text, **values))

    def goes(self, target):
        with self.page.expect_navigation():
            target.click()
        self.look()

    def field(self, label, within=None):
        name = self.word(label)
        asked = {name, self.word("%(label)s (optional)", label=name)}
        exact = re.compile("|".join(rf"^\s*{re.escape(one)}\s*$" for one in asked))
        return (within or self.page).get_by_label(exact)

    def fills(self, label, value):
        self.field(label).fill(value)

    def ticks(self, label):
        self.field(label).check()

    def selects(self, label, option):
        self.field(label).select_option(label=self.word(option))

    def marks(self, legend, option):
        """One of the choices under a legend."""
        group = self.page.get_by_role("group", name=self.word(legend))
        group.get_by_label(starting(self.word(option))).check()

    def dates(self, legend, year, month, day):
        group = self.page.get_by_role("group", name=self.word(legend))
        for part, value in {"Year": year, "Month": month, "Day": day}.items():
            self.field(part, group).fill(str(value))

    def attaches(self, label, name, body):
        file = {"name": name, "mimeType": "application/pdf", "buffer": body}
        self.field(label).set_input_files(file)

    def sees(self, *texts, **values):
        for text in texts:
            self.page.get_by_text(self.word(text, **values)).first.wait_for()

    def text(self):
        """All that stands on the page."""
        return self.page.locator("body").inner_text()

    def does_not_see(self, *texts):
        shown = self.text()
        assert not [text for text in texts if text in shown]

    def signs_in(self, email, password=PASSWORD):
        """Asks for his desk, which asks who he is unless he is signed in."""
        self.opens("/desk")
        if self.hall.endpoint(self.page.url) == "accounts.sign_in":
            self.fills("E-mail address", email)
            self.fills("Password", password)
            self.presses("Sign in")
        return self

    def at_desk(self, email, wait):
        """Signed in, he opens what waits for him."""
        self.signs_in(email)
        self.follows(wait)
        return self

    def signs_out(self):
        self.presses("Sign out")

    def look(self):
        """Once for each kind of page and what stands on it; the story ends by asking for faults."""
        self.hall.faults += [f"{self.page.url}: {text}" for text in self.said]
        self.said.clear()
        headings = self.page.locator("h1, h2").all_text_contents()
        key = (self.locale, self.hall.endpoint(self.page.url), *headings)
        if key not in self.hall.looked_at:
            self.hall.looked_at.add(key)
            self.hall.faults += [f"{self.page.url}: {fault}" for fault in self.faults()]

    def faults(self):
        """At both widths; axe, which is a script itself, at the last: a desk or a phone."""
        before = self.page.viewport_size["width"]
        on_a_phone = crc32(self.hall.endpoint(self.page.url).encode()) % 2 == 0
        found = faults_at(self.page, sorted(SIZES, reverse=on_a_phone))
        if self.axe:
            found += self.axe.faults_of(self.page)
        resize(self.page, before)
        return found


def _is_page(message):
    return "/static/" not in message.location["url"]


def starting(text):
    """A name that begins with this text: hidden words for those who listen may follow."""
    return re.compile(rf"^\s*{re.escape(text)}")
