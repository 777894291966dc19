"""What an organisation says of itself, besides its name and code."""

import re
from dataclasses import dataclass

from marketplace.accounts.rules.vault import Vault


@dataclass(frozen=True)
class Details:
    """`bank_account` is kept only as a mark and its last four digits; "" leaves it as it is."""

    address: str = ""
    phone: str = ""
    legal_representative: str = ""
    area_id: int | None = None
    bank_account_hash: str = ""
    bank_account_tail: str = ""


def bank_account(vault: Vault, number: str) -> dict[str, str]:
    """The two things kept of a bank account; nothing when none was given."""
    digits = re.sub(r"\D", "", number)
    if not digits:
        return {}
    mark = vault.mark("bank account", digits)
    return {"bank_account_hash": mark, "bank_account_tail": digits[-4:]}
