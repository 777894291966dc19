"""What one owner wants, how far it has come, and whose turn it is: the ground of each step."""

from collections.abc import Callable

from marketplace.cli.demo.wishes import Wish
from marketplace.cli.demo.world import World
from marketplace.core.act import Act, Actor
from marketplace.requests.models import Request


class Affair:
    """One owner's wish in the world, and the request it has become."""

    def __init__(self, world: World, wish: Wish) -> None:
        self.world, self.stage, self.wish, self.fate = world, world.stage, wish, wish.fate
        self.owner: Actor = world.cast.actors[wish.owner]
        self.request_id = 0
        self.round = 0

    @property
    def request(self) -> Request:
        return self.world.row(Request, self.request_id)

    def by_owner(self) -> Act:
        return self.stage.act(self.owner)

    def step(self, least: int, most: int, do: Callable[[], None]) -> None:
        """Do it in some working days, unless fate leaves it waiting."""
        if do.__name__ not in self.fate.stops:
            days = least if self.fate.prompt else self.stage.rng.randint(least, most)
            self.stage.wait(days, do)
