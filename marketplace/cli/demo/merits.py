"""Requests of the demo whose plans are scored, or whose firm is picked from a drawn short list."""

from datetime import timedelta
from functools import partial

from marketplace.cli.demo.affair import Affair
from marketplace.core.act import Actor
from marketplace.requests import operations as requests
from marketplace.requests.rules.details import WEIGHED, Details
from marketplace.requests.states import Method, State
from marketplace.selection import operations, queries

PLAN = (
    "第一周踏勘现场、收集资料；第二周完成监测与测算；第三周编制成果并内部三级审核；"
    "评审意见三个工作日内修改到位。项目负责人全程驻场，重要节点书面报告业主。"
)
CRITERIA = [
    {"aspect": "plan", "weight": 40, "text": "步骤清楚、时间可行、符合现场条件"},
    {"aspect": "staff", "weight": 20, "text": "负责人和主要人员的资格与同类经验"},
    {"aspect": "quality", "weight": 10, "text": "内部审核和返工控制"},
    {"aspect": "price", "weight": 30, "text": ""},
]
BY_PLAN = [
    {"aspect": "plan", "weight": 60, "text": "步骤清楚、时间可行、符合现场条件"},
    {"aspect": "staff", "weight": 40, "text": "负责人和主要人员的资格与同类经验"},
]
COMMENTS = ("步骤完整，时间可行。", "人员到位，分工明确。", "写得笼统，缺少现场安排。")
WHY = "该机构在本区设有检测室，样品当天可送检，能缩短工期。"
HOUR = timedelta(hours=1)


def detail(asking: Affair) -> None:
    """The second page of the draft, and the people who score."""
    request, act = asking.request, asking.by_owner()
    terms = {
        Method.MERIT: Details(CRITERIA),
        Method.MERIT_PRICE: Details(BY_PLAN, short_list=2),
        Method.CREDIT_MERIT: Details([], long_list=5, short_list=3),
    }.get(request.method)
    if terms is not None:
        requests.detail(act, request, terms=terms)
    if request.method in WEIGHED:
        people = [one.person_id for one in _evaluators(asking)]
        requests.appoint(act, request, people=people)


def await_scores(asking: Affair) -> None:
    """On the day after the opening both score, unless fate leaves it waiting."""
    request = asking.request
    if request.method in WEIGHED and "score" not in asking.fate.stops:
        assert request.closes_at is not None  # noqa: S101 (it is open)
        asking.stage.at(request.closes_at + 18 * HOUR, partial(_score_all, asking))


def await_choice(asking: Affair) -> None:
    """At the announced hour the owner picks, unless fate leaves it waiting."""
    choice = queries.choice_of(asking.stage.session, asking.request)
    if choice is not None and "pick" not in asking.fate.stops:
        asking.stage.at(choice.opens_at + HOUR, partial(_pick, asking))


def _evaluators(asking: Affair) -> list[Actor]:
    return [asking.owner, asking.world.colleague_of(asking.wish.owner)]


def _score_all(asking: Affair) -> None:
    request = asking.request
    evaluation = queries.evaluation_of(asking.stage.session, request)
    if request.state is not State.OPENED or evaluation is None:
        return
    for evaluator in _evaluators(asking):
        act, rng = asking.stage.act(evaluator), asking.stage.rng
        sheet = operations.declare(act, evaluation, conflict="")
        for offer in queries.admitted(asking.stage.session, request):
            points = {aspect: rng.randrange(60, 96, 5) for aspect in operations.aspects(request)}
            why = rng.choice(COMMENTS)
            operations.score(act, sheet, offer=offer.id, points=points, comment=why)
        operations.complete(act, sheet)


def _pick(asking: Affair) -> None:
    choice = queries.choice_of(asking.stage.session, asking.request)
    listed = queries.short_list(asking.stage.session, asking.request)
    if choice is not None and asking.request.state is State.OPENED:
        firm = listed[min(1, len(listed) - 1)].firm_id
        operations.pick(asking.by_owner(), choice, firm=firm, reason=WHY)
