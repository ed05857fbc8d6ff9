"""上报: what a branch did in a quarter, as counts for those above (X4, PRV-16). No name, and no number of few people.

A report is made once, when its quarter is over, and never again: two reports of one running quarter would differ by the
one person who came between. For the same reason the sum over branches adds what is shown and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from domain.meetings import MeetingKind, Period
from domain.periods import days_of
from domain.suppression import LEAST


class Line(StrEnum):
    """What is counted besides meetings."""

    MEMBERS = "members"
    VISITS_PLANNED = "visits_planned"
    VISITS_DONE = "visits_done"
    TALKED = "talked"
    REQUESTS = "requests"
    ANSWERED_IN_TIME = "answered_in_time"
    RESOLVED = "resolved"
    CALLS = "calls"
    CALLS_DONE = "calls_done"


# Where somebody had a reason that is nobody's business: under five people or matters the number is not shown.
SENSITIVE: Final = frozenset(
    {Line.VISITS_PLANNED, Line.VISITS_DONE, Line.REQUESTS, Line.ANSWERED_IN_TIME, Line.RESOLVED}
)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`number` counts quarters since the year 0, so that it fits on a button and the one before is one less."""

    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year * 4 + (day.month - 1) // 3)

    @property
    def year(self) -> int:
        return self.number // 4

    @property
    def in_year(self) -> int:
        """1 to 4."""
        return self.number % 4 + 1

    @property
    def days(self) -> tuple[date, date]:
        """The first day, and the first of the next quarter."""
        return days_of(Period.QUARTER, date(self.year, self.in_year * 3, 1))

    def before(self, quarters: int = 1) -> "Quarter":
        return Quarter(self.number - quarters)


@dataclass(frozen=True, slots=True)
class Report:
    """One branch in one quarter; a line that is not shown is None."""

    meetings: Mapping[MeetingKind, int] = field(default_factory=dict)
    lines: Mapping[Line, int | None] = field(default_factory=dict)

    @property
    def held(self) -> int:
        return sum(self.meetings.values())


def shown(meetings: Mapping[MeetingKind, int], counts: Mapping[Line, int]) -> Report:
    """What may leave the branch."""
    lines = {line: None if line in SENSITIVE and count < LEAST else count for line, count in counts.items()}
    return Report({kind: count for kind, count in meetings.items() if count}, lines)


def together(reports: Iterable[Report]) -> Report:
    """The sum of what is shown; None where nothing of a line is."""
    meetings: dict[MeetingKind, int] = {}
    lines: dict[Line, int | None] = {}
    for report in reports:
        for kind, held in report.meetings.items():
            meetings[kind] = meetings.get(kind, 0) + held
        for line, count in report.lines.items():
            before = lines.get(line)
            lines[line] = before if count is None else count + (before or 0)
    return Report(meetings, lines)


def packed(report: Report) -> dict[str, Any]:
    """As JSON: {"meetings": {"general_meeting": 1}, "lines": {"members": 23, "requests": null}}."""
    return {
        "meetings": {str(kind): count for kind, count in report.meetings.items()},
        "lines": {str(line): count for line, count in report.lines.items()},
    }


def unpacked(facts: Mapping[str, Any]) -> Report:
    return Report(
        {MeetingKind(kind): count for kind, count in facts["meetings"].items()},
        {Line(line): count for line, count in facts["lines"].items()},
    )
