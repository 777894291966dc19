"""How the payment service says no."""


class RefusedError(Exception):
    """Answered with this status, kind, code and text."""

    def __init__(
        self, message: str, code: str = "", status: int = 400, kind: str = "invalid_request_error"
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "code": code, "message": message}}


class BrokenOffError(Exception):
    """The connection ends before an answer comes."""


def missing(id: str) -> RefusedError:
    return RefusedError(f"No such object: '{id}'", "resource_missing", 404)
