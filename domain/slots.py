"""Finding a time for people on shifts: which of the times offered most can come to (M32)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import combinations
from typing import Final, TypeAlias

from domain.meetings import MeetingKind

MOST_SLOTS: Final = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """One time offered."""

    id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one invitee can do; `holds_post` says that the meeting needs them (书记, 委员, 组长)."""

    member_id: int
    slot_ids: frozenset[int]
    holds_post: bool


@dataclass(frozen=True, slots=True)
class SlotPoll:
    """A meeting to be whose time is asked for; `meeting_id` once it is settled."""

    id: int
    node_id: int
    kind: MeetingKind
    title: str
    place: str
    asked_by: int
    settled: bool
    meeting_id: int | None


@dataclass(frozen=True, slots=True)
class SlotBallot:
    """One invitee's; `telegram_id` None for who has no account."""

    id: int
    poll_id: int
    member_id: int
    name: str
    telegram_id: int | None
    picks: frozenset[int]
    answered: bool


Weight: TypeAlias = tuple[int, int]


class SlotsProblem(Enum):
    """Why lines cannot be offered as times."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"


def offered(times: Iterable[datetime]) -> list[datetime] | SlotsProblem:
    """Two to six different times, in order."""
    ordered = sorted(set(times))
    if len(ordered) < 2:
        return SlotsProblem.TOO_FEW
    return ordered if len(ordered) <= MOST_SLOTS else SlotsProblem.TOO_MANY


def weights(slots: Iterable[Slot], ballots: Sequence[Ballot]) -> Mapping[int, Weight]:
    """Slot id -> (how many post holders can come, how many people can)."""
    return {slot.id: _weight([one for one in ballots if slot.id in one.slot_ids]) for slot in slots}


def best(slots: Sequence[Slot], ballots: Sequence[Ballot]) -> Slot | None:
    """Post holders first, then heads, then the earlier one; None where nobody can come to any."""
    weighed = weights(slots, ballots)
    first = min(slots, key=lambda slot: (*_down(weighed[slot.id]), slot.starts_at), default=None)
    return first if first is not None and weighed[first.id][1] else None


def best_two(slots: Sequence[Slot], ballots: Sequence[Ballot]) -> tuple[Slot, Slot] | None:
    """The two sittings that together reach most, earlier ones first; None where one alone reaches as many people.

    Post holders count by how many sittings they can lead between them: a sitting without any is no meeting.
    """
    single = best(slots, ballots)
    if single is None:
        return None
    alone = weights(slots, ballots)

    def key(pair: tuple[Slot, Slot]) -> tuple[int, int, int, datetime, datetime]:
        posts, heads = _weight([one for one in ballots if one.slot_ids & {pair[0].id, pair[1].id}])
        led = sum(alone[slot.id][0] > 0 for slot in pair)
        return -led, -heads, -posts, pair[0].starts_at, pair[1].starts_at

    pairs = list(combinations(sorted(slots, key=lambda slot: slot.starts_at), 2))
    found = min(pairs, key=key, default=None)
    return found if found is not None and -key(found)[1] > alone[single.id][1] else None


def _weight(ballots: Sequence[Ballot]) -> Weight:
    return sum(one.holds_post for one in ballots), len(ballots)


def _down(weight: Weight) -> Weight:
    return -weight[0], -weight[1]
