"""Days and moments, typed in parts, in the order of the reader's language."""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import wtforms
from flask import current_app
from werkzeug.datastructures import MultiDict
from wtforms.utils import unset_value

from marketplace.core.texts import Text, say
from marketplace.web import widgets
from marketplace.web.questions import Question
from marketplace.web.texts import locale

LABELS = {"year": say("Year"), "month": say("Month"), "day": say("Day"), "time": say("Time")}
MISSING = {
    "year": say("Write the year too."),
    "month": say("Write the month too."),
    "day": say("Write the day too."),
    "time": say("Write the time too."),
}
NOT_A_DAY = say("This is not a real date.")
NOT_A_TIME = say("Write the time as hours and minutes, such as 17:00.")
FOUR_DIGITS = say("Write the year with four digits.")
Typed = dict[str, str]


def day_of(typed: Typed) -> date:
    """The day that was typed; ValueError carries the `Text` that says what is wrong."""
    if not all(re.fullmatch(r"\d{1,4}", typed[part]) for part in ("year", "month", "day")):
        raise ValueError(NOT_A_DAY)
    if len(typed["year"]) != 4:
        raise ValueError(FOUR_DIGITS)
    try:
        return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
    except ValueError as error:
        raise ValueError(NOT_A_DAY) from error


def time_of(text: str) -> time:
    """17:00, with either colon, or 1700."""
    found = re.fullmatch(r"(\d{1,2})[:\uff1a]?(\d{2})", text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(NOT_A_TIME)
    return time(int(found[1]), int(found[2]))


class PartedField(Question, wtforms.Field):
    """Several small inputs, `name-year` and so on; one whole ISO value in `name` is taken too."""

    widget = widgets.DateInput()
    parts: tuple[str, ...] = ("year", "month", "day")
    typed: Typed | None = None

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        self.typed = None if formdata is None else self._typed(formdata)
        if self.typed is not None:
            whole = "-".join(filter(None, self.typed.values()))
            formdata = MultiDict({self.name: whole})
        super().process(formdata, data, extra_filters)

    def _typed(self, formdata: Any) -> Typed:
        if self.name in formdata:
            found = re.split("[-T ]", formdata.getlist(self.name)[0], maxsplit=len(self.parts) - 1)
            return dict(zip(self.parts, [*found, "", "", "", ""], strict=False))
        names = {part: formdata.getlist(f"{self.name}-{part}") for part in self.parts}
        return {part: texts[0].strip() if texts else "" for part, texts in names.items()}

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data, typed = None, self.typed or {}
        if not any(typed.values()):
            return
        for part in self.parts:
            if not typed[part]:
                raise ValueError(MISSING[part])
        self.data = self.read(typed)

    def read(self, typed: Typed) -> Any:
        return day_of(typed)

    def shown(self) -> Typed:
        """What the inputs hold when nothing was typed yet."""
        day = self.data
        return {"year": f"{day.year}", "month": f"{day.month}", "day": f"{day.day}"} if day else {}

    def ordered(self) -> list[str]:
        """Year first in Chinese, day first in English; the time last in both."""
        if locale() == "zh":
            return list(self.parts)
        return ["day", "month", "year", *self.parts[3:]]

    @property
    def anchor(self) -> str:
        return f"{self.id}-{self.ordered()[0]}"

    def params(self) -> dict[str, Any]:
        values = self.shown() if self.typed is None else self.typed
        return {"items": [self._item(part, values.get(part, "")) for part in self.ordered()]}

    def _item(self, part: str, value: str) -> dict[str, str | Text]:
        width = "2" if part in ("month", "day") else "4"
        wrong = " govuk-input--error" if self.errors else ""
        return {
            "label": LABELS[part],
            "id": f"{self.id}-{part}",
            "name": f"{self.name}-{part}",
            "classes": f"govuk-input--width-{width}{wrong}",
            "inputmode": "text" if part == "time" else "numeric",
            "value": value,
        }


class DayField(PartedField):
    """A day of the calendar."""


class MomentField(PartedField):
    """What the clock on the wall of the hall says; kept as an aware moment in UTC."""

    parts = ("year", "month", "day", "time")

    def read(self, typed: Typed) -> datetime:
        wall = datetime.combine(day_of(typed), time_of(typed["time"]), tzinfo=_zone())
        try:
            return wall.astimezone(UTC)
        except OverflowError as error:
            raise ValueError(NOT_A_DAY) from error

    def shown(self) -> Typed:
        if not self.data:
            return {}
        wall = self.data.astimezone(_zone())
        day = {"year": f"{wall.year}", "month": f"{wall.month}", "day": f"{wall.day}"}
        return day | {"time": f"{wall:%H:%M}"}


def _zone() -> ZoneInfo:
    return ZoneInfo(current_app.config["HALL_ZONE"])
