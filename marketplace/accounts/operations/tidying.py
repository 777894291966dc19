"""What is spent or over is taken away, so that the tables of the door stay small."""

from marketplace.accounts import queries
from marketplace.core.act import Act
from marketplace.core.database import Row
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY


@operation("accounts.tidy", may=CLOCKWORK_ONLY)
def tidy(act: Act, _: Row) -> None:
    """Forget old mailed words, tries and sessions, a batch of each; the next round takes more."""
    for statement in queries.forgettings(act.now):
        act.session.execute(statement, execution_options={"synchronize_session": False})
