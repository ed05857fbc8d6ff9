"""Notices from a role holder to a branch, a group or the committee (S10)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.names import tidy_line
from domain.reminders import MESSAGES_A_DAY
from domain.workdays import Calendar

LONGEST_TEXT: Final = 3000  # characters: with its heading and its sender it stays one message
LONGEST_CAPTION: Final = 800  # under a picture or a file Telegram allows 1024, heading and sender included
VALID_FOR: Final = timedelta(days=7)
TITLE_UNITS: Final = 24
WAITING_AT_MOST: Final = 300  # letters of notices in line: some ten seconds of sending, so that a stop stops soon
_A_DAY: Final = timedelta(days=1)


class Audience(StrEnum):
    """Whom a notice is for: everybody at a node and below it, or the committee of a branch."""

    NODE = "node"
    COMMITTEE = "committee"


class BroadcastState(StrEnum):
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    DONE = "done"


class Delivered(StrEnum):
    """How far a notice has come with one person. OFF: not with us on Telegram. QUEUED: its letter is in line."""

    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    UNREACHED = "unreached"
    OFF = "off"
    LATE = "late"


# Those whom a voice has to tell.
TO_PHONE: Final = frozenset({Delivered.OFF, Delivered.UNREACHED})
_MOVES: Final[Mapping[BroadcastState, frozenset[BroadcastState]]] = {
    BroadcastState.SCHEDULED: frozenset({BroadcastState.SENDING, BroadcastState.CANCELLED}),
    BroadcastState.SENDING: frozenset({BroadcastState.PAUSED, BroadcastState.STOPPED, BroadcastState.DONE}),
    BroadcastState.PAUSED: frozenset({BroadcastState.SENDING, BroadcastState.STOPPED, BroadcastState.DONE}),
    # Stopped by a slip of the finger: it can go on, and nobody gets it twice.
    BroadcastState.STOPPED: frozenset({BroadcastState.SENDING}),
    # Somebody who could not be reached has written to us.
    BroadcastState.DONE: frozenset({BroadcastState.SENDING}),
    BroadcastState.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A notice without its words. It goes out from `starts_at` on; at `ends_at` it is worth nothing any more.

    `listed_to` is the last member id that was written down as a recipient, None once all are.
    """

    id: int
    node_id: int
    audience: Audience
    author_id: int
    state: BroadcastState
    starts_at: datetime
    ends_at: datetime
    listed_to: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a notice has come how far with."""

    by_state: Mapping[Delivered, int]

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def sent(self) -> int:
        return self._of(Delivered.SENT)

    @property
    def coming(self) -> int:
        """Those who are to get it yet."""
        return self._of(Delivered.WAITING) + self._of(Delivered.QUEUED)

    @property
    def unreached(self) -> int:
        return self._of(Delivered.UNREACHED)

    @property
    def off(self) -> int:
        return self._of(Delivered.OFF)

    @property
    def late(self) -> int:
        """Those who were away until it was over."""
        return self._of(Delivered.LATE)

    def _of(self, state: Delivered) -> int:
        return self.by_state.get(state, 0)


def may_become(now_is: BroadcastState, then: BroadcastState) -> bool:
    return then in _MOVES[now_is]


def may_take_a_slot(told_today: int, *, has_reminder_today: bool) -> bool:
    """Whether a notice may be one of a member's messages today: the last one is left to a reminder that is due (S7)."""
    left = MESSAGES_A_DAY - told_today
    return left > 1 or (left == 1 and not has_reminder_today)


def may_be_told_at(
    now: datetime, calendar: Calendar, *, told_today: int, has_reminder_today: bool, away_until: datetime | None
) -> datetime:
    """When a notice may reach somebody: `now`, or the first loud moment after what stands against it (S8, S9)."""
    at = now if away_until is None else max(now, away_until)
    same_day = at.astimezone(calendar.zone).date() == now.astimezone(calendar.zone).date()
    if same_day and not may_take_a_slot(told_today, has_reminder_today=has_reminder_today):
        at = datetime.combine(now.astimezone(calendar.zone).date() + _A_DAY, time(), calendar.zone)
    return calendar.first_loud_day(at)


def tidied(text: str) -> str:
    """What somebody wrote, line by line without what nobody sees; a blank line between paragraphs stays."""
    lines = "\n".join(tidy_line(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def title_of(text: str) -> str:
    """What a notice is called in lists: the beginning of its first line."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= TITLE_UNITS else f"{first[: TITLE_UNITS - 1]}…"


def portion(in_line: int, notices: int) -> int:
    """How many letters each of several notices may put in line now, so that all of them move (fairness)."""
    return max(0, WAITING_AT_MOST - in_line) // max(1, notices)
