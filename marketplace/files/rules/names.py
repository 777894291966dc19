import re
import unicodedata

LONGEST_NAME = 120


def safe_name(text: str) -> str:
    """The name under which a file is shown and handed out; never a place on a disk."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", text))[-1]
    plain = "".join(" " if char.isspace() else char for char in last if _is_shown(char))
    name = re.sub(r" +", " ", plain).lstrip(" .").rstrip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) < 10:
        name = stem[: LONGEST_NAME - len(ending) - 1].rstrip(" .") + dot + ending
    return name[:LONGEST_NAME].rstrip(" .") or "file"


def extension_of(name: str) -> str:
    """In small letters, without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _is_shown(char: str) -> bool:
    """Not a control, not an invisible or direction mark, not half a character."""
    return char in "\t\n" or unicodedata.category(char)[0] != "C"
