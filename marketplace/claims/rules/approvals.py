"""What is said about the approval itself: its days, its fee, how hard it is, who you must know."""

from marketplace.claims.rules.said import Answer, Days, Known, KnownMatter
from marketplace.claims.states import Saying, Verdict
from marketplace.core.money import Money
from marketplace.core.texts import Text, name_of, say
from marketplace.matters.states import Sureness

SOLID = frozenset({Sureness.SEEN, Sureness.SOURCE, Sureness.SOURCE_TEXT, Sureness.DEFAULT20})
LICENSING_5 = say("Administrative Licensing Law, article 5: open, fair and just, the same for all")
LICENSING_27 = say(
    "Administrative Licensing Law, article 27: no authority may make an applicant buy a named good"
    " or a paid service, nor take anything from him"
)
WHICH_MATTER = say("Say which approval this is about; then it can be checked.")


def approval_days(days: Days, known: Known) -> Answer:
    """Compared with what was decided, else with the limits that are certain."""
    said = say("The approval takes %(time)s", time=days.text())
    matter = known.matter
    if matter is None:
        return Answer(Saying.APPROVAL_DAYS, "", Verdict.UNKNOWN, said, WHICH_MATTER)
    working = days.working(known.month_days)
    verdict, text = _timed(working, matter)
    counted = say("Counted as %(n)s working days", n=working)
    basis = (counted, *_limits(matter), _actual(matter))
    return Answer(Saying.APPROVAL_DAYS, matter.code, verdict, said, text, basis)


def _timed(working: int, matter: KnownMatter) -> tuple[Verdict, Text]:
    median = matter.truth.median_days
    if median is None:
        return _by_limits(working, matter)
    if working <= max(median, matter.committed_days):
        return Verdict.TRUE, say("Not longer than it really takes, or than is committed to.")
    return Verdict.FALSE, say(
        "Half of the decided cases took %(median)s working days or less.", median=f"{median:g}"
    )


def _by_limits(working: int, matter: KnownMatter) -> tuple[Verdict, Text]:
    """Without decided cases enough, only a limit that is certain proves anything."""
    limits = ((matter.committed_days, matter.committed), (matter.statutory_days, matter.statutory))
    certain = [days for days, sure in limits if days is not None and sure in SOLID]
    if certain and working > min(certain):
        text = say("It must be decided within %(days)s working days.", days=min(certain))
        return Verdict.FALSE, text
    if matter.committed in SOLID and working <= matter.committed_days:
        return Verdict.TRUE, say("That is within the time the department has committed to.")
    return Verdict.UNKNOWN, say(
        "Too few cases are decided, and no limit that is certain contradicts it."
    )


def _limits(matter: KnownMatter) -> tuple[Text, Text]:
    committed = say(
        "Committed time: %(days)s working days (%(sure)s)",
        days=matter.committed_days,
        sure=name_of(matter.committed),
    )
    if matter.statutory_days is None:
        return say("No statutory limit"), committed
    statutory = say(
        "Statutory time: %(days)s working days (%(sure)s)",
        days=matter.statutory_days,
        sure=name_of(matter.statutory),
    )
    return statutory, committed


def _actual(matter: KnownMatter) -> Text:
    truth = matter.truth
    if truth.median_days is None:
        least = truth.smallest
        return say("Decided cases: %(n)s; %(least)s are needed to say more", n=truth.n, least=least)
    return say(
        "Actual time: the middle of %(n)s decided cases is %(median)s working days",
        n=truth.n,
        median=f"{truth.median_days:g}",
    )


def authority_fee(fee: Money, known: Known) -> Answer:
    said = say("The authority charges %(fee)s", fee=fee)
    matter = known.matter
    if matter is None:
        return Answer(Saying.AUTHORITY_FEE, "", Verdict.UNKNOWN, said, WHICH_MATTER)
    if matter.fee != "0":
        verdict, text = Verdict.UNKNOWN, say("There is a fee; the amount is set by its standard.")
    elif fee.minor:
        verdict, text = Verdict.FALSE, say("The authority takes no fee for this matter.")
    else:
        verdict, text = Verdict.TRUE, say("The authority takes no fee for this matter.")
    entry = say("no fee") if matter.fee == "0" else matter.fee
    basis = (say("Catalogue, fee: %(fee)s", fee=entry), _law(matter))
    return Answer(Saying.AUTHORITY_FEE, matter.code, verdict, said, text, basis)


def _law(matter: KnownMatter) -> Text:
    return say("Catalogue, law: %(law)s", law=matter.law)


def very_hard(known: Known) -> Answer:
    """Judged by the share of cases that passed without a correction."""
    said, matter = say("It is very hard to pass"), known.matter
    if matter is None:
        return Answer(Saying.VERY_HARD, "", Verdict.UNKNOWN, said, WHICH_MATTER)
    passed = matter.truth.first_pass
    if passed is None:
        text = say("Too few cases are decided to say how hard it is.")
        return Answer(
            Saying.VERY_HARD, matter.code, Verdict.UNKNOWN, said, text, (_actual(matter),)
        )
    easy = passed.percent >= known.hard_percent
    text = say("%(n)s %% passed at the first time.", n=passed.percent)
    reasons = tuple(say("Often corrected: %(what)s", what=what) for what, _ in matter.truth.reasons)
    counted = say("%(part)s of %(whole)s cases", part=passed.part, whole=passed.whole)
    verdict = Verdict.FALSE if easy else Verdict.TRUE
    return Answer(Saying.VERY_HARD, matter.code, verdict, said, text, (counted, *reasons))


def need_someone() -> Answer:
    text = say("Nobody needs to know anybody: a case is decided by what is handed in.")
    said = say("You need to know someone")
    return Answer(Saying.NEED_SOMEONE, "", Verdict.FALSE, said, text, (LICENSING_5, LICENSING_27))
