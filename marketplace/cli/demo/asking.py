"""The life of a request in the demo: drafted, checked, offered for, selected, awarded."""

from marketplace.cli.demo import (
    auctions,
    bidding,
    clarifying,
    inquiring,
    lots,
    merits,
    prices,
    quarrels,
    wording,
)
from marketplace.cli.demo.affair import Affair
from marketplace.cli.demo.wishes import terms_of
from marketplace.cli.demo.working import Working
from marketplace.core.act import Act
from marketplace.matters.models import Matter
from marketplace.projects.models import Project
from marketplace.requests import operations, queries
from marketplace.requests.models import Request
from marketplace.requests.rules.following import may_go_direct
from marketplace.requests.states import State


class Asking(Affair):
    """One owner's way from a wish to a contract, a step a time."""

    def draft(self) -> None:
        session, wish = self.stage.session, self.wish
        item = self.world.item(wish.item)
        matter = session.get(Matter, self.world.matter_ids[wish.matter]) if wish.matter else None
        need = operations.Need(item, matter)
        project = self.world.row(Project, wish.project_id)
        terms = terms_of(self.world, wish, item, project)
        request = operations.draft(self.by_owner(), project, need=need, terms=terms)
        self.request_id = request.id
        if wish.excluded:
            code = self.world.cast.firms[wish.excluded].code
            operations.exclude(self.by_owner(), request, firm=code, reason=wording.CONFLICT)
        merits.detail(self)
        self.step(0, 1, self.submit)

    def submit(self) -> None:
        operations.submit(self.by_owner(), self.request)
        self.step(1, 1, self.check)

    def check(self) -> None:
        """The operator's working day: back once if something is missing, else published."""
        operator = self.world.act_as("operator")
        if self.fate.given_back:
            self.fate.given_back = False
            operations.give_back(operator, self.request, reason=wording.GIVEN_BACK)
            self.step(1, 1, self.correct)
        elif self.wish.named:
            bidding.name(operator, self.request)
            self.stage.wait(1, self.look)
        else:
            self._publish(operator)
            self.invite()

    def _publish(self, operator: Act) -> None:
        if self.wish.by_lot:
            lots.publish(self)
        else:
            operations.publish(operator, self.request)

    def correct(self) -> None:
        self.submit()

    def invite(self) -> None:
        """Firms answer in their own time; some owners change or take back what they asked."""
        bidding.gather(self)
        inquiring.expect(self)
        if self.wish.by_lot:
            lots.await_draw(self)
        merits.await_scores(self)
        if self.wish.auction:
            auctions.await_auction(self)
        if self.fate.withdrawn:
            self.stage.wait(1, self.withdraw)
        elif self.fate.revised and self.round == 0:
            self.stage.wait(1, self.revise)
        else:
            self.stage.wait(3, self.look)

    def withdraw(self) -> None:
        operations.withdraw(self.by_owner(), self.request, reason=wording.WITHDRAWN)

    def revise(self) -> None:
        request = self.request
        published = {name: getattr(request, name) for name in _PUBLISHED}
        later = bidding.later_closing(self)
        more = {"scope": f"{request.scope}\n{wording.REVISED}", "closes_at": later}
        terms = operations.Revision(**(published | more), reason=wording.REVISED)
        operations.revise(self.by_owner(), request, terms=terms)
        bidding.confirm_all(self)
        self.stage.wait(3, self.look)

    def look(self) -> None:
        """See how it stands, now and then, until it is over or a contract."""
        request = self.request
        if request.state is State.FAILED:
            self._after_failure(request)
        elif request.state is State.AWARDED:
            Working(self).look()
        elif request.state in (State.OPEN, State.CLOSED, State.OPENED, State.SELECTED):
            quarrels.maybe_object(self)
            clarifying.take_turns(self)
            self.stage.wait(1, self.look)

    def _after_failure(self, request: Request) -> None:
        after = queries.next_of(self.stage.session, request)
        self.round += 1
        if after is not None:
            self.request_id = after.id
            self.invite()
        elif may_go_direct(request.state, request.reason) and bidding.some_firm(self):
            self.stage.wait(2, self.go_direct)

    def go_direct(self) -> None:
        """After the second failure: choose a firm and publish why."""
        firm = self.wish.named = bidding.some_firm(self)
        code = self.world.cast.firms[firm].code
        terms = operations.Direct(code, wording.DIRECT[2], prices.rounded(self.wish.usual))
        self.request_id = operations.go_direct(self.by_owner(), self.request, terms=terms).id
        self.stage.wait(1, self.submit)


_PUBLISHED = (
    "title",
    "deliverable",
    "acceptance_test",
    "budget",
    "ceiling",
    "days_wanted",
)
