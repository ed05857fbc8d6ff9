"""Working days, working hours and quiet hours of a branch (E2, S8).

A span such as 「24 小时」 is counted on the clock, on working days: from Friday at three it goes to Monday at three.
A day off adds nothing. Where lives are concerned a span is counted around the clock (`always`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

_A_DAY: Final = timedelta(days=1)
_NONE: Final = timedelta()
_WEEKEND: Final = 5  # Saturday
NOTICE_OUT: Final = 12  # December; the notice comes in the autumn before


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of each day, from `start` up to but not including `end`; over midnight where `end` comes first.

    Where both are equal it is no part of any day.
    """

    start: time
    end: time

    def __contains__(self, at: object) -> bool:
        if not isinstance(at, time):
            return False
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=(_minutes(self.end) - _minutes(self.start)) % (24 * 60))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


WORKING_HOURS: Final = Hours(time(8, 30), time(17, 30))
QUIET_HOURS: Final = Hours(time(21), time(8))


@dataclass(frozen=True, slots=True)
class Notice:
    """What one year's notice of the State Council says: days off, and weekend days that are worked (调休)."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days a branch works, in its zone. `worked` are weekend days of 调休; `duty` are the branch's own.

    Years without a notice know weekends only.
    """

    zone: tzinfo
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    duty: frozenset[date] = frozenset()
    hours: Hours = WORKING_HOURS
    quiet: Hours = QUIET_HOURS

    def with_notices(self, notices: Iterable[Notice]) -> "Calendar":
        """The same calendar with the days of these notices added."""
        listed = list(notices)
        return replace(
            self,
            off=self.off.union(*(notice.off for notice in listed)),
            worked=self.worked.union(*(notice.worked for notice in listed)),
        )

    def corrected(self, days: Mapping[date, bool]) -> "Calendar":
        """The same calendar where these days are worked, or are not, whatever a notice said."""
        worked = frozenset(day for day, works in days.items() if works)
        off = frozenset(days) - worked
        return replace(self, off=(self.off - worked) | off, worked=(self.worked - off) | worked)

    def is_working_day(self, day: date) -> bool:
        if day in self.duty or day in self.worked:
            return True
        return day.weekday() < _WEEKEND and day not in self.off

    def add(self, start: datetime, span: timedelta, always: bool = False) -> datetime:
        """When a span that begins at `start` is over; `always` counts every hour of every day.

        It never ends on a day off: what would end with Friday ends with the first moment of Monday. Raises ValueError
        for a span below zero.
        """
        if span < _NONE:
            raise ValueError("a span below zero")
        if always:
            return (start.astimezone(UTC) + span).astimezone(self.zone)
        at, left = self._on_a_working_day(start), span
        while left >= (rest := self._midnight_after(at) - at):
            left -= rest
            at = self._on_a_working_day(self._midnight_after(at))
        return at + left

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between two moments lies on working days; none where the end comes first."""
        at, until = start.astimezone(self.zone), end.astimezone(self.zone)
        counted = _NONE
        while at < until:
            stop = min(self._midnight_after(at), until)
            counted += stop - at if self.is_working_day(at.date()) else _NONE
            at = stop
        return counted

    def first_working(self, moment: datetime) -> datetime:
        """The moment itself on a working day; else when work begins on the next one."""
        local = moment.astimezone(self.zone)
        if self.is_working_day(local.date()):
            return local
        return datetime.combine(self._on_a_working_day(local).date(), self.hours.start, self.zone)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nobody is written to at this moment unless it is urgent."""
        return moment.astimezone(self.zone).time() in self.quiet

    def first_loud(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        local = moment.astimezone(self.zone)
        if not self.is_quiet(local):
            return local
        day = local.date() if local.time() < self.quiet.end else local.date() + _A_DAY
        return datetime.combine(day, self.quiet.end, self.zone)

    def first_loud_day(self, moment: datetime) -> datetime:
        """The moment itself, or the first one after it that is neither in quiet hours nor on a public holiday (S8).

        A weekend is no holiday here: theme days are often held then.
        """
        at = self.first_loud(moment)
        while at.date() in self.off and at.date() not in self.duty:
            at = self.first_loud(self._midnight_after(at))
        return at

    def rest_after(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The next quiet hours that begin after a moment, [from, until); None where a branch keeps none."""
        if self.quiet.length == _NONE:
            return None
        day = moment.astimezone(self.zone).date()
        starts = (datetime.combine(day + timedelta(days=ahead), self.quiet.start, self.zone) for ahead in (0, 1))
        start = next(one for one in starts if one > moment)
        return start, self.first_loud(start)

    def _on_a_working_day(self, moment: datetime) -> datetime:
        """The moment itself where that day is worked, else the first moment of the next day that is."""
        at = moment.astimezone(self.zone)
        while not self.is_working_day(at.date()):
            at = self._midnight_after(at)
        return at

    def _midnight_after(self, at: datetime) -> datetime:
        return datetime.combine(at.date() + _A_DAY, time(), self.zone)


def years_to_know(today: date) -> tuple[int, ...]:
    """The years whose days off should be known: this one, and from December the next, whose notice is out by then."""
    return (today.year, today.year + 1) if today.month == NOTICE_OUT else (today.year,)


class NoticeProblem(Exception):
    """The file cannot be used; the message is one sentence that names the key."""


def read_notice(data: Mapping[str, object]) -> Notice:
    """One year as written in a file: `year`, `source`, `off` as [first, last] pairs, `worked` as days.

    Raises NoticeProblem.
    """
    unknown = set(data) - {"year", "source", "off", "worked"}
    if unknown:
        raise NoticeProblem(f"不认识“{min(unknown)}”，只写 year、source、off、worked。")
    year, source = data.get("year"), data.get("source")
    if not isinstance(year, int) or not isinstance(source, str) or not source.strip():
        raise NoticeProblem("请写 year（年份）和 source（国务院办公厅通知的名称）。")
    off = frozenset(day for pair in _listed(data, "off") for day in _days(pair))
    worked = frozenset(day for each in _listed(data, "worked") for day in _days([each, each]))
    for day in off | worked:
        if day.year != year:
            raise NoticeProblem(f"{day} 不在 {year} 年。")
    if off & worked:
        raise NoticeProblem(f"{min(off & worked)} 又放假又上班。")
    return Notice(year, off, worked, source.strip())


def _listed(data: Mapping[str, object], key: str) -> list[object]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise NoticeProblem(f"{key} 要写成一个列表。")
    return found


def _days(pair: object) -> Iterator[date]:
    match pair:
        case [date() as first, date() as last] if not isinstance(first, datetime) and first <= last:
            return (first + timedelta(days=number) for number in range((last - first).days + 1))
    raise NoticeProblem(f"“{pair}”不是 [第一天, 最后一天]，日子写成 2026-10-01。")
