"""我有异议: what a member contests of their attendance, and what can become of it (M26)."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from domain.meetings import Attendee


@dataclass(frozen=True, slots=True)
class Dispute:
    """`changed` is None while nobody has decided; then whether the entry was changed, and `answer` says why."""

    id: int
    meeting_id: int
    member_id: int
    words: str | None
    asked_at: datetime
    changed: bool | None
    answer: str | None
    decided_by: int | None
    decided_at: datetime | None


class Change(IntEnum):
    """What an organiser makes of an entry; the number travels in the button."""

    KEEP = 0
    PRESENT = 1
    LEAVE = 2
    ABSENT = 3
    UNMARK = 4


def changes(one: Attendee) -> list[Change]:
    """What an entry can become; keeping it is always last."""
    if one.present:
        unmark = [Change.UNMARK] if one.late or one.left_early else []
        return [*unmark, Change.ABSENT, Change.KEEP]
    return [Change.PRESENT, *([] if one.excused else [Change.LEAVE]), Change.KEEP]
