"""The phone list: what a leader is asked to phone a member about, where messages do no good (S7, S12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.members import Member
from domain.workdays import Calendar

NUDGES: Final = 2  # mornings on which a leader hears of one call at most; it stays on the list until it is done
KEPT: Final = timedelta(days=30)  # nobody phones about something a month old
_MORNING: Final = time(9)


class Matter(StrEnum):
    """What the call is about. CONTACT is the person themself: Telegram does not let us write to them (S12).

    WHEREABOUTS: away, and no word for long (MOB-07). UNSEEN: not at a meeting for long (MEM-08). Both are care.
    """

    MEETING = "meeting"
    MAKE_UP = "make_up"
    BROADCAST = "broadcast"
    STUDY = "study"
    CONTACT = "contact"
    WHEREABOUTS = "whereabouts"
    UNSEEN = "unseen"


class Outcome(StrEnum):
    """What came of a call, where that saves the leader a step."""

    PHONED = "phoned"
    COMING = "coming"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody is to be phoned about something; never their number, which we do not have."""

    id: int
    member_id: int
    matter: Matter
    ref: int
    asked_at: datetime
    nudges: int = 0


@dataclass(frozen=True, slots=True)
class ToPhone:
    """One person on a list, the calls that are to be made to them, and in words what each is about."""

    member: Member
    calls: Sequence[Call]
    about: Sequence[str]

    @property
    def since(self) -> datetime:
        """How long they have waited for a voice."""
        return min(call.asked_at for call in self.calls)

    @property
    def last_call_id(self) -> int:
        """The newest of these calls: who says 打过了 means those that were shown, and none that came since."""
        return max(call.id for call in self.calls)

    @property
    def may_come(self) -> bool:
        """Whether they can say on the phone that they come to a meeting, or not."""
        return any(call.matter is Matter.MEETING for call in self.calls)


def next_nudge(nudges: int, calendar: Calendar, now: datetime) -> datetime | None:
    """When the leader hears of a call again that has been mentioned this often; None where that was enough."""
    if nudges >= NUDGES:
        return None
    tomorrow = now.astimezone(calendar.zone).date() + timedelta(days=1)
    return calendar.first_loud_day(datetime.combine(tomorrow, _MORNING, calendar.zone))


def by_person(calls: Iterable[Call]) -> list[tuple[int, list[Call]]]:
    """(member id, what to phone them about): one call does for all of it. Who has waited longest comes first."""
    found: dict[int, list[Call]] = {}
    for call in sorted(calls, key=lambda call: (call.asked_at, call.id)):
        found.setdefault(call.member_id, []).append(call)
    return list(found.items())
