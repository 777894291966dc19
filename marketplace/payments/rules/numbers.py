"""The numbers of payments and of recorded bank transfers."""


def payment(year: int, serial: int) -> str:
    return f"FK-{year}-{serial:06}"


def bank_transfer(year: int, serial: int) -> str:
    return f"ZZ-{year}-{serial:06}"
