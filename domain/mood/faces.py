"""Five faces with plain words; no score, no name of an illness (MOOD-04, 精神卫生法 Art. 23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import Final

KEPT: Final = timedelta(days=90)
LONGEST_WORDS: Final = 200
SHOWN: Final = 14  # answers on the small picture: a week each for ninety days


class Face(IntEnum):
    VERY_LOW = 1
    LOW = 2
    MIDDLING = 3
    GOOD = 4
    VERY_GOOD = 5


FACE_NAMES: Final[Mapping[Face, str]] = MappingProxyType(
    {
        Face.VERY_GOOD: "😄 很好",
        Face.GOOD: "🙂 不错",
        Face.MIDDLING: "😐 一般",
        Face.LOW: "😟 不太好",
        Face.VERY_LOW: "😢 很不好",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member said of a day; a later answer of that day takes its place."""

    id: int
    day: date
    face: Face
    words: str = ""


def is_low(face: Face) -> bool:
    return face <= Face.LOW


def low_twice(newest_first: Sequence[Answer]) -> bool:
    """Whether the last two answers, of two days, are low: then help is offered, to the member alone (MOOD-05)."""
    last_two = newest_first[:2]
    return len(last_two) == 2 and all(is_low(one.face) for one in last_two)
