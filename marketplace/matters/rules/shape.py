"""What each row of the catalogue's files must look like."""

from marketplace.matters.rules import checks as c
from marketplace.matters.states import (
    Category,
    MatterType,
    Obligation,
    Online,
    Payer,
    Sureness,
    Waiting,
)

REQUIRED_INPUT = "required_input"  # the item itself says who commissions and pays
code = c.words(16)
name = c.words(200)
sureness = c.member(Sureness)
obligation = c.one_of(REQUIRED_INPUT, *(member.value for member in Obligation))

DEPARTMENT = c.part(id=code, name_zh=name, name_en=name)
STAGE = c.part(id=c.words(64), no=c.number, name_zh=c.words(100), name_en=c.words(100))
MATERIAL = c.part(
    code=c.words(32),
    name_zh=name,
    name_en=name,
    source=c.words(64),
    deferrable=c.flag,
    applicant_must_supply=c.flag,
)
MATTER = c.part(
    id=code,
    name_zh=name,
    name_en=name,
    stage=c.words(64),
    department=code,
    type=c.member(MatterType),
    type_zh=c.words(40),
    statutory_days=c.optional(c.days),
    statutory_basis=sureness,
    committed_days=c.days,
    committed_basis=sureness,
    excluded_from_clock_zh=c.words(300, empty=True),
    prerequisites=c.each(c.part(id=code, kind=c.member(Waiting))),
    materials=c.each(MATERIAL),
    result_certificate=name,
    informed_commitment=c.flag,
    deferrable_acceptance=c.flag,
    online=c.member(Online),
    fee=name,
    in_hall_acceptance=c.flag,
    legal_basis=c.words(2000),
    service_items=c.each(c.part(id=code, obligation=obligation)),
    no_intermediary_service_required=c.flag,
    trigger_en=c.words(300, empty=True),
)
ITEM = c.part(
    id=code,
    name_zh=name,
    name_en=name,
    category=c.member(Category),
    obligation=c.member(Obligation),
    who_pays=c.member(Payer),
    qualification=c.part(type=c.words(300), grade=c.words(200), status_en=c.words(300, empty=True)),
    duration_working_days=c.part(min=c.days, typical=c.days, max=c.days),
    duration_status=sureness,
    duration_max_status=sureness,
    price=c.part(
        basis_zh=c.words(200, empty=True),
        low=c.amount,
        high=c.amount,
        unit=c.words(60, empty=True),
        figure_status=sureness,
    ),
    deliverables=c.each(c.words(200)),
    after=c.each(code),
    regulating_department=code,
    legal_basis=c.words(2000),
    selectable_in_service_hall=c.flag,
)
CALENDAR_DAY = c.part(
    date=c.calendar_day, name_zh=c.words(60, empty=True), name_en=c.words(60, empty=True)
)
YEAR = c.part(
    status=c.one_of("official", "provisional"),
    days_off=c.each(CALENDAR_DAY),
    make_up_workdays=c.each(CALENDAR_DAY),
)
