"""Small checks of values out of a file. Each yields the path below the value, and the fault.

A field that nobody asked for is passed over: a newer file may say more. All that are asked for
must be there, so a misspelt name shows as a missing one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from marketplace.core.texts import Text, say

Check = Callable[[object], Iterator[tuple[str, Text]]]


def words(longest: int, *, empty: bool = False) -> Check:
    """A text of at most so many characters."""

    def check(value: object) -> Iterator[tuple[str, Text]]:
        if not isinstance(value, str):
            yield "", say("A text is wanted here.")
        elif not empty and not value.strip():
            yield "", say("This must not be empty.")
        elif len(value) > longest:
            yield "", say("Longer than %(longest)s characters.", longest=longest)

    return check


def days(value: object) -> Iterator[tuple[str, Text]]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield "", say("A whole number of days is wanted here.")
    elif value < 0:
        yield "", say("A number of days cannot be negative (%(days)s).", days=value)


def amount(value: object) -> Iterator[tuple[str, Text]]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield "", say("A number is wanted here.")
    elif value < 0:
        yield "", say("An amount cannot be negative.")


def number(value: object) -> Iterator[tuple[str, Text]]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield "", say("A whole number is wanted here.")


def flag(value: object) -> Iterator[tuple[str, Text]]:
    if not isinstance(value, bool):
        yield "", say("Only true or false is allowed here.")


def calendar_day(value: object) -> Iterator[tuple[str, Text]]:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        yield "", say("A date such as 2026-03-05 is wanted here.")


def one_of(*allowed: str) -> Check:
    def check(value: object) -> Iterator[tuple[str, Text]]:
        if value not in allowed:
            listed = ", ".join(allowed)
            yield "", say("“%(value)s” is none of: %(allowed)s.", value=value, allowed=listed)

    return check


def member(enum: type[StrEnum]) -> Check:
    return one_of(*(member.value for member in enum))


def optional(check: Check) -> Check:
    def checked(value: object) -> Iterator[tuple[str, Text]]:
        if value is not None:
            yield from check(value)

    return checked


def each(check: Check) -> Check:
    """A list whose every entry passes."""

    def checked(value: object) -> Iterator[tuple[str, Text]]:
        if not isinstance(value, list):
            yield "", say("A list is wanted here.")
            return
        for position, entry in enumerate(value):
            for path, text in check(entry):
                yield f"[{position}]{_below(path)}", text

    return checked


def part(**fields: Check) -> Check:
    """An object that has all of these fields."""

    def checked(value: object) -> Iterator[tuple[str, Text]]:
        if not isinstance(value, dict):
            yield "", say("An object with fields is wanted here.")
            return
        for name, check in fields.items():
            if name not in value:
                yield name, say("This field is missing.")
                continue
            for path, text in check(value[name]):
                yield f"{name}{_below(path)}", text

    return checked


def _below(path: str) -> str:
    return path if not path or path.startswith("[") else f".{path}"
