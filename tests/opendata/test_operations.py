"""History is taken in once, and stays apart from the hall's own work."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.cli.history import bring_in
from marketplace.core.facts import Pending
from marketplace.opendata.models import Source
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State
from marketplace.risk.models import Signal
from marketplace.selection.models import Award, Offer
from marketplace.selection.queries.due import to_open
from marketplace.selection.states import OfferState

OCDS = Path(__file__).parents[3] / "shared" / "data" / "ocds"


def bid(no, amount, status="valid", currency="EUR", **more):
    tenderer = {"id": f"F{no}", "name": f"Firm {no}"}
    value = {"amount": amount, "currency": currency}
    return {"id": str(no), "status": status, "value": value, "tenderers": [tenderer]} | more


def release(no=1, status="complete", bids=None, **more):
    bids = bids or [bid(1, 100), bid(2, 101), bid(3, 102), bid(4, 90, "disqualified")]
    award = {"id": "A1", "status": "active", "relatedBid": "1", "suppliers": [{"id": "F1"}]}
    return {
        "ocid": f"ocds-abc-{no}",
        "date": "2015-03-01T00:00:00Z",
        "buyer": {"id": "B1", "name": "A town"},
        "tender": {"title": f"Bridge {no}", "status": status},
        "bids": {"details": bids},
        "awards": [award | {"value": bids[0]["value"]}],
    } | more


@pytest.fixture
def bring(session, tmp_path):
    def bring(*releases, name="x.jsonl"):
        file = tmp_path / name
        text = "\n".join(json.dumps(one) for one in releases)
        file.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
        refusals = (tmp_path / "refusals.jsonl").open("w")
        report = bring_in(session, file, refusals).as_dict()
        refusals.close()
        return report

    return bring


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_a_process_becomes_a_request_with_offers_and_an_award(bring, session):
    report = bring(release())
    assert (report["taken"], report["bids"], report["signals"]) == (1, 4, {"new": 3, "changed": 0})
    request = session.scalars(select(Request)).one()
    assert (request.method, request.state, request.number) == (
        Method.IMPORTED, State.AWARDED, "ocds-abc-1",
    )  # fmt: skip
    assert request.published_at == datetime(2015, 3, 1, tzinfo=UTC)
    states = [offer.state for offer in session.scalars(select(Offer).order_by(Offer.id))]
    assert states == [OfferState.WON, OfferState.VALID, OfferState.VALID, OfferState.INVALID]
    assert str(session.scalars(select(Award)).one().price) == "100.00 EUR"


def test_the_same_file_twice_changes_nothing(bring, session):
    bring(release(), release(2))
    before = [count(session, table) for table in (Request, Offer, Award, Organisation, Signal)]
    report = bring(release(), release(2), name="again.jsonl.gz")
    assert (report["taken"], report["unchanged"], report["changed"]) == (0, 2, 0)
    assert report["signals"] == {"new": 0, "changed": 0}
    after = [count(session, table) for table in (Request, Offer, Award, Organisation, Signal)]
    assert after == before


def test_what_the_publisher_changed_is_brought_up_to_date(bring, session):
    bring(release())
    changed = release(bids=[bid(1, 200), bid(2, 300)], tender={"title": "Tunnel"})
    report = bring(changed)
    assert (report["taken"], report["changed"]) == (0, 1)
    assert session.scalars(select(Request)).one().title == "Tunnel"
    assert [str(o.price) for o in session.scalars(select(Offer).order_by(Offer.id))] == [
        "200.00 EUR", "300.00 EUR",
    ]  # fmt: skip


def test_parties_are_external_and_one_publisher_s_id_is_one_party(bring, session):
    bring(release(), release(2), release(ocid="ocds-other-1"))
    known = session.scalars(select(Organisation).where(Organisation.external_id.is_not(None)))
    parties = {one.external_id: one for one in known}
    assert len(parties) == 10
    assert {one.kind for one in parties.values()} == {Kind.EXTERNAL}
    assert {one.code for one in parties.values()} == {None}
    assert "ocds-abc/F1" in parties
    assert "ocds-other/F1" in parties


@pytest.mark.parametrize(
    ("status", "state"), [("cancelled", State.FAILED), ("unsuccessful", State.FAILED)]
)
def test_a_failed_process_is_failed(bring, session, status, state):
    bring(release(status=status))
    assert session.scalars(select(Request)).one().state is state


def test_history_is_never_due_and_tells_no_firm(bring, session):
    bring(release(status="active", awards=[]))
    request = session.scalars(select(Request)).one()
    assert request.state is State.CLOSED
    assert request not in to_open(session, datetime(2030, 1, 1, tzinfo=UTC))
    assert count(session, Pending) == 0


def test_refusals_are_counted_by_rule_and_listed(bring, tmp_path):
    report = bring(release(), {"ocid": "ocds-abc-9"}, release(3, bids=[bid(1, -5)]))
    assert report["refused_because"] == {"no_tender": 1}
    assert report["left_out_or_mended"]["not_positive"] == 2  # the bid and the award
    lines = [json.loads(line) for line in (tmp_path / "refusals.jsonl").read_text().splitlines()]
    assert lines[0]["ocid"] == "ocds-abc-9"
    assert lines[0]["text"].startswith("The release holds only a plan")


def test_dropped_parts_are_noted(bring, session):
    partners = [{"id": "F1", "name": "One"}, {"id": "F8", "name": "Eight"}]
    bring(release(bids=[bid(1, 100, tenderers=partners), bid(2, 110)]))
    assert session.scalars(select(Source)).one().notes == {"partners": 1}


def test_only_bids_for_one_lot_are_compared(bring, session):
    bids = [bid(n, 100 + n, relatedLots=["a" if n % 2 else "b"]) for n in range(6)]
    bring(release(bids=bids))
    assert set(session.scalars(select(Signal.subject))) == {"a", "b"}


def test_currencies_are_not_mixed(bring, session):
    bring(release(bids=[bid(1, 100), bid(2, 101, currency="USD"), bid(3, 102)]))
    assert count(session, Signal) == 0
    assert {o.price.currency for o in session.scalars(select(Offer))} == {"EUR", "USD"}


def test_the_page_says_it_is_history(bring, session, sign_in):
    bring(release())
    request = session.scalars(select(Request)).one()
    page = sign_in().get(f"/requests/{request.id}").get_data(as_text=True)
    assert "Imported history" in page
    assert "x.jsonl" in page
    assert "Bridge 1" not in sign_in().get("/requests/").get_data(as_text=True)


@pytest.mark.skipif(not OCDS.exists(), reason="the shared files are not here")
def test_the_dirty_file_loads(session):
    report = bring_in(session, OCDS / "armenia.jsonl", None).as_dict()
    assert (report["taken"], report["refused"]) == (27, 73)


def test_a_process_without_a_title_is_called_by_what_is_told_of_it(bring, session):
    items = [{"description": "Gravel"}, "no item"]
    told = {"tender": {"items": items}}, {"tender": {"items": 7, "description": "A bridge"}}
    nothing = {"tender": {"id": "9"}}
    bring(*(release(no, **more) for no, more in enumerate((*told, nothing))))
    titles = session.scalars(select(Request.title).order_by(Request.external_id)).all()
    assert titles == ["Gravel", "A bridge", "A town · 2"]


@pytest.mark.parametrize(("locale", "method"), [("en", "Selective procedure"), ("zh", "邀请")])
def test_the_page_tells_the_method_and_the_dates(bring, session, look, locale, method):
    tender = {"title": "Bridge", "procurementMethod": "selective"}
    bring(release(tender=tender))
    session.commit()
    taken = session.scalar(select(Request.id))
    text = look(f"/requests/{taken}", locale=locale)
    assert method in text
    happened = text.split("What happened so far" if locale == "en" else "办理记录")[-1]
    assert "2015" in happened
