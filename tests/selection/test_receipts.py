"""The receipt of an offer convinces a script that knows nothing of the hall."""

import json
import runpy

import pytest

from marketplace.app import ROOT
from marketplace.core.act import CLOCKWORK
from marketplace.core.canonical import canonical
from marketplace.core.errors import NotFoundError
from marketplace.core.transparency import heads
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries.receipts import receipt
from marketplace.selection.rules.envelope import digest
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.states import OfferState
from marketplace.witness.store import Store
from tests.market import CLOSING, MONDAY
from tests.merited import Merits

SCRIPT = runpy.run_path(str(ROOT / "static" / "verify" / "verify_receipt.py"))


def verify(told, *pin):
    return SCRIPT["verify"](json.dumps(told), *pin)


@pytest.fixture
def offer(lots):
    """The second of three; its leaf stands in a head that both witnesses signed."""
    request, (_, firm, _) = lots.market.offered(95_000, 90_000, 98_000)
    lots.session.commit()
    heads.sign_now(lots.market.act(lots.market.operator))
    lots.exchange()
    return queries.living(lots.session, request, firm.organisation_id)


def test_a_receipt_proves_itself(lots, offer):
    told = receipt(lots.session, offer)
    assert "cosigned by 2" in verify(told, heads.public_key())
    assert (told["digest"], told["request"]) == (offer.digest, offer.request.number)
    assert "95" not in told["record"] + told["leaf"] or offer.price is None


def test_a_receipt_before_the_next_head_is_signed_by_the_hall(market):
    request, (firm,) = market.offered(95_000)
    market.session.commit()
    mine = queries.living(market.session, request, firm.organisation_id)
    told = receipt(market.session, mine)
    assert (told["head"], told["proof"]) == (None, [])
    assert "fetch it again" in verify(told)


def turned(sealed):
    """The same envelope with its last bit turned."""
    return sealed[:-1] + format(int(sealed[-1], 16) ^ 1, "x")


def signed(told, key):
    body = {name: value for name, value in told.items() if name != "sig"}
    return body | {"sig": key.sign(canonical(body).encode()).hex()}


def wrong(told):
    """Everything somebody could change, each signed again by the hall's own key."""
    head, leaf = told["head"], json.loads(told["leaf"])
    yield told | {"digest": "0" * 64}
    yield told | {"version": 9}
    yield told | {"salt": "0" * 32}
    yield told | {"leaf": canonical(leaf | {"action": "selection.withdraw"})}
    yield told | {"leaf": canonical(leaf | {"seq": leaf["seq"] + 1})}
    yield told | {"proof": told["proof"][:-1]}
    yield told | {"proof": [*told["proof"], "00" * 32]}
    yield told | {"head": head | {"root": "0" * 64}}
    yield told | {"head": head | {"size": leaf["seq"]}}
    cosigned = [head["cosigned"][0] | {"sig": head["sig"]}]
    yield told | {"head": head | {"cosigned": cosigned}}
    yield told | {"format": "another"}
    yield told | {"envelopes": []}
    yield told | {"envelopes": [turned(sealed) for sealed in told["envelopes"]]}


def test_whatever_is_changed_is_found_even_when_the_hall_signs_it_anew(lots, offer):
    told, ours = receipt(lots.session, offer), heads.signing_key()
    for changed in wrong(told):
        with pytest.raises((ValueError, IndexError)):
            verify(signed(changed, ours))


@pytest.fixture
def planned(market):
    """A merit offer, its two envelopes and the actor who made it."""
    merits = Merits(market)
    request, (firm, _) = merits.offered(90_000, 80_000)
    market.session.commit()
    return queries.living(market.session, request, firm.organisation_id)


def test_the_receipt_of_an_offer_with_a_plan_covers_the_plan(market, planned):
    told, ours = receipt(market.session, planned), heads.signing_key()
    price, plan = told["envelopes"]
    assert "OK" in verify(told)
    for sealed in ([price], [plan], [price, turned(plan)], [turned(price), plan], [plan, price]):
        with pytest.raises(ValueError, match="not these envelopes"):
            verify(signed(told | {"envelopes": sealed}, ours))


def test_a_plan_that_is_not_the_logged_one_is_not_opened(market, planned):
    request = planned.request
    plan, other = queries.plans_of(market.session, request)
    plan.envelope, planned.digest = other.envelope, digest(planned.envelope + other.envelope)
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    assert (planned.state, planned.reason) == (OfferState.INVALID, Flaw.EXCHANGED)
    with pytest.raises(ValueError, match="another offer"):
        verify(receipt(market.session, planned))


def test_a_plan_exchanged_while_others_are_scored_is_found_too(market, planned):
    assert queries.changed(market.session, planned.request, [planned]) == set()
    queries.plan_of(market.session, planned).envelope += b"?"
    assert queries.changed(market.session, planned.request, [planned]) == {planned.id}


def test_a_changed_byte_or_a_strangers_signature_is_found(lots, offer, tmp_path):
    told = receipt(lots.session, offer)
    with pytest.raises(ValueError, match="not the signature of the hall"):
        verify(told | {"received_at": MONDAY})
    stranger = Store(tmp_path / "x")
    forged = signed(told | {"key": stranger.public()}, stranger.key())
    with pytest.raises(ValueError, match="not this hall"):
        verify(forged, heads.public_key())


def test_only_its_firm_has_the_receipt(market, look):
    request, (firm,) = market.offered(95_000)
    market.session.commit()
    mine = queries.living(market.session, request, firm.organisation_id)
    path = f"/offers/{mine.id}/receipt.json"
    assert json.loads(look(path, firm))["digest"] == mine.digest
    assert "verify_receipt.py" in look(f"/offers/{mine.id}", firm)
    look(path, market.owner, status=404)
    look(path, market.operator, status=404)


def test_what_has_no_leaf_has_no_receipt(market):
    request, (firm,) = market.offered(95_000)
    mine = queries.living(market.session, request, firm.organisation_id)
    with pytest.raises(NotFoundError):
        receipt(market.session, mine)  # not committed: nothing was acknowledged
