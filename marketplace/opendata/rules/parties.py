"""Who takes part: the parties of a release, and those that are only named in passing."""

from collections.abc import Mapping
from typing import Any

from marketplace.opendata.rules.processes import Party
from marketplace.opendata.rules.refusals import Notes, Rule
from marketplace.opendata.rules.values import entries, part, words

LONGEST_NAME, LONGEST_ID = 500, 200


class Register:
    """The parties of one release by id; what is only named elsewhere is added with a note."""

    def __init__(self, release: Mapping[str, Any], notes: Notes) -> None:
        self.notes = notes
        self.known: dict[str, Party] = {}
        self.is_kept = bool(release.get("parties"))  # OCDS 1.0 has no such list
        for path, found in entries(release.get("parties"), notes, "parties"):
            self._enter(found, path)

    def _enter(self, found: Mapping[str, Any], path: str) -> None:
        party = _party(found, self.notes, path)
        if party is None:
            self.notes.add(path, Rule.WRONG_TYPE, found)
        elif party.id in self.known:
            self.notes.add(path, Rule.REPEATED, party.id)
        else:
            self.known[party.id] = party

    def find(self, found: Mapping[str, Any], path: str) -> Party | None:
        """The party that a reference means; None when it has neither id nor name."""
        party = _party(found, self.notes, path)
        if party is None:
            return None
        if party.id not in self.known:
            if self.is_kept:
                self.notes.add(path, Rule.NOT_AMONG_PARTIES, party.id)
            self.known[party.id] = party
        return self.known[party.id]

    def find_all(self, found: object, path: str) -> tuple[Party, ...]:
        met: dict[str, Party] = {}
        for place, one in entries([found] if isinstance(found, dict) else found, self.notes, path):
            if party := self.find(one, place):
                met[party.id] = party
        return tuple(met.values())


def _party(found: Mapping[str, Any], notes: Notes, path: str) -> Party | None:
    register = part(found, "identifier", notes, f"{path}/identifier")
    number, scheme = words(register.get("id"), LONGEST_ID), words(register.get("scheme"), 60)
    identifier = f"{scheme}-{number}" if scheme and number else number
    name = words(found.get("name"), LONGEST_NAME) or words(register.get("legalName"), LONGEST_NAME)
    key = words(found.get("id"), LONGEST_ID) or identifier or _id_from(name)
    address = part(found, "address", notes, f"{path}/address")
    country = words(address.get("countryName") or address.get("country"), 100)
    return Party(key, name or key, country, identifier) if key else None


def _id_from(name: str) -> str:
    """Publishers who give no id mean one firm by one name."""
    plain = " ".join(name.casefold().split())
    return f"name:{plain}"[:LONGEST_ID] if plain else ""
