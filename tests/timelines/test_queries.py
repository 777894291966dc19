from sqlalchemy import event

from marketplace.core import clock
from marketplace.core.act import STRANGER
from marketplace.core.panels import panels
from marketplace.requests.states import State as RequestState
from marketplace.timelines import queries
from marketplace.timelines.states import Holder, Kind


def seen(story):
    return queries.of_project(story.session, STRANGER, story.project.id, clock.now())


def queries_of(story):
    counted = []

    def count(*_):
        counted.append(1)

    story.session.commit()
    story.session.expire_all()
    engine = story.session.connection().engine
    event.listen(engine, "before_cursor_execute", count)
    seen(story)
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_matters_requests_contracts_and_deliverables_in_one_list(story, at):
    at("2026-02-10T09:00+08:00")
    story.matter()
    at("2026-02-11T09:00+08:00")
    contract = story.in_service()
    at("2026-02-12T09:00+08:00")
    story.deliver(contract)
    kinds = [entry.node.kind for entry in seen(story)]
    assert kinds == [Kind.MATTER, Kind.REQUEST, Kind.CONTRACT, Kind.DELIVERABLE]
    assert [entry.holder for entry in seen(story)][2:] == [Holder.OWNER, Holder.NOBODY]


def test_a_matter_waits_while_its_report_is_on_order(story, session):
    need = story.matter()
    request = story.request(RequestState.OPEN, matter_id=need.matter_id)
    assert seen(story)[0].holder == Holder.NOBODY
    request.matter_id = None
    session.flush()
    assert seen(story)[0].holder == Holder.OWNER


def test_the_number_of_queries_does_not_grow(story, session):
    story.matter()
    story.delivered()
    few = queries_of(story)
    for _ in range(4):
        story.matter()
        story.delivered()
    assert (queries_of(story), few > 0) == (few, True)


def test_the_projects_page_shows_it(app, story, session):
    story.delivered()
    shown = panels(session, "projects.project", story.owner, story.project)
    (panel,) = [p for p in shown if p.template == "timelines/of_project.html"]
    assert [ball.holder for ball in panel.names["balls"]] == [Holder.OWNER]


def test_the_page_of_a_project(story, session, sign_in):
    story.matter()
    story.delivered()
    session.commit()
    for actor, locale in ((story.owner, "en"), (story.regulator, "zh")):
        reply = sign_in(actor, locale).get(f"/projects/{story.project.id}")
        assert reply.status_code == 200
        assert story.project.name in reply.text
