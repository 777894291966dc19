"""What the pages say of parts and of change orders."""

from marketplace.contracts.forms import ChangeForm, PlanForm, ReasonForm, SignForm
from marketplace.contracts.views.wording import Wording
from marketplace.core.texts import say

CHANGE_WORDING: dict[str, Wording] = {
    "plan_parts": Wording(
        say("Cut the work into parts"),
        say(
            "Each part has its own price and days, is delivered and accepted by itself, and paid "
            "when accepted. The prices must add up to the agreed price, the days to the agreed "
            "days. Leave rows empty that you do not need."
        ),
        say("Keep these parts"),
        say("The parts are kept"),
        say("The text of the contract is written anew. The firm may ask for one part, once."),
        made=PlanForm.for_contract,
    ),
    "drop_plan": Wording(
        say("Ask for the work in one part"),
        say(
            "The contract goes back to one part, as it was awarded. The owner cannot cut it again."
        ),
        say("One part, as awarded"),
        say("The work is in one part"),
        say("The text of the contract is written anew. Both sides sign it."),
    ),
    "propose_change": Wording(
        say("Propose a change"),
        say(
            "A change order has a number, a cause and both signatures. You sign it now; it holds "
            "when the other side signs it too. More days alone are an extension: without an "
            "answer within a few working days it counts as refused."
        ),
        say("Sign and propose the change"),
        say("The change is proposed"),
        say("The other side signs or refuses. Silence counts as a refusal. Until then all stays."),
        made=ChangeForm.for_contract,
    ),
    "agree_change": Wording(
        say("Agree to the proposed change"),
        say("You sign the change order. Prices and days are from now on as it says."),
        say("Sign the change"),
        say("The change is agreed"),
        say("Prices and days of the contract are as both sides signed. What was before is kept."),
        form=SignForm,
        look="",
    ),
    "refuse_change": Wording(
        say("Refuse the proposed change"),
        say("The contract stays as it is. The other side reads your reason."),
        say("Refuse the change"),
        say("The change is refused"),
        say("All days, prices and duties are as before the proposal."),
        form=ReasonForm,
    ),
    "withdraw_change": Wording(
        say("Take the proposed change back"),
        say("The change order is closed. The contract stays as it is."),
        say("Take it back"),
        say("The proposal is taken back"),
        say("All days, prices and duties are as before the proposal."),
    ),
}
