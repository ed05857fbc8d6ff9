"""台账: the meetings of a year in their order, numbered, and how many of each kind there were (REC-04, X2)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.meetings import Meeting, MeetingKind, MeetingState
from domain.minutes import Record


@dataclass(frozen=True, slots=True)
class Ledger:
    """One year of one organisation: its meetings in their order, and which of them have minutes."""

    year: int
    place: str
    meetings: Sequence[Meeting]
    written: frozenset[int]

    @property
    def counts(self) -> dict[MeetingKind, int]:
        """How many of each kind were held, in the order of the kinds."""
        found = Counter(one.kind for one in self.meetings)
        return {kind: found[kind] for kind in MeetingKind if found[kind]}

    @property
    def unwritten(self) -> int:
        return sum(one.id not in self.written for one in self.meetings)


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting in it: its number, the group that held it, and all that its paper shows."""

    number: str
    group: str
    record: Record
    written: bool


def number(year: int, place: int) -> str:
    """`2026-07`: the place in the year, the first one 1."""
    return f"{year}-{place:02}"


def held(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings that were closed, in their order: what was never closed is in no ledger."""
    found = [one for one in meetings if one.state is MeetingState.CLOSED]
    return sorted(found, key=lambda one: (one.starts_at, one.id))
