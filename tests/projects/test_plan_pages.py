"""Plans on pages: made from an address, saved, shared, compared, made anew."""

import json

import pytest

from marketplace.core.act import Role
from marketplace.matters import operations as matters
from marketplace.matters import queries as catalogue
from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.coding import encode
from marketplace.projects.models import Plan, Project, ProjectMatter
from tests.matters.conftest import APPROVALS, FILES
from tests.matters.guiding import EXAMPLES, file, real_book


def word(example="X05", **changes):
    return encode(make_plan(real_book(), EXAMPLES[example]["answers"] | changes).answers)


@pytest.fixture
def hall(catalogue):
    """The real catalogue with version 1 of its guidance."""
    return catalogue


@pytest.fixture
def owner(hall, make):
    return make.actor(Role.OWNER)


@pytest.fixture
def saved(owner, send, session):
    def save(**fields):
        address = f"/plans/save?a={word()}&v=1"
        reply = send(address, owner, **{"name": "Housing estate", "project": "alone"} | fields)
        return session.get(Plan, int(reply.location.split("/")[2]))

    return save


@pytest.fixture
def new_rules(hall, tmp_path, act, session):
    """Version 2: tower cranes need no registration any more."""

    def load(*questions):
        for name in FILES:
            (tmp_path / name).write_text((APPROVALS / name).read_text(encoding="utf-8"))
        guidance = file("guidance.json")
        guidance["rules"] = [rule for rule in guidance["rules"] if rule["id"] != "R091"]
        guidance["questions"] += questions
        (tmp_path / "guidance.json").write_text(json.dumps(guidance), encoding="utf-8")
        matters.take_in(act(), None, folder=tmp_path)
        session.commit()

    return load


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_page_with_a_reason_for_each_row(hall, look, example, locale):
    page = look(f"/plans/preview?a={word(example)}&v=1", locale=locale)
    assert page.count("<details") >= 3  # its stages, and the services or papers, are folded
    expected = EXAMPLES[example]
    for code in (*expected["expected_matters"], *expected["expected_service_items"]):
        assert f'id="step-{code}"' in page
    assert str(expected["expected_total_days"]) in page


def test_a_page_of_a_plan_asks_the_database_as_often_for_any_plan(
    hall, session, app, count_queries
):
    pages = [f"/plans/preview?a={word(example)}&v=1" for example in ("X08", "X03")]
    for page in pages:
        app.test_client().get(page)
    small, large = (count_queries(lambda page=page: app.test_client().get(page)) for page in pages)
    assert small == large < 20


WRONG = [
    ("?a=Q01.nobody", 422),
    ("?a=Q77.x", 422),
    ("?a=Q01.ppp", 422),
    (f"?a={word()}&v=9", 404),
]


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_what_is_no_plan_is_refused_by_name(hall, look, address, status):
    look(f"/plans/preview{address}", status=status)


def test_without_answers_the_questions_begin(hall, sign_in):
    assert sign_in().get("/plans/preview").location == "/guide"


def test_a_changed_answer_shows_the_difference(hall, look):
    page = look(f"/plans/preview?a={word(Q30=['registration'])}&v=1&was={word()}")
    assert "What differs" in page
    assert "M326" in page[: page.index('id="days"')]


def test_a_stranger_comes_back_with_his_answers(hall, sign_in):
    place = sign_in().get(f"/plans/save?a={word()}&v=1").location
    assert place.startswith("/accounts/sign_in?next=/plans/save?a%3DQ01.")


def test_a_plan_is_saved_once_and_for_its_owner_only(saved, owner, make, look, session):
    plan = saved()
    assert saved().id == plan.id
    assert plan.result["total_days"] == EXAMPLES["X05"]["expected_total_days"]
    assert "Housing estate" in look("/plans", owner)
    look(f"/plans/{plan.id}", owner, locale="zh")
    for role, actor in make.every_role().items():
        refused = {Role.OWNER: 403, Role.INTERMEDIARY: 403, Role.STRANGER: 303}
        look(f"/plans/{plan.id}", actor, refused.get(role, 200))


def test_saving_for_a_project_picks_its_matters(saved, owner, send, session, look, market):
    project = market.project(owner)
    session.commit()
    plan = saved(project=str(project.id))
    picked = session.query(ProjectMatter).filter_by(project_id=project.id).count()
    assert picked == len(plan.result["matters"]) + 1  # the market's own matter stands there too
    assert f"/plans/{plan.id}" in look(f"/projects/{project.id}", owner)


def test_a_plan_goes_to_a_project_that_is_entered_for_it(owner, send, session, market):
    reply = send(f"/plans/save?a={word()}&v=1", owner, name="Works", project="new")
    assert reply.location.startswith("/projects/enter?plan=")
    fields = {"code": "2026-510701-48-01-777777", "name": "Works", "kind": "industry",
              "area_id": market.area.id, "address": "Road 1", "investment": "1亿"}  # fmt: skip
    place = send(reply.location, owner, **fields).location
    project = session.query(Project).one()
    assert session.query(Plan).one().project_id == project.id
    assert place.startswith("/plans/")
    assert len(project.needs) == len(EXAMPLES["X05"]["expected_matters"])


def test_a_plan_alone_is_attached_later_and_to_one_project(saved, owner, send, session, market):
    plan, projects = saved(), [market.project(owner) for _ in range(2)]
    session.commit()
    send(f"/plans/{plan.id}/attach", owner, project=projects[0].id)
    session.refresh(plan)
    assert plan.project_id == projects[0].id
    send(f"/plans/{plan.id}/attach", owner, 409, project=projects[1].id)


def test_a_plan_is_shared_and_not_any_more(saved, owner, send, session, look):
    plan = saved()
    send(f"/plans/{plan.id}/share", owner)
    session.refresh(plan)
    page = look(f"/plans/shared/{plan.token}")
    assert "Housing estate" in page
    assert "Share" not in page
    token = plan.token
    send(f"/plans/{plan.id}/unshare", owner)
    look(f"/plans/shared/{token}", status=404)


def test_new_rules_are_told_and_the_plan_is_made_anew(saved, owner, send, look, new_rules, session):
    plan = saved()
    assert "rules have changed" not in look(f"/plans/{plan.id}", owner)
    new_rules()
    page = look(f"/plans/{plan.id}", owner)
    assert "The rules have changed since" in page
    assert "Make the plan anew" in page
    place = send(f"/plans/{plan.id}/rerun", owner).location
    assert "M326" in look(place, owner)
    again = session.query(Plan).order_by(Plan.id.desc()).first()
    assert (again.guidance.version, plan.guidance.version) == (2, 1)
    assert "M326" in plan.result["matters"]
    assert "M326" not in again.result["matters"]
    send(f"/plans/{again.id}/rerun", owner, 409)


def test_new_rules_that_ask_more_say_which_question(saved, owner, send, look, new_rules):
    plan = saved()
    new_rules(file("guidance.json")["questions"][0] | {"id": "Q31"})
    assert "another answer to question Q31" in look(f"/plans/{plan.id}", owner)
    send(f"/plans/{plan.id}/rerun", owner, 422)


def test_the_address_of_an_old_version_still_shows_the_old_plan(hall, look, new_rules, session):
    new_rules()
    assert catalogue.guidance(session).version == 2
    page = look(f"/plans/preview?a={word()}&v=1")
    assert "Version 2 is in force" in page
    assert 'id="step-M326"' in page
    assert 'id="step-M326"' not in look(f"/plans/preview?a={word()}")
