"""The letters accounts send, in the language of whoever asked for them."""

from typing import Any

from flask import current_app, url_for

from marketplace.accounts.rules.terms import Letter
from marketplace.core.texts import Text, say
from marketplace.web.texts import translate

OPEN_TO_RESET = say("It was not you? Set a new password at once.")
# Of each kind: the subject, what stands before the link, what stands after it.
TEXTS: dict[str, tuple[Text, Text, Text]] = {
    "confirm": (
        say("Confirm your address"),
        say(
            "Somebody, probably you, wants to use this address in the service hall."
            " Open this link to confirm it:"
        ),
        say("It is good for two days. It was not you? Do nothing."),
    ),
    "known": (
        say("You have an account already"),
        say(
            "Somebody, probably you, tried to create an account with this address. There is one"
            " already. If you have forgotten the password, set a new one here:"
        ),
        say("It was not you? Do nothing."),
    ),
    "reset": (
        say("Set a new password"),
        say("Open this link to set a new password:"),
        say(
            "It is good for 30 minutes and once. It was not you? Do nothing:"
            " your password stays as it is."
        ),
    ),
    "email": (
        say("Confirm your new address"),
        say(
            "Somebody, probably you, wants to use this address for an account of the service"
            " hall. Open this link to confirm it:"
        ),
        say("It is good for two hours. It was not you? Do nothing."),
    ),
    "email_changed": (
        say("Your e-mail address was changed"),
        say(
            "Your account uses another e-mail address from now on. This mail is the last one to"
            " the old address. To reach the hall:"
        ),
        say("It was not you? Tell the operator of the hall at once."),
    ),
    "password": (
        say("Your password was changed"),
        say(
            "The password of your account was changed just now, and your other sessions have ended."
        ),
        OPEN_TO_RESET,
    ),
    "factor_off": (
        say("Your second factor was turned off"),
        say("The second factor of your account was turned off just now."),
        OPEN_TO_RESET,
    ),
}


def letter(kind: str, link: str) -> Letter:
    return written(*TEXTS[kind], link)


def invitation_to(organisation: str, link: str) -> Letter:
    before = say(
        "You are invited to act for %(organisation)s in the service hall."
        " Open this link to answer:",
        organisation=organisation,
    )
    after = say("It is good for 14 days. You do not want to? Do nothing.")
    return written(say("You are invited"), before, after, link)


def written(subject: Text, before: Text, after: Text, link: str) -> Letter:
    body = "\n\n".join([translate(before), link, translate(after)])
    return Letter(translate(subject), body + "\n")


def link(endpoint: str, **values: Any) -> str:
    """An address that works outside the hall."""
    return str(current_app.config["HALL_ADDRESS"]) + url_for(endpoint, **values)
