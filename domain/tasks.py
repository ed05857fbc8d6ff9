"""What a meeting gave somebody to do (M22): until when, and when they hear of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

LONGEST: Final = 200
LONGEST_CLOSING: Final = 200
FURTHEST: Final = timedelta(days=366)
WORTH: Final = timedelta(days=3)  # so long after its day a reminder still helps


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Step(StrEnum):
    """Two words at most, the morning before and the morning of the day."""

    BEFORE = "before"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do. `owner_id` is None once nobody has it any more; `closing` is the line it was closed with."""

    id: int
    meeting_id: int
    resolution_id: int | None
    text: str
    owner_id: int | None
    due_on: date
    given_by: int
    state: TaskState = TaskState.OPEN
    closing: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state is TaskState.OPEN


@dataclass(frozen=True, slots=True)
class Given:
    """A task with the name of who has it; None while nobody does."""

    task: Task
    owner: str | None


def may_be_due(day: date, today: date) -> bool:
    return today <= day <= today + FURTHEST


def mornings(due_on: date) -> dict[Step, date]:
    return {Step.BEFORE: due_on - timedelta(days=1), Step.DAY: due_on}
