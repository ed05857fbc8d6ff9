"""Three taps on how a meeting was (M34): was it a lesson or only notices, a talk or a reading, and any use.

It judges the meeting, nobody in it. Answers are counts from the first moment on: no row says whose. Counts are shown
once, when nobody can answer any more, and only from five answers on, so that no two looks differ by one person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final, TypeAlias

from domain.meetings import Attendee, Meeting, MeetingState
from domain.suppression import LEAST

OPEN_FOR: Final = timedelta(days=3)
ASKED_AFTER: Final = timedelta(minutes=10)  # once people are up and on their way


class Question(StrEnum):
    """以会代课, 一人念大家听, and what it was good for."""

    LESSON = "lesson"
    TALK = "talk"
    USE = "use"


QUESTIONS: Final = tuple(Question)
CHOICES: Final = 3  # each question has three answers, the best one first

Counts: TypeAlias = Mapping[Question, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Result:
    """What may be shown of one meeting, for good; a question that is left out would tell of each who answered."""

    answered: int
    counts: Counts | None


def nothing() -> Counts:
    return dict.fromkeys(QUESTIONS, (0,) * CHOICES)


def plus(counts: Counts, answers: Sequence[int]) -> Counts:
    """With one more of each question."""
    return {
        question: tuple(count + (number == chosen) for number, count in enumerate(counts[question]))
        for question, chosen in zip(QUESTIONS, answers, strict=True)
    }


def is_answer(answers: Sequence[int]) -> bool:
    """Whether so far it is one: at most a choice a question."""
    return len(answers) <= len(QUESTIONS) and all(0 <= one < CHOICES for one in answers)


def may_answer(meeting: Meeting, attendee: Attendee | None) -> bool:
    """Those who were there, once it is closed."""
    return meeting.state is MeetingState.CLOSED and attendee is not None and attendee.present


def published(counts: Counts, present: int, least: int) -> Result:
    """`present` are those who could have answered. `least` is the branch's own, five or more.

    Where all agree and fewer than five kept silent, it would be known of each what they said: that question is left
    out. Else who answered is not known, and so nobody's answer either.
    """
    answered = sum(next(iter(counts.values())))
    if answered < max(least, LEAST):
        return Result(answered, None)
    silent = present - answered
    shown = {one: tally for one, tally in counts.items() if silent >= LEAST or answered not in tally}
    return Result(answered, shown)


def packed(counts: Counts) -> dict[str, Any]:
    """As JSON: {"lesson": [5, 1, 0], …}."""
    return {str(question): list(tally) for question, tally in counts.items()}


def unpacked(facts: Mapping[str, Any]) -> Counts:
    return {Question(name): tuple(tally) for name, tally in facts.items()}
