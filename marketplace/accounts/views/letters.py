"""The letters accounts send: written from a template, in the language of whoever asked for it."""

from typing import Any

from flask import current_app, render_template, url_for

from marketplace.accounts.rules.terms import Letter
from marketplace.core.texts import say
from marketplace.web.texts import translate

SUBJECTS = {
    "confirm": say("Confirm your address"),
    "known": say("You have an account already"),
    "reset": say("Set a new password"),
    "password": say("Your password was changed"),
    "factor_off": say("Your second factor was turned off"),
    "invite": say("You are invited"),
}


def letter(kind: str, **names: object) -> Letter:
    body = render_template(f"accounts/mail/{kind}.txt", **names)
    return Letter(translate(SUBJECTS[kind]), body)


def link(endpoint: str, **values: Any) -> str:
    """An address that works outside the hall."""
    return str(current_app.config["HALL_ADDRESS"]) + url_for(endpoint, **values)
