"""What is done when somebody is in danger: who is called, when again, and when it is asked after (SAFE, C9 to C13)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.members import Member, Office, Role

RINGS: Final = (timedelta(), timedelta(minutes=5), timedelta(minutes=15))  # SAFE-03
LAST_RING: Final = len(RINGS) - 1
RINGS_FOR: Final = timedelta(days=1)  # after an outage longer than this a call is no news any more
SAME_ROUND: Final = timedelta(hours=1)
ANSWER_HOLDS: Final = timedelta(minutes=30)
GENTLY_EVERY: Final = timedelta(hours=12)
ASKED_LATELY: Final = timedelta(days=2)  # 我还好 still answers: the question of the morning after comes within one
LATE_BY: Final = timedelta(hours=12)  # a follow-up that an outage delayed further is left out

AT_ONCE: Final = 2  # the on-duty contact and the backup, besides the trusted person
_LEADERS: Final = (
    Role.BRANCH_SECRETARY,
    Role.GROUP_LEADER,
    Role.DEPUTY_SECRETARY,
    Role.ORGANIZATION_MEMBER,
    Role.DISCIPLINE_MEMBER,
    Role.PUBLICITY_MEMBER,
    Role.YOUTH_MEMBER,
)


class TakenBack(StrEnum):
    """What the person said of a call afterwards (SAFE-08). Neither is an all-clear (C11)."""

    MISTAKE = "mistake"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Call:
    """One round of calling people to somebody: never a word of what that person said.

    `ring` is the index in RINGS of the last one fired; `reached_at` is when whoever answered had them on the telephone.
    """

    id: int
    member_id: int
    called_at: datetime
    ring: int
    answered_by: int | None
    answered_at: datetime | None
    reached_at: datetime | None
    taken_back: TakenBack | None
    follow_up_at: datetime | None


@dataclass(frozen=True, slots=True)
class Circle:
    """Who is called at once, and who else when nobody has answered by the last ring."""

    first: tuple[Member, ...]
    further: tuple[Member, ...]


def stands(call: Call, now: datetime) -> bool:
    """Whether a new cry belongs to this round. An answer of half an hour ago is none to a new cry."""
    if call.taken_back is not None or now - call.called_at >= SAME_ROUND:
        return False
    return call.answered_at is None or now - call.answered_at < ANSWER_HOLDS


def ring_due(call: Call, now: datetime) -> int:
    """The ring that should have been fired by now; after an outage the latest alone, not all that were missed."""
    return max(index for index, after in enumerate(RINGS) if index == 0 or call.called_at + after <= now)


def at_ring(call: Call, ring: int) -> Call:
    """The call as it is once this ring is fired."""
    return replace(call, ring=ring)


def follow_up_at(now: datetime) -> datetime:
    """The first nine in the morning that is at least six hours away."""
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine if nine - now >= timedelta(hours=6) else nine + timedelta(days=1)


def leaders_first(offices: Iterable[Office]) -> list[int]:
    """Ids of the branch leadership in the order in which they are called, each once."""
    leading = sorted((one for one in offices if one.role in _LEADERS), key=lambda one: _LEADERS.index(one.role))
    return list(dict.fromkeys(office.member_id for office in leading))


def circle(
    trusted: Member | None, on_duty: Sequence[Member], leaders: Sequence[Member], away: Collection[int]
) -> Circle:
    """Trusted person, on-duty contact and backup at once; where nobody is on duty the leaders take their place.

    All of these can be reached. Who said to be away is called at once only where nobody else is left.
    """
    staff = sorted(dict.fromkeys([*on_duty, *leaders]), key=lambda member: member.id in away)
    staff = [member for member in staff if trusted is None or member.id != trusted.id]
    at_once = staff[:AT_ONCE]
    return Circle((*([trusted] if trusted else []), *at_once), tuple(staff[AT_ONCE:]))
