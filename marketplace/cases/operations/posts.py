"""Which post a case lies at: the one with the least open work, by whoever sits there now."""

from collections.abc import Sequence

from sqlalchemy import func, select

from marketplace.cases import queries
from marketplace.cases.models import Case
from marketplace.cases.operations.moments import hand
from marketplace.cases.policy import may_judge
from marketplace.cases.queries.finding import AT_A_POST
from marketplace.cases.states import BACK, State, Step
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.windows import queries as windows
from marketplace.windows.models import Post


def least_busy(act: Act, posts: Sequence[Post]) -> Post | None:
    """The post with the fewest open cases, the older one on a tie."""
    if not posts:
        return None
    open_ones = (
        select(Case.post_id, func.count(Case.id))
        .where(Case.post_id.in_([post.id for post in posts]), Case.state.in_(AT_A_POST))
        .group_by(Case.post_id)
    )
    loads: dict[int | None, int] = dict(act.session.execute(open_ones).all())
    return min(posts, key=lambda post: (loads.get(post.id, 0), post.id))


def to_the_front(act: Act, case: Case) -> int | None:
    """Lay the case at a front post; who sits there now."""
    post = least_busy(act, windows.front_posts(act.session))
    case.post_id = post.id if post else None
    return post.holder_id if post else None


def to_the_department(act: Act, case: Case) -> int | None:
    """Lay the case at a post whose holder may judge it; without one, any colleague may take it."""
    posts = windows.open_posts(act.session, case.department_id)
    fit = [post for post in posts if may_judge(post.holder_id, case)]
    post = least_busy(act, fit)
    case.post_id = post.id if post else None
    return post.holder_id if post else None


@operation("cases.hand_over", may=CLOCKWORK_ONLY, log=("to_id", "step"))
def hand_over(act: Act, case: Case, *, to_id: int | None, step: Step) -> None:
    """The work of a post goes to whoever sits there now; to nobody who may not judge it."""
    if to_id is not None and case.state in BACK and not may_judge(to_id, case):
        to_id = None
    if to_id == case.holder_id:
        return
    hand(act, case, step, to_id)
    if case.state in (State.IN_REVIEW, State.PAUSED) and to_id is not None:
        case.reviewer_id = to_id


def follow(act: Act, post: Post, step: Step) -> None:
    """All open work of a post follows its holder."""
    closed = post.closed_at is not None
    for case in queries.open_of_post(act.session, post.id):
        hand_over(act, case, to_id=None if closed else post.holder_id, step=step)
        if closed:
            case.post_id = None
