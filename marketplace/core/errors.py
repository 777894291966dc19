"""The ways an operation can say no. The web turns each into one response, once."""

from marketplace.core.texts import Text, say


class DomainError(Exception):
    """A refusal a person can act on; its text is shown to them, with the rule it comes from."""

    status = 400

    def __init__(self, text: Text, rule: Text | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.rule = rule


class NotFoundError(DomainError):
    status = 404

    def __init__(self, text: Text | None = None) -> None:
        super().__init__(text or say("There is no such page or record."))


class NotAllowedError(DomainError):
    status = 403

    def __init__(self, text: Text | None = None, rule: Text | None = None) -> None:
        super().__init__(text or say("Your role may not do this."), rule)


class WrongStateError(DomainError):
    status = 409


class BadInputError(DomainError):
    """A refusal about one field of what was sent."""

    status = 422

    def __init__(self, field: str, text: Text, rule: Text | None = None) -> None:
        super().__init__(text, rule)
        self.field = field
