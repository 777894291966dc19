"""The whole play: the city is built, people arrive, eighteen months go by."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from marketplace.accounts.rules.names import DEMO_PASSWORD
from marketplace.accounts.rules.passwords import hash_of
from marketplace.cli.demo import city, credit, lots, showing, shows, stories, timelines
from marketplace.cli.demo.arrivals import Arrivals
from marketplace.cli.demo.casework import Casework
from marketplace.cli.demo.cast import SHOWN, Cast
from marketplace.cli.demo.firms import plan_firms
from marketplace.cli.demo.hearsay import Hearsay
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.names import Names
from marketplace.cli.demo.owners import plan_owners, plan_projects
from marketplace.cli.demo.payments import exchange
from marketplace.cli.demo.plans import Plans
from marketplace.cli.demo.stage import MONTHS, Stage
from marketplace.cli.demo.tidy import tidy
from marketplace.cli.demo.window import Window
from marketplace.cli.demo.world import World
from marketplace.core.config import ROOT
from marketplace.core.places import Area, Setting
from marketplace.fake_stripe.book import Book
from marketplace.matters import operations as matters

SEED = "fuchuan"
SMALL, FEW_MONTHS = 0.3, 5  # a small world, for the tests, is a young one too
CATALOGUE = ROOT / "data" / "approvals"
ACCOUNTS = {
    shows.COMPANY: "owner",
    shows.BODY: "hospital",
    shows.FIRM: "firm",
    stories.RING[0]: "ring",
    "NR": "land",
    "EE": "ecology",
    "MR": "supervision",
    "operator": "operator",
    "clerk": "clerk",
    "specialist": "specialist",
    "audit": "auditor",
}


def play(session: Session, today: date, scale: float = 1.0, book: Book | None = None) -> Stage:
    """Fill an empty hall; the same for the same day and scale."""
    session.rollback()
    session.info.clear()
    session.expire_on_commit = False
    session.connection(execution_options={"writes": True})
    stage = Stage(session, today, SEED, MONTHS if scale > SMALL else FEW_MONTHS)
    if book is not None:
        book.clock, stage.book = stage.book.clock, book
    stage.settle = partial(exchange, stage)
    cast = Cast(stage, Names(SEED), hash_of(DEMO_PASSWORD))
    cast.shown = {key: f"{name}{SHOWN}" for key, name in ACCOUNTS.items()}
    _build_city(stage, cast)
    world = World(stage, cast)
    world.read_catalogue()
    _cast_parts(world, scale)
    session.commit()
    stage.hear = partial(lots.hear, stage)
    stage.play()
    timelines.count(world)
    credit.count(world)
    lots.finish(stage)
    tidy(session, stage)
    session.expunge_all()
    session.expire_on_commit = True
    return stage


def _build_city(stage: Stage, cast: Cast) -> None:
    session = stage.session
    session.add_all(Area(code=c, name_zh=zh, name_en=en) for c, zh, en in city.AREAS)
    session.add_all(Setting(key=key, value=value) for key, value in city.SETTINGS.items())
    matters.take_in(stage.act(), None, folder=CATALOGUE)
    cast.read_areas()
    for key, (kind, zh, en) in city.BODIES.items():
        house = cast.body(kind, zh, en)
        for seat, role in city.SEATS[key]:
            cast.seat(seat, house, role)
    for code in city.DEPARTMENTS:
        cast.department(code)
    timelines.specialise(cast)


def _cast_parts(world: World, scale: float) -> None:
    stage, names = world.stage, world.cast.names
    firms = plan_firms(names, stage.rng, scale)
    owners = plan_owners(names, stage.rng, scale)
    projects = plan_projects(owners, stage.rng, scale, stage.first.year)
    stories.prepare(firms)
    market = Market(world, scale)
    Arrivals(world, market).plan(firms, owners, projects)
    stories.Stories(world, market).plan()
    showing.Shows(world, market).plan()
    Hearsay(world).plan()
    timelines.plan(world, market)
    Plans(world).plan()
    credit.plan(world)
    window = Window(world)
    window.plan()
    Casework(window).plan()
    for days in range(12, (stage.today - stage.first).days):
        stage.on(stage.first + timedelta(days=days), market.day, only_open=True)
