"""Certificates: which number is the same, which day they cover, which grade is better."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from marketplace.core.texts import Text, say

# As the certificates say it, the best first.
GRADES: dict[str, Text] = {
    "综合甲级": say("Comprehensive, grade A"),
    "综合": say("Comprehensive"),
    "特级": say("Special grade"),
    "甲级": say("Grade A"),
    "一级": say("Grade 1"),
    "一类": say("Class 1"),
    "乙级": say("Grade B"),
    "二级": say("Grade 2"),
    "二类": say("Class 2"),
    "丙级": say("Grade C"),
    "三级": say("Grade 3"),
    "四级": say("Grade 4"),
    "五级": say("Grade 5"),
    "专项": say("Specialised"),
}
NONE_ASKED, LICENCE = "无", "营业执照"
NO_GRADE = say("No grade")
_RANK = {grade: rank for rank, grade in enumerate(GRADES)}


def certificate_key(number: str) -> str:
    """One spelling of a certificate's number: width, case, blanks and dashes do not count."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    return "".join(char for char in plain if char.isalnum())[:80]


def kind_for(asked: str) -> str:
    """What a firm shows for a qualification of the catalogue: where none is asked, its licence."""
    return LICENCE if asked.startswith(NONE_ASKED) else asked


def covers(valid_from: date, valid_to: date, day: date) -> bool:
    return valid_from <= day <= valid_to


def grade_name(grade: str) -> Text | str:
    """The grade in the reader's language; one we do not know as the certificate words it."""
    return GRADES.get(grade, grade) if grade else NO_GRADE


def best_grade(grades: Iterable[str]) -> str:
    """The highest of them; an unknown one counts less than a known one, none least."""
    return min(grades, key=lambda grade: (not grade, _RANK.get(grade, len(_RANK))), default="")
