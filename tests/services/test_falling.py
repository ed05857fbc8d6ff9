"""Where days of the year fall: leap days, leap months, across 春节 (K13)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.care_dates import Born, Festival, YearlyDay
from services import lunar
from services.care_dates import falling

days = st.builds(YearlyDay, st.integers(1, 12), st.integers(1, 28), st.just(False))
lunar_days = st.builds(YearlyDay, st.integers(1, 12), st.integers(1, 30), st.just(True), st.booleans())
todays = st.dates(date(1950, 1, 1), date(2087, 12, 31))


@pytest.mark.parametrize(
    ("day", "today", "on"),
    [
        (YearlyDay(2, 29), date(2027, 1, 1), date(2027, 2, 28)),
        (YearlyDay(2, 29), date(2028, 1, 1), date(2028, 2, 29)),
        (YearlyDay(11, 23), date(2026, 11, 23), date(2026, 11, 23)),
        (YearlyDay(11, 22), date(2026, 11, 23), date(2027, 11, 22)),
        (YearlyDay(1, 1, lunar=True), date(2026, 11, 23), date(2027, 2, 6)),
        (YearlyDay(12, 8, lunar=True), date(2027, 1, 1), date(2027, 1, 15)),
        (YearlyDay(12, 30, lunar=True), date(2026, 1, 1), date(2026, 2, 16)),  # a month of 29 days
        (YearlyDay(12, 29, lunar=True), date(2026, 2, 17), date(2027, 2, 5)),
        (YearlyDay(6, 1, lunar=True, leap=True), date(2025, 7, 1), date(2025, 7, 25)),  # 2025 has a leap sixth
        (YearlyDay(6, 1, lunar=True), date(2025, 6, 1), date(2025, 6, 25)),
        (YearlyDay(6, 1, lunar=True), date(2025, 6, 26), date(2026, 7, 14)),  # not twice in such a year
        (YearlyDay(6, 1, lunar=True, leap=True), date(2026, 1, 1), date(2026, 7, 14)),  # none in 2026: the plain one
        (YearlyDay(8, 15, lunar=True), date(2026, 9, 25), date(2026, 9, 25)),
    ],
)
def test_when_it_comes_next(day: YearlyDay, today: date, on: date) -> None:
    assert falling.comes_next(day, today) == on
    assert falling.is_on(day, on)


@given(day=days | lunar_days, today=todays)
def test_every_day_comes_within_thirteen_months(day: YearlyDay, today: date) -> None:
    on = falling.comes_next(day, today)
    assert on is not None
    assert today <= on <= today + timedelta(days=385)
    assert falling.in_year(day, falling.year_of(day, on)) == on


@given(day=lunar_days, year=st.integers(1950, 2087))
def test_a_lunar_day_stays_in_its_month(day: YearlyDay, year: int) -> None:
    """The 30th is the 29th where there is none; the leap month is the plain one where there is none."""
    on = falling.in_year(day, year)
    assert on is not None
    if falling.exists(day, year):
        assert lunar.solar(year, day.month, day.day, leap=day.leap) == on
    else:
        assert day.leap or day.day == 30


def test_a_lunar_year_that_is_not_known_has_no_day() -> None:
    assert falling.in_year(YearlyDay(1, 1, lunar=True), 2200) is None


@pytest.mark.parametrize(
    ("born", "on"),
    [
        (Born(1946), None),
        (Born(1946, YearlyDay(5, 3)), date(1946, 5, 3)),
        (Born(1968, YearlyDay(12, 23, lunar=True)), date(1969, 2, 9)),  # the lunar year began before ours
    ],
)
def test_the_day_somebody_was_born_by_the_sun(born: Born, on: date | None) -> None:
    assert falling.born_on(born) == on


def test_the_two_festivals() -> None:
    assert falling.festival(Festival.SPRING, date(2026, 11, 23)) == date(2027, 2, 6)
    assert falling.festival(Festival.SPRING, date(2027, 2, 7)) == date(2028, 1, 26)
    assert falling.festival(Festival.JULY, date(2026, 11, 23)) == date(2027, 7, 1)
