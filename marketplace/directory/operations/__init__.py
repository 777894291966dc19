"""Every change in the directory."""

from marketplace.directory.operations.firms import (
    admit,
    apply,
    begin,
    describe,
    give_back,
    leave,
    refuse,
    reopen,
)
from marketplace.directory.operations.linking import link
from marketplace.directory.operations.matching import (
    rematch,
    set_credit,
    set_figures,
    set_first_pass,
)
from marketplace.directory.operations.papers import (
    draft_paper,
    edit_paper,
    reopen_paper,
    submit_paper,
    withdraw_paper,
)
from marketplace.directory.operations.penalties import end_penalty, expel, suspend, warn
from marketplace.directory.operations.people import add_practitioner, end_practitioner
from marketplace.directory.operations.vetting import (
    accept_paper,
    expire_paper,
    give_back_paper,
    refuse_paper,
    start_paper,
    warn_first,
    warn_last,
)
from marketplace.directory.rules.terms import Licence, Profile, Terms

__all__ = [
    "Licence",
    "Profile",
    "Terms",
    "accept_paper",
    "add_practitioner",
    "admit",
    "apply",
    "begin",
    "describe",
    "draft_paper",
    "edit_paper",
    "end_penalty",
    "end_practitioner",
    "expel",
    "expire_paper",
    "give_back",
    "give_back_paper",
    "leave",
    "link",
    "refuse",
    "refuse_paper",
    "rematch",
    "reopen",
    "reopen_paper",
    "set_credit",
    "set_figures",
    "set_first_pass",
    "start_paper",
    "submit_paper",
    "suspend",
    "warn",
    "warn_first",
    "warn_last",
    "withdraw_paper",
]
