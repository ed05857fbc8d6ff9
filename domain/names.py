"""How names are written, of people and of things."""

import re
import unicodedata
from enum import Enum
from typing import Final

LONGEST_NAME: Final = 32

_DOTS: Final = dict.fromkeys(map(ord, "•・‧･∙⋅"), "·")
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # Unicode calls them letters; people see nothing
_JOINER: Final = "\u200d"
_HAN: Final = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Rosters write 张　三 to line up with 欧阳三; the blank is typesetting, not part of the name.
_BLANK_IN_HAN: Final = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")


class NameProblem(Enum):
    """Why a text is no name. Not a StrEnum: it must never pass for the name itself."""

    EMPTY = "empty"
    TOO_LONG = "too_long"


def clean_name(raw: str) -> str | NameProblem:
    """The name as it is kept: 1–32 characters, or what is wrong. Never raises.

    A tidy line with the many middle dots folded into one.
    """
    name = _BLANK_IN_HAN.sub("", tidy_line(raw.translate(_DOTS)))
    if not name:
        return NameProblem.EMPTY
    return name if len(name) <= LONGEST_NAME else NameProblem.TOO_LONG


def tidy_line(raw: str) -> str:
    """What somebody typed, as one line of what can be seen; empty where nothing can. Never raises.

    Takes away controls, bidirectional marks, zero widths and lone surrogates, folds blanks and line breaks into one
    blank; keeps emoji, private-use characters (old systems write rare 生僻字 with them) and code points newer than
    our Unicode tables (the same reason).
    """
    kept: list[str] = []
    text = unicodedata.normalize("NFC", raw)
    for index, character in enumerate(text):
        if character == _JOINER:
            if kept and _is_pictorial(kept[-1]) and _is_pictorial(text[index + 1 : index + 2]):
                kept.append(character)
        elif character.isspace():
            kept.append(" ")
        elif not _is_unseen(character):
            kept.append(character)
    # Normalised again: two characters that an unseen one kept apart may now be one.
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def numbered(member_id: int) -> str:
    """What a button says for somebody on a list: two may have one name, and a button means one of them."""
    return f"#{member_id}"


def tidy_text(raw: str) -> str:
    """As `tidy_line`, line by line; blank lines go."""
    lines = (tidy_line(line) for line in raw.splitlines())
    return "\n".join(line for line in lines if line)


def _is_unseen(character: str) -> bool:
    code = ord(character)
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return (
        no_character or character in _BLANK_LETTERS or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


def _is_pictorial(character: str) -> bool:
    return bool(character) and (unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f")
