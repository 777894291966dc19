"""What could not be taken from a file, where, and by which rule."""

from dataclasses import dataclass, field
from enum import StrEnum

from marketplace.core.texts import Text, say

LONGEST_QUOTE = 60


class Rule(StrEnum):
    UNREADABLE_FILE = "unreadable_file"
    NOT_JSON = "not_json"
    NOT_A_RELEASE = "not_a_release"
    ONLY_LINKS = "only_links"
    NO_OCID = "no_ocid"
    NO_TENDER = "no_tender"
    WRONG_TYPE = "wrong_type"
    NO_CURRENCY = "no_currency"
    UNKNOWN_CURRENCY = "unknown_currency"
    CURRENCY_RENAMED = "currency_renamed"
    BAD_AMOUNT = "bad_amount"
    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    AMOUNT_AS_TEXT = "amount_as_text"
    ROUNDED = "rounded"
    BAD_DATE = "bad_date"
    PERIOD_BACKWARDS = "period_backwards"
    UNKNOWN_CODE = "unknown_code"
    NO_BIDDER = "no_bidder"
    NO_SUPPLIER = "no_supplier"
    NOT_AMONG_PARTIES = "not_among_parties"
    REPEATED = "repeated"
    RENUMBERED = "renumbered"


TEXTS: dict[Rule, Text] = {
    Rule.UNREADABLE_FILE: say("The file cannot be opened or is cut off."),
    Rule.NOT_JSON: say("This is not valid JSON."),
    Rule.NOT_A_RELEASE: say("This is neither an OCDS release nor a record with one."),
    Rule.ONLY_LINKS: say("The record only links to its releases, which are not in the file."),
    Rule.NO_OCID: say("The process has no OCID, or one longer than 200 characters."),
    Rule.NO_TENDER: say("The release holds only a plan: there is no tender to bring in."),
    Rule.WRONG_TYPE: say("The value has the wrong type and was left out."),
    Rule.NO_CURRENCY: say("The amount has no currency and was left out."),
    Rule.UNKNOWN_CURRENCY: say("The currency is unknown, so the amount was left out."),
    Rule.CURRENCY_RENAMED: say("The currency code was corrected to the ISO 4217 code."),
    Rule.BAD_AMOUNT: say("The amount is missing or is not a number and was left out."),
    Rule.NOT_POSITIVE: say("The amount is zero or negative and was left out."),
    Rule.TOO_LARGE: say("The amount is implausibly large and was left out."),
    Rule.AMOUNT_AS_TEXT: say("The amount was written as text and was read as a number."),
    Rule.ROUNDED: say("The amount is finer than the smallest coin and was rounded half up."),
    Rule.BAD_DATE: say("The date cannot be read without guessing and was left out."),
    Rule.PERIOD_BACKWARDS: say("The period ends before it begins; both dates were left out."),
    Rule.UNKNOWN_CODE: say("The code is not in the OCDS list and is kept as “other”."),
    Rule.NO_BIDDER: say("The bid names no bidder and was left out."),
    Rule.NO_SUPPLIER: say("The award names no supplier."),
    Rule.NOT_AMONG_PARTIES: say("The organisation is not among the parties; this name is used."),
    Rule.REPEATED: say("The entry repeats an earlier one and was left out."),
    Rule.RENUMBERED: say("The identifier is already taken by another entry; a new one was given."),
}


@dataclass(frozen=True)
class Refusal:
    """`line` is the line of a JSONL file, or the place in a package; both count from 1."""

    line: int
    ocid: str
    path: str
    rule: Rule
    seen: str = ""

    @property
    def text(self) -> Text:
        return TEXTS[self.rule]


@dataclass
class Notes:
    """Collects the refusals of one release."""

    line: int
    ocid: str
    refusals: list[Refusal] = field(default_factory=list)

    def add(self, path: str, rule: Rule, seen: object = "") -> None:
        self.refusals.append(refuse(self.line, self.ocid, path, rule, seen))


def refuse(line: int, ocid: str, path: str, rule: Rule, seen: object = "") -> Refusal:
    return Refusal(line, ocid, path, rule, _quote(seen))


def _quote(seen: object) -> str:
    """A short, printable piece of what was found."""
    if isinstance(seen, (dict, list)):
        return type(seen).__name__
    piece = str(seen)[: LONGEST_QUOTE + 1].encode("utf-8", "replace").decode()
    piece = "".join(c if c.isprintable() else " " for c in piece)
    return piece if len(piece) <= LONGEST_QUOTE else piece[: LONGEST_QUOTE - 1] + "…"
