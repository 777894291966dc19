"""Pages of requests and selection, as each role, in both languages."""

import pytest
from sqlalchemy import event

from marketplace.core.act import CLOCKWORK, STRANGER, Role
from marketplace.requests import queries as queries_of_requests
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.market import CLOSING, REASON, TERMS

VERBS = ("edit", "exclude", "submit", "publish", "give_back", "revise", "withdraw", "renotice",
         "go_direct", "leave")  # fmt: skip


def drafting(market, project):
    needed = f"item={market.item.code}&matter={market.matter.code}"
    return f"/requests/draft?{needed}&project={project.id}"


def typed(**more):
    given = {
        "title": "Report", "scope": "All of it", "deliverable": "Three copies",
        "acceptance_test": "Received by the department", "ceiling": "9.8万", "days_wanted": "20",
        "method": "sealed_price",
    }  # fmt: skip
    return given | more


def test_the_owner_drafts_as_typed_and_hands_in(market, send, look, session):
    project = market.project()
    path = (
        f"/requests/draft?item={market.item.code}&project={project.id}&matter={market.matter.code}"
    )
    assert "Report" in look(path, market.owner)
    place = send(path, market.owner, **typed()).location
    made = session.query(Request).one()
    assert (made.ceiling.minor, made.state) == (9_800_000, State.DRAFT)
    assert "98,000.00" in look(place, market.owner)
    send(f"{place}/submit", market.owner)
    session.expire_all()
    assert made.state is State.IN_CHECK


def test_without_a_project_the_page_asks_for_one(market, look):
    project = market.project()
    page = look(f"/requests/draft?item={market.item.code}", market.owner)
    assert f"project={project.id}" in page
    assert "None of your projects" in look(
        f"/requests/draft?item={market.service().code}", market.owner
    )


def test_a_refused_field_keeps_what_was_typed(market, send):
    project = market.project()
    path = (
        f"/requests/draft?item={market.item.code}&project={project.id}&matter={market.matter.code}"
    )
    reply = send(path, market.owner, 422, **typed(ceiling="98,00", scope="Keep me"))
    page = reply.get_data(as_text=True)
    assert "comma" in page
    assert "Keep me" in page


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_everybody_reads_what_is_published(market, look, locale, make):
    request, _ = market.selected()
    for actor in (None, market.owner, *make.every_role().values()):
        for path in ("/requests", f"/requests/{request.id}", f"/requests/{request.id}/result"):
            assert TERMS.title in look(path, actor, locale=locale)
    assert TERMS.title in look("/requests/list.csv")


def test_a_draft_is_for_its_owner_and_those_who_check(market, look, make):
    request = market.draft()
    seen = {Role.OPERATOR, Role.REGULATOR, Role.AUDITOR}
    for role, actor in make.every_role().items():
        look(f"/requests/{request.id}", actor, 200 if role in seen else 404)
    assert "Hand in" in look(f"/requests/{request.id}", market.owner)
    assert TERMS.title not in look("/requests", market.owner)


def test_the_pages_of_each_verb_are_for_those_who_may(market, look, make):
    request = market.open()
    allowed = {
        Role.OWNER: {
            "edit",
            "exclude",
            "submit",
            "revise",
            "withdraw",
            "renotice",
            "go_direct",
            "leave",
        },
        Role.OPERATOR: {"publish", "give_back"},
    }
    actors = make.every_role() | {Role.OWNER: market.owner}
    del actors[Role.STRANGER]
    for role, actor in actors.items():
        for verb in VERBS:
            status = 200 if verb in allowed.get(role, ()) else 403
            look(f"/requests/{request.id}/{verb}", actor, status)


def test_the_operator_checks(market, look, send, session):
    request = market.submitted()
    assert TERMS.title in look("/requests/check", market.operator)
    send(f"/requests/{request.id}/publish", market.operator)
    send(f"/requests/{request.id}/publish", market.operator, 409)
    assert "working days left" in look(f"/requests/{request.id}")


def test_one_second_late_the_page_says_closed(market, look, at):
    request, _ = market.offered(1, 2, 3)
    at("2026-03-05T16:59:59+08:00")
    assert "opening due since" not in look(f"/requests/{request.id}")
    at(CLOSING)
    page = look(f"/requests/{request.id}")
    assert "Closed, opening due since" in page
    assert "Make an offer" not in look(f"/requests/{request.id}", market.firm())
    assert "Open the offers now" in look(f"/requests/{request.id}", market.owner)


def test_a_firm_offers_and_gets_a_receipt(market, look, send, session):
    request, firm = market.open(), market.firm()
    path = f"/requests/{request.id}/offer"
    assert "all fees" in look(path, firm)
    fields = {"price": "９.8万", "days": "10", "note": "", "all_included": "y"}
    send(path, firm, 422, **fields | {"all_included": ""})
    receipt = look(send(path, firm, **fields).location, firm)
    assert queries.living(session, request, firm.organisation_id).digest in receipt
    send(path, firm, 409, **fields)
    mine = queries.living(session, request, firm.organisation_id)
    look(f"/offers/{mine.id}", market.firm(), 404)
    assert request.number in look("/offers", firm)


def test_at_the_closing_the_forms_are_refused(market, send, at, session):
    request, (firm, other, _) = market.offered(90_000, 95_000, 97_000)
    fields = {"price": "9.8万", "days": "10", "note": "", "all_included": "y"}
    at(CLOSING)
    for one, verb in ((firm, "replace"), (other, "withdraw")):
        mine = queries.living(session, request, one.organisation_id)
        send(f"/offers/{mine.id}/{verb}", one, 409, **fields)
    send(f"/requests/{request.id}/offer", market.firm(), 409, **fields)
    send(f"/requests/{request.id}/open", market.owner)
    assert queries.award_of(session, request).firm_id == firm.organisation_id


def test_revisions_are_compared(market, look, send):
    request = market.open()
    send(f"/requests/{request.id}/revise", market.owner, 422, **typed(reason=REASON))
    fields = typed(reason=REASON, scope="More of it", closes_at="2026-03-06T17:00")
    send(f"/requests/{request.id}/revise", market.owner, **fields)
    page = look(f"/requests/{request.id}")
    assert "<del>Survey and report</del>" in page.replace("\n", "")
    assert "More of it" in page


def test_a_direct_selection_is_named_by_the_operator(market, look, send):
    firm = market.firm()
    request = market.direct(firm)
    assert "Publish the direct selection" in look(f"/requests/{request.id}", market.operator)
    send(f"/requests/{request.id}/name", market.operator)
    assert REASON in look(f"/requests/{request.id}/result", STRANGER)


def test_more_rows_ask_no_more_queries(market, look, session):
    asked, counts = [], []
    event.listen(session.connection(), "before_cursor_execute", lambda *_: asked.append(1))
    for _ in range(3):
        market.open()
        session.commit()
        asked.clear()
        look("/requests")
        counts.append(len(asked))
    assert counts[1] == counts[2] < 15


def test_the_list_filters(market, look):
    market.open()
    other = market.service()
    assert TERMS.title not in look(f"/requests?item={other.id}")
    assert TERMS.title in look(f"/requests?item={market.item.id}&state=open&method=sealed_price")
    assert TERMS.title not in look("/requests?state=failed")
    assert "No request fits" in look("/requests?area=99&state=nonsense")


def test_what_ended_is_left_from_its_page_and_then_offers_no_such_button(market, look, send):
    selection.open(market.act(CLOCKWORK, CLOSING), request := market.open())
    again = queries_of_requests.next_of(market.session, request)
    selection.open(market.act(CLOCKWORK, "2026-03-10T09:00+08:00"), again)
    path = f"/requests/{again.id}"
    for shown in ("/go_direct", f"{path}/leave", "Ask anew"):
        assert shown in look(path, market.owner)
        assert shown not in look(path)
    assert "/renotice" not in look(f"/requests/{request.id}", market.owner)  # it was, by rule
    send(f"{path}/leave", market.owner)
    assert f"{path}/leave" not in look(path, market.owner)
    send(f"{path}/leave", market.owner, 409)
