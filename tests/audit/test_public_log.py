"""The public log for everybody: pages, proofs by address, files."""

import json

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import record
from marketplace.core.merkle import extends, includes
from marketplace.selection import operations, queries
from tests.market import CLOSING


@pytest.fixture
def log(session, act):
    """Leaves of published requests, and a head over all of them."""

    def append(count):
        for no in range(count):
            record(act(), "requests.close" if no == count - 1 else "requests.publish", None, {})
        session.commit()

    return append


def test_before_the_first_leaf_the_pages_say_so(look):
    assert "The log has no leaf yet." in look("/transparency")
    assert "No head has been signed yet." in look("/transparency/heads")
    look("/transparency/head", status=404)
    look("/transparency/leaves/0", status=404)
    assert look("/transparency/export.jsonl") == ""


@pytest.mark.parametrize(("locale", "title"), [("en", "Public log"), ("zh", "公开日志")])
def test_everybody_reads_head_and_leaves(look, log, locale, title):
    log(3)
    text = look("/transparency", locale=locale)
    assert title in text
    assert text.count('href="/transparency/leaves/') == 3
    root = json.loads(look("/transparency/head"))["root"]
    assert root in text
    assert root in look("/transparency/heads", locale=locale)
    assert root in look("/transparency/leaves/1", locale=locale)


def test_proofs_by_address_are_right(look, log):
    log(7)
    head = json.loads(look("/transparency/head"))
    one = json.loads(look("/transparency/inclusion?leaf=4"))
    proof = [bytes.fromhex(node) for node in one["proof"]]
    assert one["root"] == head["root"]
    root = bytes.fromhex(head["root"])
    assert includes(root, one["size"], (4, one["data"].encode()), proof)
    two = json.loads(look("/transparency/consistency?first=3&second=7"))
    old, new = (bytes.fromhex(two[name]) for name in ("first_root", "second_root"))
    assert extends((3, old), (7, new), [bytes.fromhex(node) for node in two["proof"]])


@pytest.mark.parametrize(
    "query",
    ["inclusion", "inclusion?leaf=7", "inclusion?leaf=-1", "inclusion?leaf=0&size=99",
     "inclusion?leaf=x", "consistency?first=0&second=3", "consistency?first=5&second=4",
     "consistency?first=1&second=99999999999999999999", "leaves/7", "leaves/99999999999999999999"],
)  # fmt: skip
def test_proofs_of_what_is_not_there_are_refused(browser, log, query):
    log(7)
    assert browser().get(f"/transparency/{query}").status_code in (400, 404)


def test_the_export_is_what_was_hashed(look, log):
    log(2)
    lines = look("/transparency/export.jsonl").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [0, 1]
    (head,) = look("/transparency/heads.jsonl").splitlines()
    assert json.loads(head)["size"] == 2
    assert len(look("/transparency/log-key.txt").strip()) == 64


def test_the_script_is_served(browser):
    with browser().get("/static/verify/verify_log.py") as reply:
        assert "RFC 6962" in reply.text


def test_what_an_envelope_belongs_to_is_told_after_the_opening(session, market, look):
    request, _ = market.offered(90_000, 95_000, 98_000)
    session.commit()
    received = json.loads(look("/transparency/export.jsonl") or "{}")
    assert received == {}  # no head yet: nothing is exported that no head holds
    pages = [look(f"/transparency/leaves/{no}") for no in range(5)]
    digests = [offer.digest for offer in queries.of_request(session, request)]
    assert not [digest for digest in digests if any(digest in page for page in pages)]
    assert "still sealed" in pages[2]
    operations.open(market.act(CLOCKWORK, CLOSING), request)
    session.commit()
    assert digests[0] in look("/transparency/leaves/2")


def test_the_request_shows_its_leaves(session, market, look):
    request = market.open()
    session.commit()
    assert "/transparency/leaves/0" in look(f"/requests/{request.id}")
