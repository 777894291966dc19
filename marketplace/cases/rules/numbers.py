"""How applications, cases and their notices are numbered."""


def application(year: int, serial: int) -> str:
    return f"BJ-{year}-{serial:06}"


def case(application: str, place: int) -> str:
    return f"{application}-{place}"


def notice(case: str, serial: int) -> str:
    """A one-time notice of gaps."""
    return f"{case}-BZ{serial}"


def returned(case: str, serial: int) -> str:
    """A deliverable sent back."""
    return f"{case}-TH{serial}"


def pause(case: str, serial: int) -> str:
    """A notice that the clock stands still."""
    return f"{case}-ZT{serial}"
