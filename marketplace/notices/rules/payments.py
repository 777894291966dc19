"""Who is told of money."""

from marketplace.core.texts import say
from marketplace.notices.rules.shape import Table, Whom, teller

_tell = teller("contracts", "/payments/{payment}")
_bank = teller("contracts", "/payments/transfers/{transfer}")
_RULED = say("The regulator ruled on the bank transfer of %(amount)s for “%(title)s”.")
_ARRIVES = say("The owner recorded a bank transfer of %(amount)s for “%(title)s”. Did it come?")
TOLD: Table = {
    "payments.fund": (
        _tell(
            Whom.FIRM,
            say("%(amount)s for “%(title)s” is paid in and held until the work is accepted."),
        ),
    ),
    "payments.fail": (
        _tell(Whom.OWNER, say("The payment of %(amount)s for “%(title)s” did not come.")),
    ),
    "payments.transfer": (
        _tell(Whom.BOTH, say("%(amount)s for “%(title)s” is transferred to %(firm)s.")),
    ),
    "payments.refund": (
        _tell(Whom.BOTH, say("%(amount)s for “%(title)s” is refunded to the owner.")),
    ),
    "payments.split": (
        _tell(Whom.BOTH, say("%(amount)s for “%(title)s” is split between both sides.")),
    ),
    "payments.dispute": (
        _tell(Whom.BOTH, say("The payer's bank disputes the payment for “%(title)s”.")),
        _tell(Whom.OPERATOR, say("The payer's bank disputes payment %(payment)s.")),
    ),
    "payments.lose": (
        _tell(Whom.BOTH, say("The payer's bank took back the payment for “%(title)s”.")),
    ),
    "payments.propose": (
        _tell(Whom.OTHER_SIDE, say("A division of the money held for “%(title)s” is proposed.")),
    ),
    "payments.refuse": (
        _tell(Whom.OTHER_SIDE, say("The proposed division for “%(title)s” is dropped.")),
    ),
    "payments.rule": (
        _tell(Whom.BOTH, say("The regulator ruled on the money held for “%(title)s”.")),
        _tell(Whom.REGULATOR, say("A colleague ruled on the money held for “%(title)s”.")),
    ),
    "payments.record": (_bank(Whom.FIRM, _ARRIVES), _bank(Whom.OWNER, say(
        "A colleague recorded a bank transfer of %(amount)s for “%(title)s”."))),
    "payments.approve": (_bank(Whom.FIRM, _ARRIVES),),
    "payments.confirm": (
        _bank(Whom.OWNER, say("The firm received %(amount)s for “%(title)s”.")),
    ),
    "payments.deny": (
        _bank(Whom.OWNER, say("The firm says that %(amount)s for “%(title)s” did not come.")),
        _bank(Whom.REGULATOR, say("Rule whether %(amount)s for “%(title)s” came.")),
    ),
    "payments.rule_paid": (_bank(Whom.BOTH, _RULED),),
    "payments.rule_unpaid": (_bank(Whom.BOTH, _RULED),),
}  # fmt: skip
