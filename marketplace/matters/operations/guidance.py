"""A new version of the guidance, when what decides a plan has changed."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from marketplace.core.act import Act
from marketplace.matters import queries
from marketplace.matters.models import GuidanceSet
from marketplace.matters.operations.ledger import Ledger
from marketplace.matters.rules.catalogue import Catalogue
from marketplace.matters.rules.guidance.book import content_of
from marketplace.matters.rules.report import Outcome


def keep_guidance(act: Act, ledger: Ledger, catalogue: Catalogue) -> None:
    """Load the guidance as a version of its own; the one in force stays when nothing differs."""
    if catalogue.guidance is None:
        return
    newest = queries.newest_guidance(act.session)
    content = content_of(catalogue.guidance, catalogue.matters, catalogue.items)
    stamp = digest_of(content)
    if newest and newest.digest == stamp:
        ledger.note("guidance", f"v{newest.version}", Outcome.UNCHANGED)
        return
    version = newest.version + 1 if newest else 1
    names = {"version": version, "digest": stamp, "content": content}
    act.session.add(GuidanceSet(loaded_at=act.now, **names))
    act.session.flush()
    ledger.note("guidance", f"v{version}", Outcome.CHANGED if newest else Outcome.ADDED)


def digest_of(content: Mapping[str, Any]) -> str:
    """The same for the same content, in whatever order its fields were written."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()
