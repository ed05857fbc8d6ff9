"""How the installation is: what is as it should be, and what somebody has to look at (A9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from domain.messages import Lane

# The bell rings each quarter of a minute.
RING_IS_LATE: Final = timedelta(minutes=2)
REMINDER_IS_LATE: Final = timedelta(minutes=5)
# A broadcast to ten thousand takes six minutes at Telegram's pace.
LETTER_IS_LATE: Final[Mapping[Lane, timedelta]] = MappingProxyType(
    {
        Lane.DANGER: timedelta(minutes=1),
        Lane.ANSWER: timedelta(minutes=2),
        Lane.BOARD: timedelta(minutes=5),
        Lane.REMINDER: timedelta(minutes=15),
        Lane.BROADCAST: timedelta(hours=1),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of one lane that may go now, and since when the first of them has been waiting."""

    lane: Lane
    letters: int
    oldest: datetime

    def is_late(self, now: datetime) -> bool:
        return now - self.oldest > LETTER_IS_LATE[self.lane]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an operator asks first. `rung_at` is None before the first ring, `unsaid_since` where all is said."""

    database: str
    rung_at: datetime | None
    unsaid_since: datetime | None
    arrivals_waiting: int
    arrivals_failed: int
    lines: tuple[Line, ...]
    resting: int
    dead: int
    last_heard: datetime | None

    def ring_is_late(self, now: datetime) -> bool:
        return self.rung_at is not None and now - self.rung_at > RING_IS_LATE

    def reminder_is_late(self, now: datetime) -> bool:
        return self.unsaid_since is not None and now - self.unsaid_since > REMINDER_IS_LATE

    def line_is_late(self, now: datetime) -> bool:
        return any(line.is_late(now) for line in self.lines)

    def troubles(self, now: datetime) -> int:
        """How many things somebody has to look at."""
        return sum(
            (
                self.ring_is_late(now),
                self.reminder_is_late(now),
                self.line_is_late(now),
                self.arrivals_failed > 0,
                self.dead > 0,
            )
        )
