"""The public way and the sign-in with nothing but a keyboard."""

import pytest

from tests.browser.story.people import ITEM, MATTER

MOST_TABS = 80
LOOK = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const seen = () => [style.outline, style.boxShadow, style.backgroundColor, style.color].join();
    const focused = seen(), box = one.getBoundingClientRect();
    one.blur();
    const plain = seen();
    one.focus();
    return {changes: focused !== plain, inside: box.bottom > 0 && box.top < innerHeight};
}"""


class Keys:
    """Hands that hold no mouse."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page

    def reach(self, target):
        """Tab until it has the focus; wherever the focus is, it can be seen."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            seen = self.page.evaluate(LOOK)
            assert seen == {"changes": True, "inside": True}, self.page.content()[:200]
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{target} is not reached")

    def enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.visitor.look()

    def follow(self, target):
        self.reach(target)
        self.enter()


@pytest.fixture
def keys(visit):
    visitor = visit("en")
    visitor.opens("/")
    return Keys(visitor)


def test_the_first_key_skips_to_what_matters(keys):
    skip = keys.visitor.link("Skip to main content")
    keys.reach(skip)
    keys.page.keyboard.press("Enter")
    assert keys.page.evaluate("document.activeElement.id") == "main"


def test_what_an_approval_needs_is_found(keys):
    visitor = keys.visitor
    keys.follow(visitor.link("Which report does my approval need?"))
    keys.reach(visitor.field("Name or words"))
    keys.page.keyboard.type(MATTER[1])
    keys.enter()
    keys.follow(keys.page.get_by_role("link", name=MATTER[1]).first)
    keys.follow(keys.page.get_by_role("link", name=ITEM[1]).first)
    visitor.sees("Who may do it, and what comes out")
    assert visitor.hall.faults == []


def test_one_signs_in(keys):
    visitor = keys.visitor
    keys.follow(visitor.link("Sign in"))
    keys.reach(visitor.field("E-mail address"))
    keys.page.keyboard.type("operator@example.org")
    keys.reach(visitor.field("Password"))
    keys.page.keyboard.type("a-long-word-for-the-tests")
    keys.enter()
    visitor.sees("Sign out")
