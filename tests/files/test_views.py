"""How a file is handed out."""

import pytest

from marketplace.core.act import Role
from marketplace.files import operations


@pytest.fixture
def kept(act, owner, thing, scan, session):
    def keep(**more):
        [upload] = operations.keep_all(act(owner), thing, files=[scan], **more)
        session.commit()
        return f"/files/{upload.token}"

    return keep


def test_it_comes_as_an_attachment_under_its_own_name(kept, sign_in, owner, scan):
    with sign_in(owner).get(kept()) as reply:
        assert reply.data == scan.checked.body
        heads = reply.headers
    assert heads["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E6%89%AB%E6%8F%8F%20%E4%BB%B6.png" in heads["Content-Disposition"]
    assert heads["X-Content-Type-Options"] == "nosniff"
    assert heads["Content-Security-Policy"].startswith("sandbox")
    assert heads["Cache-Control"] == "no-store"
    assert heads["Content-Type"] == "image/png"


@pytest.mark.parametrize(("public", "status"), [(False, 403), (True, 200)])
def test_a_stranger_has_only_public_files(kept, sign_in, public, status):
    with sign_in().get(kept(is_public=public)) as reply:
        assert reply.status_code == status
        assert "no-store" not in reply.headers["Cache-Control"] or not public


def test_a_name_nobody_gave_is_not_found(sign_in, make):
    assert sign_in(make.actor(Role.OWNER)).get("/files/../hall.db").status_code == 404
    assert sign_in().get("/files/nothing").status_code == 404


def test_another_organisation_is_refused(kept, sign_in, make):
    assert sign_in(make.actor(Role.OWNER)).get(kept()).status_code == 403
