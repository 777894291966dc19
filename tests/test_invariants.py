"""Each invariant finds the fault that is planted, and nothing in a hall that is whole."""

import pytest
from sqlalchemy import text

from marketplace.core.database import db
from marketplace.core.facts import Fact, Pending
from marketplace.core.invariants import INVARIANTS
from tests.filled import apart, application, copy_of, filled

ALL_SEALED = "SELECT id FROM offers WHERE state = 'sealed'"
SEALED = "WHERE id = (SELECT min(id) FROM offers WHERE state = 'sealed')"
DECIDED = "(SELECT min(id) FROM requests WHERE state = 'awarded')"
FIRST = "WHERE id = (SELECT min(firm_id) FROM firm_matches)"
# Of each invariant, what somebody does to a table, each of which breaks it.
FAULTS = {
    "no offer came in after the closing": ["offers SET received_at = '2030-01-01 00:00:00'"],
    "no offer can be read before it is opened": [
        f"offers SET price_minor = 1, price_currency = 'CNY' {SEALED}",
        f"offers SET days = 7 {SEALED}",
        f"offers SET note = 'cheap' {SEALED}",
        f"offer_plans SET text = 'seen' WHERE offer_id IN ({ALL_SEALED})",
    ],
    "each offer has the envelope that was acknowledged": [
        f"offers SET envelope = CAST(envelope || x'00' AS BLOB) {SEALED}",
        f"offers SET envelope = NULL {SEALED}",
        f"offers SET digest = 'none' {SEALED}",
    ],
    "the bids of each auction stand in one falling order, as it was published": [
        "auctions SET last_seq = last_seq + 1",
        "auctions SET step_minor = step_minor * 1000",
        "auctions SET digest = 'none'",
    ],
    "a decided request has one standing award": [
        f"awards SET state = 'cancelled' WHERE request_id = {DECIDED}",
        f"requests SET state = 'open' WHERE id = {DECIDED}",
    ],
    "lists match firms as their papers do": [
        "firm_matches SET grade = 'none' WHERE id = (SELECT min(id) FROM firm_matches)",
        f"firms SET standing = 'suspended' {FIRST}",
        f"firms SET state = 'left' {FIRST}",
    ],
    "only finished contracts are rated, by their two sides": [
        "contracts SET state = 'in_service'",
        "ratings SET rated_id = rater_id",
    ],
    "a credit score is the sum of its entries": [
        "credit_entries SET points = points + 100",
        "credit_scores SET value = 100 - value WHERE value IS NOT NULL AND value != 50",
        "firms SET credit_score = 1 WHERE credit_score IS NOT NULL",
        "organisations SET credit_score = 1 WHERE credit_score IS NOT NULL",
    ],
    "ratings are what was written": [
        "ratings SET quality = 6 - quality WHERE quality != 3",
        "ratings SET text = 'all well'",
    ],
    "what a contract's state promises is there": [
        "contracts SET due_on = NULL WHERE state = 'accepted'",
        "contracts SET price_minor = price_minor + 1 WHERE state = 'accepted'",
    ],
    "each paper of a contract is what its sides signed": [
        "contract_papers SET body = CAST(body || x'00' AS BLOB) WHERE no = 0",
        "contract_papers SET sha256 = 'none' WHERE no = 0",
    ],
    "a case's clocks, outcome and people agree with its state": [
        "cases SET actual_days = NULL WHERE state = 'collected'",
        "cases SET committed_due_on = NULL WHERE state = 'collected'",
        "cases SET reviewer_id = acceptor_id WHERE state = 'collected'",
        "case_pauses SET ended_at = NULL WHERE id = (SELECT min(id) FROM case_pauses)",
    ],
    "the city's days are the sum of its projects' days": [
        "city_shares SET days = days + 1 WHERE id = (SELECT min(id) FROM city_shares)",
        "day_shares SET days = days + 1 WHERE id = (SELECT min(id) FROM day_shares)",
    ],
    "the public log is whole, and each of its leaves has its fact": [
        "facts SET record = 'forged' WHERE id = (SELECT min(fact_id) FROM log_leaves)",
        "facts SET person_id = person_id + 1 WHERE id = (SELECT min(fact_id) FROM log_leaves)",
    ],
    "the state of each thing follows from the facts about it": [
        f"requests SET state = 'withdrawn' WHERE id = {DECIDED}",
        "contracts SET state = 'drafted' WHERE state = 'accepted'",
        "draws SET state = 'noticed' WHERE state = 'drawn'",
    ],
    "money held is what payments say, and none is passed on without acceptance or decision": [
        "payments SET amount_minor = amount_minor + 1 WHERE state = 'funded'",
        "payments SET state = 'transferred' WHERE state = 'funded'",
        "contract_milestones SET state = 'planned' WHERE paid_at IS NOT NULL",
    ],
    "each fact that waits for a reader waits for one that exists": [
        "facts_pending SET reader = 'nobody.reads'",
    ],
    "uploads on the disk are those of the table": [
        "uploads SET size = size + 1 WHERE id = (SELECT min(id) FROM uploads)",
    ],
}
PLANTED = [(name, statement) for name, faults in FAULTS.items() for statement in faults]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    data = copy_of(filled(), tmp_path_factory.mktemp("planted") / "hall")
    with apart():
        app = application(data)
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def faults(hall):
    """Plant a fault and look for what an invariant finds; nothing of it stays."""

    def find(name, statement=""):
        with hall.app_context():
            session = db.session()
            if statement:
                session.add(Pending(reader="notices.tell", fact=session.query(Fact).first()))
                session.flush()
                assert session.execute(text(f"UPDATE {statement}")).rowcount
            found = list(INVARIANTS[name](session, hall.config["HALL_DATA"]))
            session.rollback()
        return found

    return find


def test_a_whole_hall_has_no_fault(faults):
    assert {name: found for name in INVARIANTS if (found := faults(name))} == {}


@pytest.mark.parametrize(("name", "statement"), PLANTED)
def test_a_planted_fault_is_found(faults, name, statement):
    assert faults(name, statement)


def test_every_invariant_has_been_tried(hall):
    proven_by_the_command = {"the database is sound"}  # see tests/cli/test_checks.py
    assert set(INVARIANTS) == set(FAULTS) | proven_by_the_command
