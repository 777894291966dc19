"""The service centre of the demo: counters, A/B posts, who signs in, who is away today."""

from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Organisation
from marketplace.cli.demo.city import WITH_PEOPLE
from marketplace.cli.demo.stage import Do
from marketplace.cli.demo.world import World
from marketplace.core import calendars
from marketplace.core.act import Act, Actor, Role
from marketplace.windows import operations, queries
from marketplace.windows.models import Post
from marketplace.windows.rules import CounterTerms, PostTerms
from marketplace.windows.states import CounterKind

UTILITIES = ("U_WAT", "U_DRA", "U_GAS", "U_HEA", "U_TEL", "U_CAT")
COUNTERS = (
    ("A01", CounterKind.ACCEPTANCE, "综合受理一号窗口", "Acceptance, counter 1"),
    ("A02", CounterKind.ACCEPTANCE, "综合受理二号窗口", "Acceptance, counter 2"),
    ("B01", CounterKind.REPLY, "综合出件窗口", "Reply counter"),
    ("C01", CounterKind.CONSULTATION, "咨询导办台", "Advice desk"),
)
FLOOR = ("政务服务中心一楼大厅", "Service centre, ground floor")
REASON = "参加全省政务服务培训。"
PLACE, PURPOSE = "市行政审批专网机房", "系统联调。"
SIGNED_IN_DAYS = 5


class Window:
    """Draws its own chances, so that what else happens in the demo stays as it is."""

    def __init__(self, world: World) -> None:
        self.world, self.stage = world, world.stage
        self.rng = Random("window")  # noqa: S311 (a play, not a secret)
        self.people: dict[int, Actor] = {}

    def plan(self) -> None:
        self._seat_people()
        self.people = {actor.person_id: actor for actor in self.world.cast.actors.values()}
        self.on(self.stage.first + timedelta(days=5), self._open_posts)
        for ago in range(SIGNED_IN_DAYS, 0, -1):
            self.stage.at(self._hour(ago, 0), self._arrive)
            self.stage.at(self._hour(ago, 9), self._depart)
        self.stage.at(self._hour(1, 8), partial(self._away, "EE"))
        self.stage.at(self._hour(3, 2), self._go_out)

    def on(self, day: date, do: Do) -> None:
        """At some office hour of a day."""
        minute = self.rng.randrange(9 * 60, 16 * 60 + 30)
        self.stage.at(self.stage.moment(day, time(minute // 60, minute % 60)), do)

    def wait(self, days: int, do: Do) -> None:
        today = self.stage.now.astimezone(calendars.zone()).date()
        self.on(calendars.current(self.stage.session).after(today, days), do)

    def _hour(self, ago: int, after_opening: int) -> datetime:
        return self.stage.moment(self.stage.ago(ago), time(8 + after_opening, 20))

    def _seat_people(self) -> None:
        cast, session = self.world.cast, self.stage.session
        house = session.get_one(Organisation, cast.actors["clerk"].organisation_id)
        cast.seat("clerk2", house, Role.CLERK)
        for code in UTILITIES:
            cast.department(code)
        for code in WITH_PEOPLE.split():
            office = accounts.department(session, code)
            assert office is not None  # noqa: S101 (the catalogue names it)
            cast.seat(f"{code}-b", office, Role.REGULATOR)

    def _open_posts(self) -> None:
        clerk, second = self.world.act_as("clerk"), self.world.cast.actors["clerk2"]
        for place, (code, kind, zh, en) in enumerate(COUNTERS):
            counter = operations.open_counter(
                clerk, None, terms=CounterTerms(code, kind, zh, en, *FLOOR)
            )
            pair = [clerk.actor.person_id, second.person_id]
            a, b = pair if place % 2 == 0 else pair[::-1]
            if kind is not CounterKind.CONSULTATION:
                terms = PostTerms(f"{zh}岗", f"{en} post", a, b, counter.id)
                operations.open_post(clerk, None, terms=terms)
        for code in WITH_PEOPLE.split():
            act, b = self.world.act_as(code), self.world.cast.actors[f"{code}-b"].person_id
            terms = PostTerms("审查岗", "Review post", act.actor.person_id, b)
            operations.open_post(act, None, terms=terms)

    def _staff(self) -> list[Act]:
        return [self.world.act_as(key) for key in ("clerk", "clerk2", "NR", "EE", "HC", "NR-b")]

    def _arrive(self) -> None:
        for act in self._staff():
            operations.arrive(act, None)

    def _depart(self) -> None:
        for act in self._staff():
            who = (act.actor.person_id, act.actor.organisation_id)
            sheet = queries.attendance(act.session, *who, act.now)
            if sheet is not None and queries.outing(act.session, act.actor.person_id) is None:
                operations.depart(act, sheet)

    def _go_out(self) -> None:
        act = self.world.act_as("clerk2")
        back = act.now + timedelta(hours=2)
        operations.go_out(act, None, place=PLACE, purpose=PURPOSE, back_due_at=back)
        self.stage.at(back, self._come_back)

    def _come_back(self) -> None:
        act = self.world.act_as("clerk2")
        outing = queries.outing(act.session, act.actor.person_id)
        if outing is not None:
            operations.come_back(act, outing)

    def _away(self, code: str) -> None:
        """A of a department is away today; B has the post."""
        act = self.world.act_as(code)
        posts: list[Post] = list(queries.open_posts(act.session, act.actor.organisation_id))
        until = self.stage.today + timedelta(days=2)
        operations.stand_in(act, posts[0], reason=REASON, until=until)
