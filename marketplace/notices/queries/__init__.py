"""Every read of notices, and of who is concerned by what happened."""

from marketplace.notices.queries.concerned import people
from marketplace.notices.queries.reading import UNREAD, get, page, words
from marketplace.notices.queries.scene import Scene
from marketplace.notices.queries.scenes import scene

__all__ = ["UNREAD", "Scene", "get", "page", "people", "scene", "words"]
