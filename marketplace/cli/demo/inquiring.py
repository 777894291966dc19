"""Questions about open requests in the demo: firms ask, owners answer for all to read."""

from datetime import datetime
from functools import partial

from marketplace.cli.demo import bidding, wording
from marketplace.cli.demo.affair import Affair
from marketplace.requests import operations, queries
from marketplace.requests.models import Question
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State


def expect(asking: Affair) -> None:
    """As many as fate has; those whose answer it does not have wait for the owner."""
    asked, answered = asking.fate.questions
    stage, until = asking.stage, queries.questions_until(asking.stage.session, asking.request)
    if not asked or asking.round or until is None:
        return
    firms = bidding.able_now(asking, asking.request)
    time = min(until, stage.end) - stage.now
    for no, key in enumerate(firms[:asked]):
        moment = stage.now + time * stage.rng.uniform(0.1, 0.4)
        reply_at = stage.now + time * stage.rng.uniform(0.5, 0.9) if no < answered else None
        stage.at(moment, partial(_ask, asking, key, no, reply_at))


def _ask(asking: Affair, key: str, no: int, reply_at: datetime | None) -> None:
    request, session = asking.request, asking.stage.session
    until = queries.questions_until(session, request)
    running = request.state is State.OPEN and takes_offers(until, asking.stage.now)
    if not running or not bidding.may_work(asking, key):
        return
    text, answer = wording.QUESTIONS[(request.id + no) % len(wording.QUESTIONS)]
    question = operations.ask(asking.world.act_as(key), request, text=text)
    if reply_at is not None:
        asking.stage.at(reply_at, partial(_reply, asking, question, answer))


def _reply(asking: Affair, question: Question, answer: str) -> None:
    if asking.request.state is State.OPEN:
        operations.reply(asking.by_owner(), question, answer=answer)
