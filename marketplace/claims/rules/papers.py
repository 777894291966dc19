"""What is said to be demanded: does the requirement register know of it?"""

import unicodedata

from marketplace.claims.rules.approvals import WHICH_MATTER
from marketplace.claims.rules.said import Answer, Known, KnownItem, KnownMatter
from marketplace.claims.rules.services import NOT_THE_OWNERS, article, obligation_here
from marketplace.claims.states import Saying, Verdict
from marketplace.core.texts import Several, Text, say
from marketplace.matters.rules.requirement import DUTIES
from marketplace.matters.states import Obligation

LONGEST_KEY = 80
NOT_IN_THE_REGISTER = say("It is not in the register: nobody may ask you for it.")


def demanded_item(item: KnownItem, known: Known) -> Answer:
    said = say("“%(item)s” is demanded", item=item.names)
    about = f"{known.matter.code}.{item.code}" if known.matter else item.code
    verdict, text = _demanded(item, known)
    basis = (article(item, known), *_registered(known.matter))
    return Answer(Saying.DEMANDED_ITEM, about, verdict, said, text, basis)


def _demanded(item: KnownItem, known: Known) -> tuple[Verdict, Text]:
    duty = obligation_here(item, known)
    named = known.matter is not None and item.code in known.matter.rows
    if duty in NOT_THE_OWNERS or (named and duty is Obligation.MARKET_OPTIONAL):
        return Verdict.NOT_REQUIRED, DUTIES[duty].verdict
    if known.matter is None:
        return Verdict.UNKNOWN, WHICH_MATTER
    if not named:
        return Verdict.NOT_REQUIRED, NOT_IN_THE_REGISTER
    return Verdict.TRUE, DUTIES[duty].verdict


def demanded_other(paper: str, known: Known) -> Answer:
    """A paper in the owner's own words: only a matter that needs nothing settles it."""
    said, matter = say("“%(paper)s” is demanded", paper=paper), known.matter
    key = plain(paper)[:LONGEST_KEY]
    if matter is None:
        return Answer(Saying.DEMANDED_OTHER, key, Verdict.UNKNOWN, said, WHICH_MATTER)
    if matter.rows:
        verdict, text = Verdict.UNKNOWN, say(
            "Compare it with what the register names. If it is none of these, nobody may ask you"
            " for it."
        )  # fmt: skip
    else:
        verdict, text = Verdict.NOT_REQUIRED, NOT_IN_THE_REGISTER
    about = f"{matter.code}.{key}"
    return Answer(Saying.DEMANDED_OTHER, about, verdict, said, text, _registered(matter))


def _registered(matter: KnownMatter | None) -> tuple[Text, ...]:
    if matter is None:
        return ()
    if not matter.rows:
        return (say("The register names no service for this matter."),)
    names = Several(say("%(name)s", name=row.names) for _, row in sorted(matter.rows.items()))
    return (say("The register names for this matter: %(names)s", names=names),)


def plain(text: str) -> str:
    """The same name however it is written: compatible forms, case and blanks aside."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.split())
