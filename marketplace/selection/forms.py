"""Forms of offers and objections."""

import secrets

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from marketplace.core.money import Money
from marketplace.core.texts import say
from marketplace.selection.rules.bidding import Bidding
from marketplace.web.fields import (
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


class ConfirmForm(Form):
    """Nothing to fill in."""
