"""A firm enters the directory."""

from tests.browser.paper import pdf
from tests.browser.story.people import FIRMS, ITEM, QUALIFICATION

CONTACTS = {
    "Contact person": "Contact",
    "Business phone": "0816-5552222",
    "Business e-mail": "office@example.org",
}
LICENCE = {
    "Name of the practitioner": "Surveyor",
    "Kind of licence": "注册测绘师",
    "Licence number": "L-1",
}


def applies(town):
    firm = town.firms[0].signs_in("firm0@example.org")
    firm.follows("My firm")
    firm.presses("Begin")
    firm.presses("Edit profile and contacts")
    for label, value in CONTACTS.items():
        firm.fills(label, value)
    firm.marks("Areas you work in", firm.own("涪北区", "Fubei District"))
    firm.presses("Continue")
    _adds_a_qualification(firm)
    firm.presses("Add a practitioner")
    for label, value in LICENCE.items():
        firm.fills(label, value)
    firm.presses("Continue")
    firm.presses("Apply")
    firm.presses("Apply")
    firm.sees("Your application is sent.")


def _adds_a_qualification(firm):
    firm.presses("Add a qualification")
    firm.field("Kind of qualification").select_option(label=QUALIFICATION)
    firm.marks("Service items it covers", firm.own(*ITEM))
    firm.fills("Certificate number", "A-510700-1")
    firm.dates("Valid from", 2024, 1, 1)
    firm.dates("Valid to", 2027, 12, 31)
    firm.attaches("Scan of the certificate", "certificate.pdf", pdf("certificate"))
    firm.presses("Continue")
    firm.sees("Qualification saved.")


def is_admitted(town):
    operator = town.operator.signs_in("operator@example.org")
    operator.follows("My desk")
    operator.follows("Check an application for entry")
    operator.sees("certificate.pdf")
    operator.presses("Admit")
    operator.sees("Admitted. This is public now.")
    town.hall.turn()
    town.public.opens("/")
    town.public.follows("Find a firm")
    town.public.follows_name(town.name(FIRMS[0]))
    town.public.sees("Qualifications", "Practitioners", "Penalties")
