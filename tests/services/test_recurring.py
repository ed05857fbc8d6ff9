"""What comes again comes on the right day: leap years, short months, summer time, days off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import Calendar
from services import recurring

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")


def first(days: Iterator[date], count: int = 3) -> list[str]:
    return [day.isoformat() for day in islice(days, count)]


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        (date(2026, 12, 2), 1, ["2027-01-01", "2027-02-01", "2027-03-01"]),
        (date(2026, 12, 15), 15, ["2026-12-15", "2027-01-15", "2027-02-15"]),
        (date(2027, 1, 31), 31, ["2027-01-31", "2027-02-28", "2027-03-31"]),
        (date(2028, 2, 1), 30, ["2028-02-29", "2028-03-30", "2028-04-30"]),
        (date(2026, 12, 29), 29, ["2026-12-29", "2027-01-29", "2027-02-28"]),
    ],
)
def test_monthly_on_a_day(start: date, day: int, expected: list[str]) -> None:
    assert first(recurring.monthly(start, day)) == expected


@pytest.mark.parametrize(
    ("start", "month", "day", "expected"),
    [
        (date(2026, 12, 2), 12, 1, ["2027-12-01", "2028-12-01", "2029-12-01"]),
        (date(2026, 1, 1), 2, 29, ["2026-02-28", "2027-02-28", "2028-02-29"]),
        (date(2026, 12, 31), 12, 31, ["2026-12-31", "2027-12-31", "2028-12-31"]),
    ],
)
def test_yearly_on_a_date(start: date, month: int, day: int, expected: list[str]) -> None:
    assert first(recurring.yearly(start, month, day)) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 8, 31), -6, date(2027, 2, 28)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2026, 12, 20), 1, date(2027, 1, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_before_and_after(day: date, months: int, expected: date) -> None:
    assert recurring.months_after(day, months) == expected


def test_a_year_after_the_29th_of_february() -> None:
    assert recurring.years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert recurring.years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("moment", "days", "expected"),
    [
        (datetime(2026, 12, 4, 15, tzinfo=SHANGHAI), 7, "2026-11-27T15:00:00+08:00"),
        (datetime(2027, 3, 30, 15, tzinfo=BERLIN), 7, "2027-03-23T15:00:00+01:00"),
        (datetime(2026, 10, 26, 15, tzinfo=BERLIN), 1, "2026-10-25T15:00:00+01:00"),
        (datetime(2026, 10, 27, 15, tzinfo=BERLIN), 7, "2026-10-20T15:00:00+02:00"),
        # 02:30 does not exist on the last Sunday of March; in October it comes twice.
        (datetime(2027, 3, 29, 2, 30, tzinfo=BERLIN), 1, "2027-03-28T03:30:00+02:00"),
        (datetime(2026, 10, 26, 2, 30, tzinfo=BERLIN), 1, "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), 7, "2026-10-18T02:30:00+02:00"),
    ],
)
def test_the_same_hour_on_the_wall(moment: datetime, days: int, expected: str) -> None:
    assert recurring.wall_before(moment, days).isoformat() == expected


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([BERLIN, SHANGHAI, UTC])),  # noqa: DTZ001 - hypothesis adds the zone
    st.integers(0, 400),
)
def test_days_before_lie_so_many_days_before(moment: datetime, days: int) -> None:
    before = recurring.wall_before(moment, days)
    assert before.tzinfo is moment.tzinfo
    assert before.date() == moment.date() - timedelta(days=days)
    assert before.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0) == before.replace(fold=0), "it exists"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 10, 10), date(2026, 10, 10)),
    ],
)
def test_a_day_off_goes_to_the_next_working_day(day: date, expected: date) -> None:
    october = frozenset(date(2026, 10, 1) + timedelta(days=number) for number in range(7))
    calendar = Calendar(SHANGHAI, off=october, worked=frozenset({date(2026, 10, 10)}))
    assert recurring.working_on_or_after(day, calendar) == expected
