"""Small PDFs to send: certificates, deliverables, evidence."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import pikepdf


@lru_cache
def pdf(title):
    """One blank page; another file for each title."""
    kept, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Title"] = title
    made.save(kept)
    return kept.getvalue()


@dataclass(frozen=True)
class Sent:
    """A file as a form would bring it."""

    filename: str
    title: str

    def read(self):
        return pdf(self.title)
