"""What an application must have, and what a checker writes about it."""

from dataclasses import dataclass

from marketplace.core.texts import Text, say

RETURNED_ONCE = say("An application is returned once, with all its faults; then it is decided.")
LONGEST_FAULT = 300
MOST_FAULTS = 30


@dataclass(frozen=True)
class Application:
    """What of an application is there."""

    has_contact: bool
    areas: int
    papers: int  # qualifications in draft or returned
    papers_without_scan: int
    people: int  # practitioners who have not left


def missing(application: Application) -> list[Text]:
    """What still has to be done before a firm may apply."""
    faults = {
        say("Write the contact person, phone and e-mail."): not application.has_contact,
        say("Choose at least one area you work in."): not application.areas,
        say("Add at least one qualification."): not application.papers,
        say("Add the scan of each qualification."): bool(application.papers_without_scan),
        say("Add at least one practitioner."): not application.people,
    }
    return [text for text, absent in faults.items() if absent]


def lines(text: str) -> list[str]:
    """One fault a line, without blanks and list marks."""
    found = [line.strip(" \t-*•·") for line in text.splitlines()]
    return [line[:LONGEST_FAULT] for line in found if line][:MOST_FAULTS]
