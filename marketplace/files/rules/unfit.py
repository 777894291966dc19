from marketplace.core.texts import Text


class UnfitError(Exception):
    """The rule that an upload breaks."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text
