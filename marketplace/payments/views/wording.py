"""What the pages of each verb say."""

from dataclasses import dataclass

from marketplace.core.texts import Text, say
from marketplace.payments.forms import DivideForm, PlainForm, ReasonForm
from marketplace.web.forms import Form


@dataclass(frozen=True)
class Wording:
    """`title` heads the page and is its button, `lead` says what it means, `next` what follows."""

    title: Text
    lead: Text
    done: Text
    next: Text
    form: type[Form] = PlainForm
    look: str = "secondary"


WORDING: dict[str, Wording] = {
    "cancel": Wording(
        say("Close the payment page"),
        say("Nobody can pay on it any more. If you have paid already, the money counts."),
        say("The payment page is being closed."),
        say("The payment service is asked to close the page. You may begin a new payment then."),
    ),
    "propose": Wording(
        say("Propose how to divide the money"),
        say("The contract ended early and its money is held. The other side must agree."),
        say("Your proposal is made."),
        say("The other side agrees or refuses. Without an answer the owner has the money back."),
        form=DivideForm,
        look="",
    ),
    "rule": Wording(
        say("Rule how to divide the money"),
        say("You decide who gets the money that is held. An open proposal of the sides ends."),
        say("Your ruling is made."),
        say(
            "Below the limit of the rules it is carried out at once; from the limit on, another"
            " person of your department must approve it first."
        ),
        form=DivideForm,
        look="",
    ),
    "agree": Wording(
        say("Agree to the division"),
        say("The money is divided as the other side proposes. This cannot be undone."),
        say("You agreed: the money is being divided."),
        say("The payment service is told at once; the parts arrive within days."),
        look="",
    ),
    "refuse": Wording(
        say("Drop the proposal"),
        say("Nothing is divided. Either side may propose anew, and the regulator may rule."),
        say("The proposal is dropped."),
        say("Without an agreement or a ruling the money goes back to the owner in time."),
    ),
    "second": Wording(
        say("Approve the ruling"),
        say("You are the second person: look at the amounts and the reason before you approve."),
        say("The ruling is approved and carried out."),
        say("The payment service is told at once; the parts arrive within days."),
        look="",
    ),
    "approve": Wording(
        say("Approve the recorded transfer"),
        say("You are the second person: compare the proof with the amount before you approve."),
        say("The transfer is approved; the firm is asked to confirm it."),
        say("The firm confirms that the money came, or says that it did not."),
        look="",
    ),
    "drop": Wording(
        say("Withdraw the record"),
        say("The transfer was recorded by mistake. It counts no longer."),
        say("The record is withdrawn."),
        say("The milestone is to be paid as before."),
    ),
    "confirm": Wording(
        say("Confirm that the money came"),
        say("You confirm that this amount is on your account."),
        say("You confirmed the transfer."),
        say("The milestone counts as paid by this amount."),
        look="",
    ),
    "deny": Wording(
        say("Say that it did not come"),
        say("The regulator of the work looks at the proof and at what you write, and rules."),
        say("The regulator is told that it did not come."),
        say("The regulator rules whether the milestone counts as paid."),
        form=ReasonForm,
        look="warning",
    ),
    "rule_paid": Wording(
        say("Rule: it was paid"),
        say("You find that the firm received the money. Both sides read your reason."),
        say("You ruled that it was paid."),
        say("The milestone counts as paid by this amount."),
        form=ReasonForm,
        look="",
    ),
    "rule_unpaid": Wording(
        say("Rule: it was not paid"),
        say("You find that the money did not come. Both sides read your reason."),
        say("You ruled that it was not paid."),
        say("The milestone is to be paid as before; the days of payment run on."),
        form=ReasonForm,
    ),
    "open_account": Wording(
        say("Set up an account"),
        say(
            "The payment service checks who your firm is. If another account is in use, the new one"
            " takes its place a day later, and your old contact is told by mail."
        ),
        say("The account is being opened."),
        say("Within a minute a link appears here, by which you show the service who you are."),
        look="",
    ),
    "stop_account": Wording(
        say("Stop this change"),
        say("Money goes to the account in use as before. Stop it if it was none of your firm."),
        say("The change is stopped."),
        say("Tell all of your firm, and change the passwords: somebody may have acted for you."),
        look="warning",
    ),
    "renew_link": Wording(
        say("Ask for a new link"),
        say("A link of the payment service is good for some minutes only."),
        say("A new link is on its way."),
        say("Within a minute it appears here."),
    ),
}
