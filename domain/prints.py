"""What goes onto one sheet of A4 in large print (S15): as much as fits, the soonest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

A_LINE: Final = 26  # Chinese characters of 18 points beside 14 mm of margin
LINES: Final = 14  # of meetings, of study, and of what the strip asks about each meeting
MOST_MEETINGS: Final = 3
LEAST_FOR_STUDY: Final = 5
MOST_PIECES: Final = 2
MOST_PEOPLE: Final = 2
_SHORTEST: Final = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of study: its heading and what is said about it, which is cut where the sheet is full."""

    title: str
    words: str


def lines_of(text: str) -> int:
    """How many lines a text takes; letters and figures take half of a character."""
    return sum(max(1, -(-_width(line) // (2 * A_LINE))) for line in text.split("\n"))


def fitting(parts: Sequence[Part], lines: int) -> list[Part]:
    """As many parts as these lines hold; the last one's words may be cut, with … for the rest."""
    kept: list[Part] = []
    for part in parts[:MOST_PIECES]:
        left = lines - lines_of(part.title)
        if left < 0:
            break
        words = _cut(part.words, left)
        kept.append(Part(part.title, words))
        lines = left - (lines_of(words) if words else 0)
    return kept


def _cut(words: str, lines: int) -> str:
    if not words or lines_of(words) <= lines:
        return words
    most = lines * A_LINE - 1
    if most < _SHORTEST:
        return ""
    cut = " ".join(words.split("\n"))
    while lines_of(cut + "…") > lines or len(cut) > most:
        cut = cut[:-1]
    return cut + "…"


def _width(line: str) -> int:
    return sum(1 if ord(character) < 0x1100 else 2 for character in line)
