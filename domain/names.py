"""How names are written, of people and of things, and how much of a person's is shown."""

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
_COMPOUND_RUN: Final = (
    "欧阳司马上官诸葛司徒东方独孤南宫夏侯皇甫尉迟公孙慕容令狐长孙宇文司空端木轩辕百里呼延东郭南门西门公羊澹台公冶宗政濮阳"
    "淳于单于太叔申屠仲孙钟离鲜于闾丘拓跋赫连第五完颜万俟闻人左丘梁丘歐陽司馬諸葛東方尉遲公孫"
)
_COMPOUND: Final = frozenset(_COMPOUND_RUN[at : at + 2] for at in range(0, len(_COMPOUND_RUN), 2))


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


def masked(name: str) -> str:
    """What a group may see of a name: the surname and one star, `陈*`, `欧阳*` (PRV-14).

    One star whatever the length, so that the length tells nothing. A name that is no Chinese one (买买提·吐尔逊, John
    Smith) often begins with the given name; it shows its first letter only. No letter at all: `*`.
    """
    letters = [character for character in name if character.isalnum() or unicodedata.category(character) == "Co"]
    if not letters:
        return "*"
    if "·" not in name and len(letters) > 2 and "".join(letters[:2]) in _COMPOUND:
        return "".join(letters[:2]) + "*"
    return letters[0] + "*"


def _is_unseen(character: str) -> bool:
    code = ord(character)
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return (
        no_character or character in _BLANK_LETTERS or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


def _is_pictorial(character: str) -> bool:
    return bool(character) and (unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f")
