"""What the pages of each verb say."""

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.contracts.forms import (
    DeliverForm,
    GiveBackForm,
    PlainForm,
    ReasonForm,
    RefusalForm,
    SignForm,
)
from marketplace.contracts.models import Contract
from marketplace.core.texts import Text, say
from marketplace.web.forms import Form

RULED = say("Both sides are told your ruling and its reason.")


@dataclass(frozen=True)
class Wording:
    """`title` heads the page, `lead` says what it means, `after` and `next` what follows."""

    title: Text
    lead: Text
    submit: Text
    after: Text
    next: Text
    form: type[Form] = PlainForm
    look: str = "secondary"  # of its button on the contract's page
    made: Callable[[Contract], Form] | None = None  # a form that depends on the contract

    def form_for(self, contract: Contract) -> Form:
        return self.made(contract) if self.made else self.form()


WORDING: dict[str, Wording] = {
    "confirm": Wording(
        say("Sign the contract"),
        say("You sign the whole text for your side. It binds once the other side signs too."),
        say("Sign for my side"),
        say("You have signed the contract"),
        say(
            "The other side is told. When it signs, the contract is concluded and the days of "
            "the work begin. If it does not sign in time, the contract lapses."
        ),
        form=SignForm,
        look="",
    ),
    "conclude": Wording(
        say("Sign and conclude the contract"),
        say("The other side has signed. With your signature the contract is concluded."),
        say("Conclude the contract"),
        say("The contract is concluded"),
        say(
            "The working days of the work count from tomorrow. "
            "The day on which delivery is due is on the contract's page."
        ),
        form=SignForm,
        look="",
    ),
    "decline": Wording(
        say("Refuse the contract"),
        say("Your firm was selected. A refusal is published, and counts against your firm."),
        say("Refuse the contract"),
        say("You have refused the contract"),
        say("The next firm in the same order or draw takes your place. Nothing is drawn anew."),
        form=RefusalForm,
        look="warning",
    ),
    "deliver": Wording(
        say("Deliver the work"),
        say("Each delivery is a version. The owner sees it at once and must answer in time."),
        say("Deliver"),
        say("The work is delivered"),
        say(
            "The owner accepts it or returns it with reasons. "
            "If he keeps silent it counts as accepted by rule, after a reminder."
        ),
        form=DeliverForm,
        look="",
    ),
    "accept": Wording(
        say("Accept the work"),
        say("You accept the newest delivery as agreed. This cannot be undone."),
        say("Accept the work"),
        say("The work is accepted"),
        say(
            "Both sides may now rate each other. "
            "Money that the platform holds goes to the firm; what is not paid yet is due now."
        ),
        look="",
    ),
    "give_back": Wording(
        say("Return the work with reasons"),
        say("The firm mends what you list and delivers again. The delivery day stays as it is."),
        say("Return the work"),
        say("The work is returned"),
        say(
            "The firm is told your reasons and delivers a new version. "
            "If it was returned too often, the regulator rules instead."
        ),
        form=GiveBackForm,
    ),
    "rule_accepted": Wording(
        say("Rule that the work is accepted"),
        say("You find that the newest delivery is as agreed. Both sides read your reason."),
        say("Rule: accepted"),
        say("You ruled that the work is accepted"),
        RULED,
        form=ReasonForm,
        look="",
    ),
    "rule_returned": Wording(
        say("Rule that the work must be mended"),
        say("You find that the newest delivery is not as agreed. The firm delivers again."),
        say("Rule: to be mended"),
        say("You ruled that the work must be mended"),
        RULED,
        form=ReasonForm,
    ),
    "propose_end": Wording(
        say("Propose to end the contract early"),
        say("The contract ends only when the other side agrees. Until then the work goes on."),
        say("Propose the end"),
        say("The end is proposed"),
        say("The other side agrees or refuses. You may take your proposal back until then."),
        form=ReasonForm,
    ),
    "agree_end": Wording(
        say("Agree to end the contract early"),
        say("The contract ends at once, without accepted work and without ratings."),
        say("Agree: end the contract"),
        say("The contract has ended"),
        say("No more work is due. Money that is held is divided by agreement, ruling or rule."),
        look="warning",
    ),
    "refuse_end": Wording(
        say("Let the contract go on"),
        say("The proposal to end early is dropped, and the contract goes on as before."),
        say("Let it go on"),
        say("The contract goes on"),
        say("All days and duties are as before the proposal."),
    ),
    "end": Wording(
        say("End the contract early"),
        say("As the regulator of this work you end the contract. Both sides read your reason."),
        say("End the contract"),
        say("The contract has ended"),
        say("Both sides are told. No more work is due under this contract."),
        form=ReasonForm,
        look="warning",
    ),
}
