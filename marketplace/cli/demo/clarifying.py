"""What selected firms of the demo are asked: why the price is so low, or to mend their papers."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from marketplace.cli.demo import papers, wording
from marketplace.cli.demo.affair import Affair
from marketplace.core.act import Act
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State
from marketplace.selection import operations, queries
from marketplace.selection.models import Award, Clarification
from marketplace.selection.states import ClarificationKind, ClarificationState

SOME_HOURS = timedelta(hours=3)
LOW = ClarificationKind.LOW_PRICE


def take_turns(asking: Affair) -> None:
    """Each day whoever has to speak does so, unless fate leaves it waiting."""
    session, request = asking.stage.session, asking.request
    if request.state is not State.SELECTED:
        return
    known = queries.clarifications(session, request)
    award = queries.award_of(session, request) if known or asking.fate.papers else None
    if award is not None and award.offer is not None:
        _speak(asking, known, award)


def _speak(asking: Affair, known: Sequence[Clarification], award: Award) -> None:
    for asked in known:
        _answer(asking, asked, award)
    if asking.fate.papers and not any(asked.kind is not LOW for asked in known):
        _ask_papers(asking)


def _answer(asking: Affair, asked: Clarification, award: Award) -> None:
    if asked.state is ClarificationState.ANSWERED:
        _decide(asking, asked)
    elif asked.state is ClarificationState.ASKED and asked.kind is LOW:
        _justify(asking, asked, award)


def _ask_papers(asking: Affair) -> None:
    """Once for each request, as soon as nothing else is asked."""
    stage, request = asking.stage, asking.request
    may_ask = takes_offers(request.objections_until, stage.now)
    if may_ask and not queries.is_clarified(stage.session, request):
        asked = operations.ask_papers(asking.by_owner(), request, question=wording.PAPERS)
        if "mend" not in asking.fate.stops:
            stage.at(stage.now + SOME_HOURS, partial(_mend, asking, asked))


def _mend(asking: Affair, asked: Clarification) -> None:
    if asked.state is ClarificationState.ASKED:
        scan = papers.renamed(papers.paper("licence.pdf", "Business licence"), "licence.pdf")
        operations.clarify(_firm(asking, asked), asked, answer=wording.MENDED, files=[scan])


def _justify(asking: Affair, asked: Clarification, award: Award) -> None:
    if asking.fate.low == "decline":
        operations.decline(_firm(asking, asked), award, reason=wording.DECLINES)
    elif "justify" not in asking.fate.stops:
        operations.clarify(_firm(asking, asked), asked, answer=wording.LOW_PRICE)


def _decide(asking: Affair, asked: Clarification) -> None:
    verb = asking.fate.low if asked.kind is LOW else asking.fate.papers
    if "decide" in asking.fate.stops:
        return
    reason = wording.CLARIFIED[verb] if asked.kind is LOW else wording.PAPERS_DECIDED[verb]
    getattr(operations, verb)(asking.by_owner(), asked, reason=reason)


def _firm(asking: Affair, asked: Clarification) -> Act:
    return asking.stage.act(asking.world.party_of(asked.firm_id))
