"""Texts as JSON, so that a stored reading can still be shown in the reader's language."""

from typing import Any

from marketplace.core.texts import Text


def pack(text: Text) -> dict[str, Any]:
    """The message id and its parameters; texts among the parameters are packed too."""
    params = {k: pack(v) if isinstance(v, Text) else v for k, v in text.params.items()}
    return {"id": text.id, "params": params}


def unpack(packed: dict[str, Any]) -> Text:
    params = {k: unpack(v) if isinstance(v, dict) else v for k, v in packed["params"].items()}
    return Text(packed["id"], params)
