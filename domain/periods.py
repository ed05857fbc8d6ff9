"""The calendar spans that frequencies are counted in."""

from datetime import UTC, date, datetime, time

from domain.meetings import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def bounds(period: Period, at: datetime) -> tuple[datetime, datetime]:
    """Start (inclusive) and end (exclusive) of the month, quarter or year around a moment, in its zone."""
    length = _MONTHS[period]
    first = (at.month - 1) // length * length + 1
    start = datetime(at.year, first, 1, tzinfo=at.tzinfo)
    year, month = divmod(at.year * 12 + first - 1 + length, 12)
    return start, datetime(year, month + 1, 1, tzinfo=at.tzinfo)


def days_of(period: Period, day: date) -> tuple[date, date]:
    """The same for a day: the first of the period, and the first of the next one."""
    start, end = bounds(period, datetime.combine(day, time(), UTC))
    return start.date(), end.date()
