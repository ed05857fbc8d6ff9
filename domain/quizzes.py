"""The question of the week (S14): for thinking along. No score, no ranking, nothing noted of who answered what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.names import tidy_line

LONGEST_QUESTION: Final = 200
LONGEST_OPTION: Final = 60
LONGEST_EXPLANATION: Final = 300
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 4
LETTERS: Final = "ABCD"

_MARKS: Final = ".．、。:：)） "


@dataclass(frozen=True, slots=True)
class Quiz:
    """One question with two to four options; `right` counts from 0. `week` is the Monday it belongs to."""

    id: int
    node_id: int
    week: date
    question: str
    options: tuple[str, ...]
    right: int
    explanation: str


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def read_options(text: str) -> tuple[str, ...] | None:
    """Options as they are typed, one a line, `A.` before them or not; None where they are not two to four good ones."""
    options = tuple(_bare(tidy_line(line)) for line in text.splitlines() if tidy_line(line))
    fits = FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS and all(0 < len(one) <= LONGEST_OPTION for one in options)
    return options if fits and len(set(options)) == len(options) else None


def read_choice(text: str, options: Sequence[str]) -> int | None:
    """Which option somebody names, by its letter or its words."""
    said = text.strip()
    if said.upper() in LETTERS[: len(options)] and len(said) == 1:
        return LETTERS.index(said.upper())
    return next((at for at, option in enumerate(options) if said in {option, lettered(at, option)}), None)


def lettered(at: int, option: str) -> str:
    """`A. 一九二一年`."""
    return f"{LETTERS[at]}. {option}"


def _bare(line: str) -> str:
    if len(line) > 1 and line[0].upper() in LETTERS and line[1] in _MARKS.strip():
        return line[2:].strip(_MARKS)
    return line
