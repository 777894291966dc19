"""The Chinese catalogue: merges one .po file a room, and says what still lacks a translation."""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser
from jinja2 import TemplateSyntaxError

ROOMS = Path("marketplace/translations/zh")
BUILT = ROOMS / "LC_MESSAGES" / "messages.mo"
LINE = re.compile(r'(?:#.*|(?:(?:msgid|msgstr|msgctxt)\s+)?"(?:[^"\\]|\\.)*")?')
MessageId = str | tuple[str, ...] | list[str]
PLACE = re.compile(r"%\((\w+)\)[a-z]")
KEYWORDS = {"say": None, "_": None, "gettext": None, "lazy_gettext": None}


@dataclass(frozen=True)
class Entry:
    """One message and its translation, and where it is written."""

    place: str
    id: str
    text: str


class Room(Catalog):
    """A catalogue that keeps each entry it is given, also the second of two with the same id."""

    def __init__(self, path: Path) -> None:
        super().__init__(locale="zh")
        self.path, self.entries = path, list[Entry]()

    def __setitem__(self, id: MessageId, message: Message) -> None:
        super().__setitem__(id, message)
        if id and message.string and not message.fuzzy:
            place = f"{self.path}:{message.lineno}"
            self.entries.append(Entry(place, str(message.id), str(message.string)))


def read_room(path: Path) -> tuple[list[Entry], list[str]]:
    """The entries of one .po file, or its faults."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    faults = [
        f"{path}:{number}: not a line of a catalogue: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if not LINE.fullmatch(line.strip())
    ]
    room = Room(path)
    try:
        PoFileParser(room, ignore_obsolete=True, abort_invalid=True).parse(lines)
    except PoFileError as error:
        faults = faults or [f"{path}:{error.lineno + 1}: {str(error).rpartition(' on ')[0]}"]
    return room.entries, faults


def merge(entries: Iterable[Entry]) -> tuple[dict[str, Entry], list[str]]:
    """One entry for each id; two different translations of one id are a fault."""
    merged: dict[str, Entry] = {}
    faults = []
    for entry in entries:
        first = merged.setdefault(entry.id, entry)
        if first.text != entry.text:
            other = f"{first.text!r} in {first.place}"
            faults.append(f"{entry.place}: {entry.id!r} is {entry.text!r} here, {other}")
    return merged, faults


def read_all() -> tuple[dict[str, Entry], list[str]]:
    entries, faults = [], []
    for path in sorted(ROOMS.glob("*.po")):
        found, wrong = read_room(path)
        entries += found
        faults += wrong
    merged, contradictions = merge(entries)
    return merged, faults + contradictions


def build(merged: dict[str, Entry]) -> None:
    """Write the compiled catalogue; a reader never sees half of one."""
    catalog = Catalog(locale="zh")
    for entry in merged.values():
        catalog.add(entry.id, entry.text)
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    fresh = BUILT.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    fresh.replace(BUILT)


def extracted() -> Iterator[tuple[str, str]]:
    """Every message id that the code and the templates show, with its place."""
    with Path("babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel's own
    for folder in ("marketplace", "templates"):
        reading: list[str] = []
        found = extract_from_dir(
            folder, methods, options, KEYWORDS, callback=lambda name, *_, r=reading: r.append(name)
        )
        try:
            for name, line, message, *_ in found:
                yield f"{folder}/{name}:{line}", message if isinstance(message, str) else message[0]
        except TemplateSyntaxError as error:
            sys.exit(f"{folder}/{reading[-1]}:{error.lineno}: {error.message}")


def untranslated(merged: dict[str, Entry]) -> list[str]:
    places = defaultdict(list)
    for place, message in extracted():
        if message not in merged:
            places[message].append(place)
    return [f"{found[0]}: no zh translation: {message!r}" for message, found in places.items()]


def ill_filled(entries: Iterable[Entry]) -> list[str]:
    """Where a translation names other places than its message, or a place is written wrongly."""
    faults = []
    for entry in entries:
        wanted, named = set(PLACE.findall(entry.id)), set(PLACE.findall(entry.text))
        if wanted != named:
            faults.append(f"{entry.place}: {sorted(named)} for {sorted(wanted)} in {entry.id!r}")
        elif wanted and not (fills(entry.id) and fills(entry.text)):
            faults.append(f"{entry.place}: write %% for a percent sign: {entry.id!r}")
    return faults


def fills(text: str) -> bool:
    try:
        text % defaultdict(int)
    except (TypeError, ValueError):
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", action="store_true", help="check only; write nothing")
    merged, faults = read_all()
    if parser.parse_args().missing:
        faults += ill_filled(merged.values())
        faults += untranslated(merged)
    elif not faults:
        build(merged)
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
