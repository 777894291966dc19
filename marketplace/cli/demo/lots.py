"""Requests of the demo that are decided by lot, with the two witnesses in the same process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from marketplace.cli.demo import merits
from marketplace.cli.demo.affair import Affair
from marketplace.cli.demo.stage import Stage
from marketplace.core.act import Act
from marketplace.core.config import PARTIES
from marketplace.core.transparency import heads, witnesses
from marketplace.core.transparency.names import Party
from marketplace.requests.operations import rules_of
from marketplace.requests.states import State
from marketplace.selection import operations, queries
from marketplace.selection.queries import keys
from marketplace.witness.rounds import Witness

REGULATOR = Party.REGULATOR
WORDS = ("翎", "好运", "", "公开透明", "Lucky 7", "", "一路顺风", "诚信为本")


@contextmanager
def witnessed(data: Path) -> Iterator[None]:
    """The witnesses that `hall serve` will start beside the demo, asked without a folder."""
    before = witnesses.connected()
    witnesses.connect(Witness(data / "witness" / party) for party in PARTIES)
    try:
        yield
    finally:
        witnesses.connect(before)


def hear(stage: Stage) -> bool:
    """After a closing: ask the regulator's witness, whose share is enough, and once only, since
    hundreds of closings are played; False when nothing waits."""
    waits = keys.keeper(stage.session, PARTIES[0]) is None or keys.to_ask(stage.session, REGULATOR)
    if waits:
        everybody = witnesses.connected()
        witnesses.connect(everybody[:1] if keys.keeper(stage.session, PARTIES[1]) else everybody)
        operations.exchange(stage.session, partial(_begin, stage))
        witnesses.connect(everybody)
    return bool(waits)


def exchange(stage: Stage) -> None:
    """What the worker asks the witnesses every second, asked when it matters."""
    stage.write_log()
    while operations.exchange(stage.session, partial(_begin, stage)):
        pass


@contextmanager
def _begin(stage: Stage, *_: object) -> Iterator[Act]:
    yield stage.act()
    stage.session.flush()
    with stage.session.begin_nested():  # so that the leaves of this round are written
        pass


def finish(stage: Stage) -> None:
    """This morning's head, signed by all."""
    stage.session.connection(execution_options={"writes": True})
    heads.sign_now(stage.act())
    exchange(stage)
    stage.session.commit()


def publish(asking: Affair) -> None:
    """The operator's part; the draw is held by the clock, half an hour after the closing."""
    exchange(asking.stage)
    operations.notice(asking.world.act_as("operator"), asking.request)


def await_draw(asking: Affair) -> None:
    request = asking.request
    assert request.closes_at is not None  # noqa: S101 (it is open)
    minutes = timedelta(minutes=rules_of(request).draw_minutes)
    asking.stage.at(request.closes_at + minutes, partial(_draw, asking))


def _draw(asking: Affair) -> None:
    if asking.request.state is not State.OPENED:
        return
    exchange(asking.stage)
    draw = queries.living_draw(asking.stage.session, asking.request)
    if draw is not None:
        operations.draw(asking.stage.act(), draw)
        merits.await_choice(asking)


def sign_up(asking: Affair, key: str) -> None:
    plan, words = asking.world.cast.firms[key], asking.stage.rng.choice(WORDS)
    act, entry = asking.world.act_as(key), operations.Entry(words)
    operations.sign_up(act, asking.request, terms=entry, device=plan.device)
