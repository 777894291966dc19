"""Keeping, handing out and sweeping files."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK, STRANGER, Role
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.facts import Fact
from marketplace.files import backend, operations, queries
from marketplace.files.models import Sweep, Upload
from marketplace.files.rules import fit
from tests.files.conftest import png


def test_a_kept_file_is_on_the_disk_and_belongs_to_its_thing(act, owner, thing, scan, session):
    [upload] = operations.keep_all(act(owner), thing, files=[scan], purpose="scan")
    assert backend.place(upload.token).read_bytes() == scan.checked.body
    assert (upload.name, upload.purpose, upload.size) == (
        "扫描 件.png",
        "scan",
        len(scan.checked.body),
    )
    assert queries.of(session, thing) == [upload]
    assert queries.of(session, thing, "other") == []
    fact = session.scalars(select(Fact).where(Fact.name == "files.keep")).one()
    assert (fact.thing_kind, fact.thing_id) == ("uploads", upload.id)


def test_the_same_file_twice_is_kept_once(act, owner, thing, scan, session):
    sent = SimpleNamespace(filename="another name.png", read=png)
    operations.keep_all(act(owner), thing, files=[scan, sent])
    assert len(operations.keep_all(act(owner), thing, files=[scan])) == 1


def test_an_unfit_file_is_refused_by_name(act, owner, thing):
    sent = SimpleNamespace(filename="virus.exe", read=lambda: b"MZ")
    with pytest.raises(BadInputError, match=r"virus\.exe"):
        operations.keep_all(act(owner), thing, files=[sent])


def test_an_organisation_has_so_much_room(act, owner, thing, scan, monkeypatch):
    monkeypatch.setattr(operations, "MOST_OF_ONE", len(scan.checked.body) + 10)
    operations.keep_all(act(owner), thing, files=[scan])
    with pytest.raises(BadInputError, match="no room"):
        operations.keep_all(act(owner), thing, files=[fit("b.png", png(9))])


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.STRANGER])
def test_who_changes_nothing_keeps_nothing(act, make, thing, scan, role):
    with pytest.raises(NotAllowedError):
        operations.keep(act(make.every_role()[role]), thing, file=scan)


def test_old_files_without_a_row_are_swept_the_next_day(act, owner, thing, scan, session):
    [upload] = operations.keep_all(act(owner), thing, files=[scan])
    lost, fresh = backend.store(b"lost"), backend.store(b"fresh")
    now = act(CLOCKWORK).now
    for token in (lost, upload.token):
        long_ago = (now - timedelta(days=3)).timestamp()
        os.utime(backend.place(token), (long_ago, long_ago))
    assert queries.due_sweeps(session, now) == []
    [sweep] = queries.due_sweeps(session, now + timedelta(days=1))
    operations.sweep(act(CLOCKWORK), sweep)
    left = [backend.place(token).exists() for token in (lost, fresh, upload.token)]
    assert left == [False, True, True]
    backend.forget(fresh)


def test_the_check_finds_missing_and_changed_and_unknown_files(act, owner, thing, session, app):
    files = [fit("a.png", png(1)), fit("b.png", png(2)), fit("c.png", png(3))]
    gone, changed, _ = operations.keep_all(act(owner), thing, files=files)
    backend.forget(gone.token)
    backend.place(changed.token).write_bytes(b"x" * changed.size)
    lost = backend.store(b"lost")
    later = act().now + timedelta(days=400_0)
    found = "\n".join(queries.faults(session, app.config["HALL_DATA"], later))
    expected = [(gone.token, "missing"), (changed.token, "changed"), (lost, "no row")]
    assert all(any(t in line and w in line for line in found.split("\n")) for t, w in expected)
    backend.forget(lost)


def test_a_private_file_is_for_those_it_concerns(act, owner, thing, scan, session, make):
    [upload] = operations.keep_all(act(owner), thing, files=[scan])
    allowed = {
        role for role, actor in make.every_role().items() if _reads(session, upload.token, actor)
    }
    assert allowed == {Role.REGULATOR}
    assert _reads(session, upload.token, owner)


def _reads(session, token, actor):
    try:
        queries.get(session, token, actor)
    except NotAllowedError:
        return False
    return True


def test_a_public_file_is_for_all(act, owner, thing, scan, session):
    [upload] = operations.keep_all(act(owner), thing, files=[scan], is_public=True)
    assert queries.get(session, upload.token, STRANGER) == upload
    assert session.get(Sweep, 1)
    assert session.scalars(select(Upload)).one() == upload
