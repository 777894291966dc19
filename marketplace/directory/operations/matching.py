"""What others may rely on today: a firm's standing, and its rows in firm_matches."""

from dataclasses import asdict

from sqlalchemy import delete, insert, update

from marketplace.core import words
from marketplace.core.act import Act
from marketplace.core.database import table_of
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.directory.models import Firm, Match
from marketplace.directory.queries.lists import KIND
from marketplace.directory.queries.matching import covered, in_effect_now
from marketplace.directory.rules.standing import Keys, keys_of, places, standing_of
from marketplace.directory.states import FirmState

CASES = ("cases.return_deliverable", "cases.grant", "cases.refuse")


def rematch(act: Act, firm: Firm) -> None:
    """Write the firm's standing and rows anew, from its papers, penalties and areas."""
    act.session.flush()
    act.session.expire(firm, ["qualifications", "penalties", "areas"])
    papers = covered(firm, act.now)
    kinds = {penalty.kind for penalty in in_effect_now(firm, act.now)}
    admitted = firm.state is FirmState.ADMITTED
    firm.standing = standing_of(kinds, has_paper=bool(papers) and admitted)
    act.session.execute(delete(Match).where(Match.firm_id == firm.id))
    if admitted:
        grades = {item: [paper.grade for paper in found] for item, found in papers.items()}
        areas = [area.id for area in firm.areas]
        same = {"firm_id": firm.id, "standing": firm.standing, **asdict(_keys(firm))}
        rows = [
            same | {"item_id": item, "area_id": area, "grade": grade}
            for item, area, grade in places(grades, areas)
        ]
        act.session.execute(insert(Match), rows)
    words.refresh(act.session, KIND, firm.id)


def _keys(firm: Firm) -> Keys:
    name = firm.organisation.name_zh or firm.organisation.name_en
    return keys_of(firm.rating_mean, firm.on_time_rate, firm.contracts_n, name, firm.credit_score)


def _show(act: Act, firm: Firm) -> None:
    """The lists sort by what is known of the firm; no row of theirs is held in a session."""
    mine = update(table_of(Match)).where(Match.firm_id == firm.id)
    act.session.execute(mine.values(asdict(_keys(firm))))


@operation("directory.set_figures", may=CLOCKWORK_ONLY)
def set_figures(
    act: Act,
    firm: Firm,
    *,
    rating_mean: float | None,
    rating_n: int,
    on_time_rate: float | None,
    contracts_n: int,
) -> None:
    """Take over what contracts and ratings say about a firm."""
    firm.rating_mean, firm.rating_n = rating_mean, rating_n
    firm.on_time_rate, firm.contracts_n = on_time_rate, contracts_n
    _show(act, firm)
    words.refresh(act.session, KIND, firm.id)


@operation("directory.set_first_pass", may=CLOCKWORK_ONLY, log=("passed", "judged"), within=CASES)
def set_first_pass(act: Act, firm: Firm, *, passed: int, judged: int) -> None:
    """Take over how many of the works a department judged passed the first time."""
    firm.first_pass_n, firm.first_pass_of_n = passed, judged


@operation("directory.set_credit", may=CLOCKWORK_ONLY, log=("score",), within=("credit.count",))
def set_credit(act: Act, firm: Firm, *, score: int | None) -> None:
    """Take over the credit score that the credit room counted; None: there is no record yet."""
    firm.credit_score = score
    _show(act, firm)
