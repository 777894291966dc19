"""A warning takes points: the firm contests the entry, the department strikes it; all can read."""

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from tests.browser.hall import opened

FIRM = "涪川实诚测绘有限公司", "Fuchuan Honest Surveying Co., Ltd."
FIRM_EMAIL, REGULATOR = "firm@example.org", "ecology@example.org"
WARNED = "经抽查，成果归档不齐。"
WRONG = "归档材料已于检查当日补交，回执在附件。"
STRUCK = "经核对回执，材料齐全，撤销该条记录。"


@pytest.fixture
def hall(tmp_path):
    """A firm that may write the report, and the department in charge."""
    with opened(tmp_path) as hall:
        house = hall.organisation(Kind.INTERMEDIARY, 30, *FIRM)
        firm = hall.person(FIRM_EMAIL, Role.INTERMEDIARY, house)
        hall.admitted(firm, hall.operator, "S14")
        hall.person(REGULATOR, Role.REGULATOR, hall.department("EE"))
        hall.turn()
        yield hall


def test_an_entry_is_contested_and_struck(hall, visit, locale):
    anybody, regulator, firm = visit(locale), visit(locale), visit(locale)
    reads_the_firm(anybody, "No record yet")
    warns(regulator)
    hall.turn()
    reads_the_firm(anybody, "%(score)s of 100", score=52)
    contests(firm)
    hall.turn()
    strikes(regulator)
    hall.turn()
    reads_the_firm(anybody, "%(score)s of 100", score=60)
    reads_every_point(anybody)
    assert not hall.faults


def reads_the_firm(anybody, *words, **values):
    anybody.opens("/")
    anybody.follows("Directory")
    anybody.follows_name(anybody.own(*FIRM))
    anybody.sees(*words, **values)


def warns(regulator):
    regulator.signs_in(REGULATOR)
    regulator.follows("Directory")
    regulator.follows_name(regulator.own(*FIRM))
    regulator.presses("Warn the firm")
    regulator.fills("Reason", WARNED)
    regulator.presses("Continue")


def contests(firm):
    firm.signs_in(FIRM_EMAIL)
    firm.follows("Credit")
    firm.follows("The credit of my organisation")
    firm.sees("Warned by a department", "−8.0")
    firm.follows("Contest this entry")
    firm.presses("Contest an entry")
    firm.sees("There is a problem")
    firm.fills("Why is this entry wrong?", WRONG)
    firm.presses("Contest an entry")
    firm.sees("Your contest is filed.", "Contest filed, decision due", WRONG)


def strikes(regulator):
    regulator.at_desk(REGULATOR, "Decide on a contested entry")
    regulator.presses("Strike the entry")
    regulator.fills("Reason", STRUCK)
    regulator.presses("Strike the entry")
    regulator.sees("The entry is struck.", STRUCK)


def reads_every_point(anybody):
    anybody.follows("Every point and where it comes from")
    anybody.sees("struck", "Base", "Credit score")
    anybody.follows("Contest upheld: the entry is struck")
    anybody.sees(WRONG, STRUCK)
    anybody.follows("Credit")
    anybody.sees("How credit is counted", "Versions of the formula")
