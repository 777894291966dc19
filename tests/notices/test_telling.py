"""Who is told what, once, in which language, and by mail if he wants."""

import pytest
from sqlalchemy import event, insert, select

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.rules.names import MAIL_KINDS
from marketplace.accounts.states import Kind
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.policy import PERMISSIONS
from marketplace.core.texts import Names, Text, name_of, say
from marketplace.directory.models import Firm, Match
from marketplace.directory.states import Standing
from marketplace.notices import operations, queries, rules
from marketplace.requests.models import Exclusion
from marketplace.selection.rules.lowest import Loss
from tests.market import BEGAN
from tests.notices.conftest import KEYS


def test_each_rule_names_an_operation_a_kind_of_mail_and_a_path():
    assert set(rules.TOLD) - set(PERMISSIONS) == set()
    told = [rule for table in rules.TOLD.values() for rule in table]
    assert {rule.kind for rule in told} <= {"", *MAIL_KINDS}
    assert all(rule.path.startswith("/") for rule in told)


def test_a_published_request_is_told_to_the_matching_firms_only(crowd):
    able, warned = crowd.matching(), crowd.matching(standing=Standing.WARNED)
    suspended = crowd.matching(standing=Standing.SUSPENDED)
    elsewhere, other = crowd.matching(area=99), crowd.matching(item=crowd.service())
    crowd.happens("requests.publish", crowd.open(), crowd.operator)
    assert [len(crowd.told(firm)) for firm in (able, warned)] == [1, 1]
    assert not any(crowd.told(firm) for firm in (suspended, elsewhere, other))
    (notice,) = crowd.told(able)
    assert "Environmental report for a bridge" in queries.words(notice)


def test_an_excluded_firm_is_not_told(crowd):
    firm, request = crowd.matching(), crowd.open()
    excluded = {"request_id": request.id, "firm_id": firm.organisation_id, "reason": "Conflict"}
    crowd.add(Exclusion(**excluded))
    crowd.happens("requests.publish", request, crowd.operator)
    assert crowd.told(firm) == []


def test_the_same_fact_twice_tells_once(crowd):
    firm, act = crowd.matching(), crowd.act(CLOCKWORK)
    fact = crowd.happens("requests.publish", crowd.open(), crowd.operator)
    operations.tell(act, fact)
    assert (len(crowd.told(firm)), len(crowd.letters(firm))) == (1, 1)


def test_who_did_it_is_not_told(crowd):
    request = crowd.open()
    crowd.happens("requests.publish", request, crowd.owner)
    assert crowd.told(crowd.owner) == []
    crowd.happens("requests.publish", request, crowd.operator)
    assert len(crowd.told(crowd.owner)) == 1


def test_somebody_removed_or_disabled_is_not_told(crowd):
    gone, disabled, request = crowd.matching(), crowd.matching(), crowd.open()
    membership = crowd.session.scalar(select(Membership).filter_by(person_id=gone.person_id))
    membership.ended_at = BEGAN
    crowd.person(disabled, disabled_at=BEGAN)
    crowd.happens("requests.publish", request, crowd.operator)
    assert crowd.told(gone) + crowd.told(disabled) == []


@pytest.mark.parametrize(
    ("choice", "letters"), [({}, 1), ({"requests": False}, 0), ({"offers": False}, 1)]
)
def test_mail_follows_the_choice_of_the_person(crowd, choice, letters):
    firm = crowd.matching()
    crowd.person(firm, mails=choice)
    crowd.happens("requests.publish", crowd.open(), crowd.operator)
    assert (len(crowd.told(firm)), len(crowd.letters(firm))) == (1, letters)


def test_an_unconfirmed_address_gets_no_mail(crowd):
    firm = crowd.matching()
    crowd.person(firm, confirmed_at=None)
    crowd.happens("requests.publish", crowd.open(), crowd.operator)
    assert crowd.letters(firm) == []


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "you may answer until"), ("zh", "有可报价的服务需求")]
)
def test_mail_speaks_the_language_of_the_person(crowd, locale, words):
    firm = crowd.matching()
    crowd.person(firm, locale=locale)
    crowd.happens("requests.publish", crowd.open(), crowd.operator)
    (letter,) = crowd.letters(firm)
    assert words in letter.subject
    assert "/requests/" in letter.body


def test_a_loser_is_told_why(crowd):
    request, (dear, winner, dearest) = crowd.selected()
    crowd.happens("requests.select", request)
    assert "selected" in queries.words(crowd.told(winner)[0])
    for loser in (dear, dearest):
        (notice,) = crowd.told(loser)
        assert str(name_of(Loss.DEARER)) in queries.words(notice)


def test_bidders_are_told_of_a_revision(crowd):
    request, firms = crowd.offered(90_000, 91_000)
    crowd.happens("requests.revise", request, crowd.owner)
    assert [len(crowd.told(firm)) for firm in (*firms, crowd.owner)] == [1, 1, 0]


def test_the_operator_is_told_of_work_to_check(crowd):
    crowd.happens("requests.submit", crowd.submitted(), crowd.owner)
    assert len(crowd.told(crowd.operator)) == 1


def many_firms(crowd, count):
    """Firms with a person each, inserted at once."""
    session, start = crowd.session, 100_000
    ids = range(start, start + count)
    moment = {"registered_at": BEGAN}
    bodies = [{"id": n, "kind": Kind.INTERMEDIARY, "name_zh": f"机构{n}", **moment} for n in ids]
    people = [
        {"id": n, "email": f"{n}@a.test", "email_key": f"{n}@a.test", "name": "A"} for n in ids
    ]
    same = {"password_hash": "!", "confirmed_at": BEGAN, "mails": {}, **moment}
    member = {"role": Role.INTERMEDIARY, "began_at": BEGAN}
    where = {"item_id": crowd.item.id, "area_id": crowd.area.id, "standing": Standing.GOOD}
    session.execute(insert(Organisation), bodies)
    session.execute(insert(Person), [person | same for person in people])
    members = [{"person_id": n, "organisation_id": n, **member} for n in ids]
    session.execute(insert(Membership), members)
    session.execute(insert(Firm), [{"id": n, "organisation_id": n} for n in ids])
    session.execute(insert(Match), [{"firm_id": n, **where, **KEYS} for n in ids])


def test_three_hundred_firms_are_told_in_few_statements(crowd):
    request = crowd.open()
    many_firms(crowd, 300)
    seen = []
    engine = crowd.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    crowd.happens("requests.publish", request, crowd.operator)
    assert len(crowd.told()) == 301
    assert len([statement for statement in seen if statement.startswith("INSERT")]) <= 8


def test_parameters_survive_being_kept(crowd):
    kept = {"firm": Names("甲", "A"), "on": BEGAN.date(), "at": BEGAN, "why": say("Late")}
    again = rules.decoded({name: rules.encoded(value) for name, value in kept.items()})
    assert again == kept
    assert isinstance(again["why"], Text)
