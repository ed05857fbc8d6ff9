"""What one meeting decided, all of it: resolutions with what came of them, other tasks, ballots."""

from dataclasses import dataclass

from domain.elections import ELECTING, Election
from domain.meetings import Meeting
from domain.tasks import Given
from domain.votes import Resolution


@dataclass(frozen=True, slots=True)
class Decided:
    """One resolution and the tasks that came of it."""

    resolution: Resolution
    tasks: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """`loose` are tasks that no resolution stands behind."""

    meeting: Meeting
    decided: tuple[Decided, ...]
    loose: tuple[Given, ...]
    elections: tuple[Election, ...]

    @property
    def may_elect(self) -> bool:
        return self.meeting.kind in ELECTING
