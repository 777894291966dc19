"""The figures of a rule set: what each is called, and which values are lawful."""

from collections.abc import Mapping
from dataclasses import fields

from marketplace.core.rulesets import Rules
from marketplace.core.texts import Text, say

LONGEST_DAYS = 365
LABELS: dict[str, Text] = {
    "entry_check_days": say("Days to check an application or a qualification"),
    "expiry_first_warning_calendar_days": say("First warning before a paper ends, calendar days"),
    "expiry_last_warning_calendar_days": say("Last warning before a paper ends, calendar days"),
    "request_check_days": say("Days to check a request"),
    "offer_days": say("Fewest days for offers"),
    "closing_reminder_days": say("Days before the closing that firms are reminded"),
    "question_days": say("Days before the closing that questions end"),
    "question_reply_days": say("Days to answer a question"),
    "questions_each": say("Most questions of one firm about a request"),
    "minimum_offers": say("Fewest valid offers"),
    "minimum_plans": say("Fewest valid offers where merit or credit decides"),
    "minimum_evaluators": say("Fewest evaluators, unless the owner is one natural person"),
    "score_days": say("Days to score plans"),
    "score_extension_days": say("Days by which scoring may be extended once"),
    "score_grace_days": say("Days after which unscored plans end the request"),
    "credit_number_points": say("Points of credit for one number in a draw by credit"),
    "credit_base": say("Credit counted for a firm without a score"),
    "pick_wait_days": say("Days from the draw to the owner's choice"),
    "pick_days": say("Days for the owner's choice"),
    "tender_limit_wan": say("Public money: above this a public tender (10,000 yuan)"),
    "direct_limit_wan": say("Public money: most for direct selection (10,000 yuan)"),
    "credit_merit_limit_wan": say("Public money: most for credit merit (10,000 yuan)"),
    "renotice_days": say("Days for offers when noticed again"),
    "renotices": say("How often a request is noticed again"),
    "draw_minutes": say("Minutes from the end of sign-up to the draw"),
    "draw_picks": say("Firms picked in a draw: the winner, then alternates"),
    "reveal_days": say("Days for the parties of a draw to reveal their secrets"),
    "auction_wait_minutes": say("Minutes from the end of sign-up to an auction"),
    "auction_late_minutes": say("Minutes an auction may begin late before it is announced anew"),
    "auction_outage_minutes": say("Minutes the hall may be away before a running auction halts"),
    "auction_minutes": say("Minutes an open auction runs"),
    "auction_step_permille": say("Least step of an auction, thousandths of the ceiling"),
    "auction_drop_percent": say("From this drop on a bid must be confirmed, percent"),
    "auction_extension_minutes": say("Minutes by which a late bid moves the end of an auction"),
    "auction_extensions": say("How often the end of an auction moves at most"),
    "auction_rounds": say("Rounds of an auction in rounds"),
    "auction_round_minutes": say("Minutes of a round of an auction"),
    "low_price_mean_percent": say("A price so far under the mean of the others is unusually low"),
    "low_price_next_percent": say("A price so far under the next lowest is unusually low"),
    "low_price_days": say("Days to justify an unusually low price"),
    "mending_hours": say("Hours to mend the papers of an offer"),
    "clarification_decide_days": say("Days to decide on a justification or mended papers"),
    "objection_days": say("Days to object to a result"),
    "objection_reply_days": say("Days to answer an objection"),
    "contract_days": say("Days to sign a contract"),
    "link_most_firms": say("A value that more firms share links none of them"),
    "direct_audit_percent": say("Share of direct selections that is audited"),
    "delivery_check_days": say("Days to accept or return a delivery"),
    "delivery_reminder_days": say("Days until the owner is reminded"),
    "returns_before_regulator": say("Returns until the regulator rules"),
    "ruling_days": say("Days for the regulator to rule on work"),
    "late_fault_days": say("Days late that count as a fault"),
    "extension_answer_days": say("Days to answer an extension, else it is refused"),
    "change_answer_days": say("Days to answer another change of a contract, else it is refused"),
    "change_price_percent": say("Changes above this share of the first price are flagged, percent"),
    "change_calendar_days": say("How long changes of a contract are counted, calendar days"),
    "changes_watched": say("So many changes in that time are flagged"),
    "payment_calendar_days": say("Calendar days to pay for accepted work"),
    "payment_confirm_days": say("Days for a firm to say that a bank transfer came"),
    "payment_settle_days": say("Days until money held goes back after an early end"),
    "two_person_limit_wan": say("From this amount on, two persons decide on money"),
    "account_wait_calendar_days": say("Wait before a new account is paid to, calendar days"),
    "rating_calendar_days": say("Calendar days to write a rating"),
    "credit_calendar_days": say("How long an entry of the credit score counts, calendar days"),
    "credit_full_calendar_days": say("How long it counts in full before it fades, calendar days"),
    "credit_star_points": say("Credit for each star of a rating above or below 3"),
    "credit_ratings_most_points": say("Most credit from ratings"),
    "credit_on_time_points": say("Credit for work delivered in time"),
    "credit_on_time_most_points": say("Most credit from deliveries in time"),
    "credit_late_points": say("Credit taken for late work"),
    "credit_fault_points": say("Credit taken for work late enough to be a fault"),
    "credit_first_pass_points": say("Credit for work passed at first sight"),
    "credit_first_pass_most_points": say("Most credit from works passed at first sight"),
    "credit_returned_points": say("Credit taken for work a department returned"),
    "credit_complaint_points": say("Credit taken for an upheld complaint"),
    "credit_refusal_points": say("Credit taken for not signing after the award"),
    "credit_third_refusal_points": say("Credit taken from the third such refusal in a year on"),
    "credit_warning_points": say("Credit taken for a warning"),
    "credit_suspension_points": say("Credit taken for a suspension"),
    "credit_expulsion_points": say("Credit taken for an expulsion"),
    "credit_answer_points": say("Credit of an owner for an answer in time"),
    "credit_answers_most_points": say("Most credit from answers in time"),
    "credit_silence_points": say("Credit of an owner taken for silence"),
    "credit_cancelled_points": say("Credit of an owner taken for withdrawing after offers"),
    "credit_payment_points": say("Credit of an owner for paying in time"),
    "credit_payments_most_points": say("Most credit from payments in time"),
    "credit_late_payment_points": say("Credit of an owner taken for paying late"),
    "credit_contest_days": say("Days to decide on a contested credit entry"),
    "refusal_decide_days": say("Days to decide on a measure proposed after a refusal"),
    "refusal_second_calendar_days": say(
        "Suspension after the second refusal in a year, calendar days"
    ),
    "refusal_third_calendar_days": say(
        "Suspension after the third refusal in a year, calendar days"
    ),
    "complaint_accept_days": say("Days to accept a complaint"),
    "complaint_answer_days": say("Days to answer a complaint"),
    "complaint_decide_days": say("Days to decide a complaint"),
    "complaint_extension_days": say("Days a decision may be extended"),
    "longest_suspension_months": say("Longest suspension, months"),
    "band_minimum": say("Fewest contracts for a price band"),
    "case_accept_days": say("Days to accept an application or notify its gaps"),
    "case_correction_days": say("Days to mend what a one-time notice names"),
    "case_entry_days": say("Days after which an entry in a case counts as late"),
    "deferred_days": say("Days to hand in a deferred material"),
    "commitment_check_days": say("Days until a commitment is checked"),
    "commitment_bar_months": say("Months without commitments after a broken one"),
    "utility_contact_days": say("Days for a utility's first contact"),
    "claim_month_days": say("Days counted for a month that a firm speaks of"),
    "claim_hard_percent": say("“Very hard” is untrue from this share of first passes on"),
    "rating_ring_contracts": say("Contracts with praise from both sides until it is a lead"),
    "rating_ring_tenths": say("Praise between two: from this mean on, in tenths of a star"),
    "claim_lead_owners": say("Owners who report the same false claim until it is a lead"),
    "claim_lead_calendar_days": say("How long such a report counts, calendar days"),
    "housekeeper_contact_days": say("Days until a housekeeper calls the owner"),
}
Chapter = tuple[tuple[Text, str], list[tuple[Text, Text]]]
Unit = tuple[Text, Text]  # of one, of any other number
WORKING_DAYS: Unit = (say("1 working day"), say("%(n)s working days"))
CALENDAR_DAYS: Unit = (say("1 calendar day"), say("%(n)s calendar days"))
TIMES: Unit = (say("once"), say("%(n)s times"))
WAN: Unit = (say("10,000 yuan"), say("%(n)s × 10,000 yuan"))
MINUTES: Unit = (say("1 minute"), say("%(n)s minutes"))
PERCENT: Unit = (say("1 percent"), say("%(n)s percent"))
POINTS: Unit = (say("1 point"), say("%(n)s points"))
COUNTED: dict[str, Unit] = {
    "minimum_offers": (say("1 offer"), say("%(n)s offers")),
    "minimum_plans": (say("1 offer"), say("%(n)s offers")),
    "minimum_evaluators": (say("1 person"), say("%(n)s people")),
    "credit_base": POINTS,
    "tender_limit_wan": WAN,
    "direct_limit_wan": WAN,
    "credit_merit_limit_wan": WAN,
    "renotices": TIMES,
    "draw_minutes": MINUTES,
    "draw_picks": (say("1 firm"), say("%(n)s firms")),
    "auction_wait_minutes": MINUTES,
    "auction_late_minutes": MINUTES,
    "auction_outage_minutes": MINUTES,
    "auction_minutes": MINUTES,
    "auction_step_permille": (say("1 thousandth"), say("%(n)s thousandths")),
    "auction_drop_percent": (say("1 percent"), say("%(n)s percent")),
    "auction_extension_minutes": MINUTES,
    "auction_extensions": TIMES,
    "auction_rounds": (say("1 round"), say("%(n)s rounds")),
    "auction_round_minutes": MINUTES,
    "returns_before_regulator": TIMES,
    "change_price_percent": (say("1 percent"), say("%(n)s percent")),
    "changes_watched": (say("1 change"), say("%(n)s changes")),
    "two_person_limit_wan": WAN,
    "longest_suspension_months": (say("1 month"), say("%(n)s months")),
    "band_minimum": (say("1 contract"), say("%(n)s contracts")),
    "commitment_bar_months": (say("1 month"), say("%(n)s months")),
    "claim_hard_percent": PERCENT,
    "low_price_mean_percent": PERCENT,
    "low_price_next_percent": PERCENT,
    "direct_audit_percent": PERCENT,
    "link_most_firms": (say("1 firm"), say("%(n)s firms")),
    "mending_hours": (say("1 hour"), say("%(n)s hours")),
    "questions_each": (say("1 question"), say("%(n)s questions")),
    "rating_ring_contracts": (say("1 contract"), say("%(n)s contracts")),
    "rating_ring_tenths": (say("1 tenth of a star"), say("%(n)s tenths of a star")),
    "claim_lead_owners": (say("1 owner"), say("%(n)s owners")),
}
# What a figure is about, by how its name begins; the first that fits counts.
CHAPTERS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "entry": (say("Firms and their papers"), ("entry_", "expiry_")),
    "requests": (
        say("Requests and offers"),
        ("request_", "offer_", "closing_", "question", "minimum_", "renotice"),
    ),
    "public-money": (
        say("Public money"),
        ("tender_", "direct_limit_", "credit_merit_limit_", "direct_audit_"),
    ),
    "choosing": (
        say("Plans, credit numbers, the owner's choice"),
        ("score_", "credit_number_", "credit_base", "pick_"),
    ),
    "draws": (say("Draws"), ("draw_", "reveal_")),
    "auctions": (say("Auctions"), ("auction_",)),
    "results": (
        say("Low prices, mended papers, objections"),
        ("low_price_", "mending_", "clarification_", "objection_"),
    ),
    "contracts": (
        say("Contract and work"),
        ("contract_", "delivery_", "returns_", "ruling_", "late_fault_", "extension_", "change"),
    ),
    "money": (say("Payments"), ("payment_", "two_person_", "account_wait_")),
    "credit": (say("Ratings and credit"), ("rating_calendar_", "credit_", "refusal_")),
    "complaints": (say("Complaints"), ("complaint_", "longest_")),
    "signals": (say("Price bands, claims and signals"), ("band_", "claim_", "rating_", "link_")),
    "cases": (
        say("Cases at the window"),
        ("case_", "deferred_", "commitment_", "utility_", "housekeeper_"),
    ),
}
MAY_BE_ZERO = frozenset({"renotices"})
NAMES = tuple(field.name for field in fields(Rules))


def with_unit(name: str, value: int) -> Text:
    """A figure as it is read: 3 working days."""
    days = CALENDAR_DAYS if name.endswith("_calendar_days") else WORKING_DAYS
    usual = POINTS if name.endswith("_points") else days
    one, many = COUNTED.get(name, usual)
    return one if value == 1 else many % {"n": value}


def in_chapters(figures: Mapping[str, int]) -> list[Chapter]:
    """Heading and key of each chapter, with label and value of its figures."""
    found: dict[str, list[tuple[Text, Text]]] = {key: [] for key in CHAPTERS}
    for name, value in figures.items():
        found[_chapter_of(name)].append((LABELS[name], with_unit(name, value)))
    return [((title, key), found[key]) for key, (title, _) in CHAPTERS.items()]


def _chapter_of(name: str) -> str:
    return next(key for key, (_, begins) in CHAPTERS.items() if name.startswith(begins))


def fault_in_figure(name: str, value: int | None) -> Text | None:
    """Why this is no lawful value of the figure; None if it is."""
    least = 0 if name in MAY_BE_ZERO else 1
    if value is not None and least <= value <= LONGEST_DAYS:
        return None
    return say("Write a number from %(min)s to %(max)s.", min=least, max=LONGEST_DAYS)


def changes(old: Mapping[str, int], new: Mapping[str, int]) -> list[tuple[Text, Text, Text]]:
    """Label, old and new value of each figure that differs."""
    return [
        (LABELS[name], with_unit(name, old[name]), with_unit(name, new[name]))
        for name in NAMES
        if old[name] != new[name]
    ]
