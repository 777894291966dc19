"""A thing that has files: the hall's own room of it is made up."""

from io import BytesIO

import pytest
from PIL import Image

from marketplace.core.act import Role
from marketplace.files import policy
from marketplace.files.rules import fit


def png(shade=0):
    body = BytesIO()
    Image.new("L", (4, 4), shade).save(body, "PNG")
    return body.getvalue()


@pytest.fixture
def owner(make):
    return make.actor(Role.OWNER)


@pytest.fixture
def thing(make, monkeypatch):
    """A row whose files its regulator may read."""
    monkeypatch.setattr(policy, "_TESTS", {})
    policy.readable("organisations", lambda session, actor, thing_id: actor.role == Role.REGULATOR)
    return make.organisation()


@pytest.fixture
def scan():
    return fit("扫描 件.png", png())
