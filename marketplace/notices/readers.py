"""Everyone concerned is told, once, in the hall and by mail."""

from marketplace.core.act import Act
from marketplace.core.facts import Fact, reads
from marketplace.notices import operations, rules


@reads("notices.tell", *rules.TOLD)
def tell(act: Act, fact: Fact) -> None:
    operations.tell(act, fact)
