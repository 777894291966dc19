from datetime import datetime

import pytest

from marketplace.complaints import operations
from marketplace.complaints.states import About, Kind
from tests.market import Market

FRIDAY = "2026-03-06T10:00+08:00"  # the winner is selected since yesterday
ANSWERED = "2026-03-09T10:00+08:00"


class Sides(Market):
    """A selected request: the owner complains of the winner, or a loser of the award."""

    def __init__(self, session):
        super().__init__(session)
        self.request, self.firms = self.selected()
        self.winner, self.loser = self.firms[1], self.firms[0]

    def filing(self, about=About.FIRM, against=None, **values):
        given = {"kind": Kind.QUALITY, "text": "Dr Ghost did it.", "request": self.request} | values
        against = against or (self.winner if about is About.FIRM else self.owner)
        return operations.Filing(about=about, against_id=against.organisation_id, **given)

    def file(self, by=None, at=FRIDAY, **values):
        return operations.file(self.act(by or self.owner, at), None, filing=self.filing(**values))

    def accepted(self, at=FRIDAY, **values):
        complaint = self.file(at=at, **values)
        operations.accept(self.act(self.regulator, at), complaint)
        return complaint

    def answered(self, **values):
        complaint = self.accepted(**values)
        by = self.winner if complaint.about is About.FIRM else self.owner
        operations.answer(self.act(by, ANSWERED), complaint, answer="It was not so.")
        return complaint

    def against_award(self, **values):
        return self.answered(by=self.loser, about=About.AWARD, kind=Kind.RESULT, **values)


@pytest.fixture
def sides(session, at):
    at(FRIDAY)
    return Sides(session)


@pytest.fixture
def moment():
    return datetime.fromisoformat
