"""Pages of the directory; importing the parts registers their routes."""

from flask.blueprints import BlueprintSetupState

from marketplace.directory.views import checks, mine, papers, penalties
from marketplace.directory.views.listing import bp

__all__ = ["bp", "papers", "penalties"]


@bp.record_once
def _(state: BlueprintSetupState) -> None:
    """These have menu entries of their own, so blueprints of their own."""
    for part in (mine.bp, checks.bp):
        state.app.register_blueprint(part)
