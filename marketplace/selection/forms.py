"""Forms of offers and objections."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from marketplace.core.money import Money
from marketplace.core.texts import Text, say
from marketplace.selection.rules.bidding import Bidding
from marketplace.selection.states import Finding
from marketplace.web.fields import (
    ChoiceField,
    FilesField,
    LongTextField,
    MoneyField,
    TextField,
    TickField,
    WholeNumberField,
)
from marketplace.web.forms import Form

LATEST_DAYS = 2000
NOTHING_MORE = say("Confirm that the price covers all fees; nothing may be asked for later.")


class OfferForm(Form):
    price = MoneyField(say("Price"), [InputRequired()])
    days = WholeNumberField(
        say("Working days you need"), [InputRequired(), NumberRange(1, LATEST_DAYS)]
    )
    note = LongTextField(
        say("Note"),
        [Optional()],
        limit=2000,
        hint=say("Sealed with the price, and public after the opening."),
    )
    all_included = TickField(
        say("The price covers all fees; nothing more will be asked for."),
        [
            InputRequired(
                say("Confirm that the price covers all fees; nothing may be asked for later.")
            )
        ],
    )


class PlanForm(Form):
    """Beside the price, where plans are weighed."""

    plan = LongTextField(
        say("Your plan"),
        [InputRequired()],
        limit=8000,
        rows=15,
        hint=say(
            "Answer what the owner weighs. It lies in an envelope of its own, and is public with "
            "the result."
        ),
    )


class PlannedOfferForm(PlanForm, OfferForm):
    """A plan and a price, in two envelopes."""


class SignUpForm(Form):
    contribution = TextField(
        say("A few words of your own"),
        [Optional(), Length(max=64)],
        hint=say(
            "Mixed into the draw and public once the list is frozen, so that your firm too has a "
            "hand in it. At most 64 characters; may stay empty."
        ),
    )


class BidForm(Form):
    """`token` makes a form that is sent twice one bid; `shown` is the price that was confirmed."""

    price = MoneyField(say("Your bid"), [InputRequired()])
    sure = TickField(say("Yes, I mean this price."), [Optional()])
    token = HiddenField(default=lambda: secrets.token_urlsafe(16))
    shown = HiddenField()

    def bidding(self) -> Bidding:
        price: Money = self.price.data
        sure = bool(self.sure.data) and self.shown.data == str(price.minor)
        return Bidding(price, self.token.data or "", sure)

    def ask_again(self) -> None:
        """The tick counts for the price it was shown with, and for no other one."""
        price = self.price.data
        self.shown.data = str(price.minor) if isinstance(price, Money) else ""
        self.sure.data = False


class NoticeForm(Form):
    with_beacon = TickField(
        say("Mix in a public beacon (drand quicknet)"),
        [Optional()],
        hint=say(
            "Then not even all parties together could choose the result. Somebody must enter the "
            "value of one round after the closing; without internet leave it out."
        ),
    )


class BeaconForm(Form):
    signature = TextField(say("Signature of the round"), [InputRequired(), Length(96, 98)])
    randomness = TextField(say("Randomness of the round"), [InputRequired(), Length(64, 66)])


class PledgeForm(Form):
    commitment = TextField(
        say("Commitment to a secret"),
        [InputRequired(), Length(64, 64)],
        hint=say("SHA-256 of the text below, 64 characters."),
    )


class RevealForm(Form):
    secret = TextField(
        say("Your secret"),
        [InputRequired(), Length(64, 64)],
        hint=say("The 64 characters you kept when you committed to them."),
    )


class HandInForm(Form):
    share = LongTextField(say("Your share or your key"), [InputRequired()], limit=400)


class DrawReasonForm(Form):
    reason = LongTextField(
        say("Reason"), [InputRequired()], limit=1000, hint=say("This reason is published.")
    )


class GroundsForm(Form):
    grounds = LongTextField(
        say("What is wrong with the result"),
        [InputRequired()],
        limit=4000,
        hint=say("Everybody can read this, with the name of your firm."),
    )


class AnswerForm(Form):
    answer = LongTextField(say("Your answer"), [InputRequired()], limit=4000)


class DecisionForm(Form):
    decision = LongTextField(
        say("Decision and reasons"), [InputRequired()], limit=4000, hint=say("It is published.")
    )


class AskPapersForm(Form):
    question = LongTextField(
        say("What is to be mended"),
        [InputRequired()],
        limit=2000,
        hint=say("One paper a line, and what it lacks. Price and days are never asked for again."),
    )


class ClarifyForm(Form):
    answer = LongTextField(
        say("Your answer"),
        [InputRequired()],
        limit=4000,
        hint=say("Everybody can read it once the owner has decided."),
    )
    files = FilesField(
        say("Files"), [Optional()], hint=say("PDF, PNG or JPEG; public once the owner has decided.")
    )


class DeclareForm(Form):
    untied = TickField(
        say("I have read the names of the firms. I am tied to none of them, or say so here."),
        [InputRequired(say("Read the names of the firms and confirm it."))],
    )
    conflict = LongTextField(
        say("To which firm you are tied, and how"),
        [Optional()],
        limit=1000,
        hint=say("Leave it empty when there is no tie. With a tie you do not score; it is public."),
    )


class PickForm(Form):
    firm = ChoiceField(
        say("Which firm"),
        [InputRequired(say("Pick one of the short list."))],
        coerce=int,
        radios=True,
    )
    reason = LongTextField(
        say("Why this firm"), [InputRequired()], limit=1000, hint=say("This reason is published.")
    )


class ExtendForm(Form):
    reason = LongTextField(
        say("Reason"), [InputRequired()], limit=1000, hint=say("This reason is published.")
    )


def score_form(aspects: Sequence[tuple[str, Text]], kept: Mapping[str, Any]) -> Form:
    """One field for each thing weighed, then the reason."""
    limits = [InputRequired(), NumberRange(0, 100)]
    asked: dict[str, Any] = {
        name: WholeNumberField(say("%(aspect)s: points from 0 to 100", aspect=label), limits)
        for name, label in aspects
    }
    hint = say("Published with your name and points when the scoring is over.")
    asked["comment"] = LongTextField(  # made last: fields stand in the order they are made
        say("Why these points"), [InputRequired()], limit=2000, hint=hint
    )
    kind = type("PointsForm", (Form,), asked)
    form: Form = kind(data=kept)
    return form


class AuditForm(Form):
    finding = ChoiceField(
        say("Finding of the audit"), [InputRequired()], choices=Finding, coerce=Finding, radios=True
    )
    report = LongTextField(
        say("What you looked at and found"),
        [InputRequired()],
        limit=4000,
        hint=say("It is published."),
    )


class ConfirmForm(Form):
    """Nothing to fill in."""
