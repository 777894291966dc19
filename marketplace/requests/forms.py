"""Forms of requests; field names are those of the operations' terms."""

from wtforms.validators import InputRequired, Length, NumberRange, Optional

from marketplace.core.texts import name_of, say
from marketplace.requests.states import USABLE, AuctionForm, DirectGround, Fund, Hiding, Method
from marketplace.web.fields import (
    ChoiceField,
    ChoicesField,
    FilesField,
    LongTextField,
    MomentField,
    MoneyField,
    TextField,
    WholeNumberField,
)
from marketplace.web.forms import Form

METHODS = [(method, name_of(method)) for method in USABLE]
HINTS = {
    Method.SEALED_PRICE: say(
        "Firms offer in sealed envelopes; the lowest valid price wins. Leave the rest empty."
    ),
    Method.MERIT: say(
        "Firms hand in a plan and a price; at least two of your people score the plans by criteria "
        "and weights you publish. You write these on the next page."
    ),
    Method.MERIT_PRICE: say(
        "As with merit, but the best plans make a short list and the lowest price among them wins."
    ),
    Method.AVERAGE_PRICE: say(
        "As with sealed prices, but the price nearest to the mean wins. Mind: it costs the public "
        "more than the lowest price, and the work is no better (a Korean study)."
    ),
    Method.CREDIT_MERIT: say(
        "Firms sign up at the fixed price below; the best by credit make a long list, a draw picks "
        "the short list, and you pick one of it and publish why."
    ),
    Method.RANDOM: say(
        "Firms sign up without a price; one is drawn in a way anybody can check. Write the fixed "
        "price below."
    ),
    Method.AUCTION: say(
        "Firms sign up with a sealed first price, then bid against each other at an announced "
        "minute. Write a ceiling, and choose below how it runs."
    ),
    Method.DIRECT: say("You name the firm below; your reason is published and may be objected to."),
}
FORM_HINTS = {
    AuctionForm.SOFT_CLOSE: say(
        "Each bid beats the lowest price and is seen at once; a late one moves the end."
    ),
    AuctionForm.ROUNDS: say(
        "In each round every firm may bid once; the prices of a round are told when it ends."
    ),
}
LATEST_DAYS = 2000


class PublishedForm(Form):
    """What everybody will read."""

    title = TextField(say("Title"), [InputRequired(), Length(max=300)])
    scope = LongTextField(
        say("Scope"),
        [InputRequired()],
        limit=8000,
        hint=say("What is to be done, where, how large, and what you already have."),
    )
    deliverable = LongTextField(say("Deliverable"), [InputRequired()], limit=4000)
    acceptance_test = LongTextField(
        say("How it is accepted"),
        [InputRequired()],
        limit=4000,
        hint=say("By what anybody can see that the work is done as agreed."),
    )
    budget = MoneyField(say("Budget"), [Optional()], hint=say("Leave it empty when not fixed."))
    ceiling = MoneyField(say("Ceiling"), [Optional()], hint=say("Dearer offers are not valid."))
    days_wanted = WholeNumberField(
        say("Working days wanted"), [InputRequired(), NumberRange(1, LATEST_DAYS)]
    )
    closes_at = MomentField(say("Offers close"), [Optional()])
    files = FilesField(
        say("Files"), [Optional()], hint=say("PDF, PNG or JPEG; everybody sees them.")
    )


class MethodForm(Form):
    """Asked before what only a direct selection needs: fields are shown as they stand."""

    fund = ChoiceField(
        say("Whose money pays"),
        [Optional()],
        choices=Fund,
        radios=True,
        hints={
            Fund.FISCAL: say("Budget and amount then decide which methods you may use."),
            Fund.MIXED: say("The same rules as for fiscal money."),
        },
    )
    method = ChoiceField(
        say("How the firm is chosen"),
        [InputRequired()],
        choices=METHODS,
        coerce=Method,
        radios=True,
        hints=HINTS,
    )
    auction_form = ChoiceField(
        say("How an auction runs"),
        [Optional()],
        choices=AuctionForm,
        radios=True,
        hints=FORM_HINTS,
        hint=say("Only for a reverse auction."),
    )


class DirectForm(Form):
    direct_firm = TextField(
        say("Firm"),
        [Optional(), Length(max=200)],
        hint=say("Its unified social credit code or exact name, as in the directory."),
    )
    direct_ground = ChoiceField(
        say("Reason for naming it"),
        [Optional()],
        choices=DirectGround,
        radios=True,
        hint=say("It is published, and a share of all direct selections is audited."),
    )
    direct_reason = LongTextField(
        say("Why this firm"),
        [Optional()],
        limit=1000,
        hint=say("It is published. Needed when your reason is another one."),
    )
    agreed_price = MoneyField(say("Agreed or fixed price"), [Optional()])


class DraftForm(PublishedForm, MethodForm, DirectForm):
    """What an owner writes; the last questions are for a direct selection only."""


class RevisionForm(PublishedForm):
    reason = LongTextField(
        say("Why you revise"), [InputRequired()], limit=500, hint=say("This reason is published.")
    )


class ReasonForm(Form):
    reason = LongTextField(
        say("Reason"), [InputRequired()], limit=1000, hint=say("This reason is published.")
    )


class ExclusionForm(Form):
    firm = TextField(
        say("Firm"),
        [InputRequired(), Length(max=200)],
        hint=say("Its unified social credit code or exact name, as in the directory."),
    )
    reason = LongTextField(
        say("Reason"), [InputRequired()], limit=500, hint=say("This reason is published.")
    )


WEIGHT = [Optional(), NumberRange(1, 100)]


class DetailForm(Form):
    """The terms of a method; the page leaves out what the method does not go by."""

    plan_weight = WholeNumberField(say("Weight of the plan of the work"), WEIGHT)
    plan_text = TextField(say("Plan of the work: what counts"), [Optional(), Length(max=300)])
    staff_weight = WholeNumberField(say("Weight of the people who do it"), WEIGHT)
    staff_text = TextField(say("People who do it: what counts"), [Optional(), Length(max=300)])
    quality_weight = WholeNumberField(say("Weight of quality and control"), WEIGHT)
    quality_text = TextField(say("Quality and control: what counts"), [Optional(), Length(max=300)])
    service_weight = WholeNumberField(say("Weight of service and response"), WEIGHT)
    service_text = TextField(
        say("Service and response: what counts"), [Optional(), Length(max=300)]
    )
    price_weight = WholeNumberField(
        say("Weight of the price"),
        WEIGHT,
        hint=say("Scored by a formula: the lowest has 100 points, twice that price 50."),
    )
    hiding = ChoiceField(
        say("What stays sealed until the scores are in"),
        [Optional()],
        choices=Hiding,
        radios=True,
    )
    long_list = WholeNumberField(
        say("Length of the long list"),
        [Optional()],
        hint=say("So many firms with the best credit take part in the draw."),
    )
    short_list = WholeNumberField(
        say("Length of the short list"), [Optional()], hint=say("From these one is chosen.")
    )

    def of_criteria(self) -> list[str]:
        return [name for name in self._fields if name.endswith(("_weight", "_text"))]


class PeopleForm(Form):
    people = ChoicesField(
        say("Who scores"),
        [InputRequired(say("Choose people of your own organisation."))],
        coerce=int,
        hint=say(
            "They score alone, declare ties to firms before they read a plan, and are named with "
            "the result."
        ),
    )


class QuestionForm(Form):
    text = LongTextField(
        say("Your question"),
        [InputRequired()],
        limit=2000,
        hint=say("Everybody reads it at once. Do not name your firm or a price."),
    )


class ReplyForm(Form):
    answer = LongTextField(
        say("Your answer"), [InputRequired()], limit=4000, hint=say("Everybody reads it at once.")
    )


class ConfirmForm(Form):
    """Nothing to fill in."""
