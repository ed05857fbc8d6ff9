"""Whole months over short ones, probation over February 29 and with extensions, and long silences (MEM-01, 03, 08)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.care_dates import standing
from domain.party_dates import DateProblem, PartyDates, problem_of
from domain.standing import Prompt, months_on, probation_ends, probation_of, prompt_after, whole_months

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1921, 7, 23), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_the_last_day_stands_in_for_a_missing_one(day: date, months: int, expected: date) -> None:
    assert months_on(day, months) == expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2028, 2, 28), 47),
        (date(2026, 5, 23), date(2026, 11, 22), 5),
        (date(2026, 5, 23), date(2026, 11, 23), 6),
        (TODAY, TODAY, 0),
        (TODAY, date(2026, 1, 1), 0),
    ],
)
def test_only_whole_months_count(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@given(DAYS, st.integers(0, 1200))
def test_months_are_counted_back(day: date, months: int) -> None:
    assert whole_months(day, months_on(day, months)) == months
    assert whole_months(day, months_on(day, months) - timedelta(days=1)) == max(0, months - 1)


@pytest.mark.parametrize(
    ("dates", "ends", "latest"),
    [
        pytest.param(PartyDates(date(2025, 12, 20)), date(2026, 12, 20), date(2027, 12, 20), id="a year"),
        pytest.param(PartyDates(date(2024, 2, 29)), date(2025, 2, 28), date(2026, 2, 28), id="from February 29"),
        pytest.param(PartyDates(date(2027, 2, 28)), date(2028, 2, 28), date(2029, 2, 28), id="into a leap year"),
        pytest.param(
            PartyDates(date(2024, 2, 29), None, date(2025, 8, 28)), date(2025, 8, 28), date(2026, 2, 28), id="extended"
        ),
    ],
)
def test_mem_01_probation(dates: PartyDates, ends: date, latest: date) -> None:
    probation = probation_of(dates)
    assert probation is not None
    assert (probation_ends(dates), probation.at_the_latest) == (ends, latest)


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        (date(2025, 2, 28), DateProblem.NOT_LONGER),
        (date(2025, 3, 1), None),
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), DateProblem.TOO_LONG),
    ],
)
def test_mem_01_an_extension_is_a_year_at_most(until: date, problem: DateProblem | None) -> None:
    dates = PartyDates(date(2024, 2, 29), None, until)
    assert problem_of(dates, TODAY, probation_of(dates)) is problem


def test_without_the_day_of_adoption_there_is_no_end() -> None:
    assert probation_of(PartyDates()) is None
    assert probation_ends(PartyDates(None, date(2020, 1, 1))) is None


@pytest.mark.parametrize(
    ("dates", "today", "years"),
    [
        pytest.param(PartyDates(date(2023, 3, 1), date(2024, 2, 29)), date(2025, 2, 27), 0, id="the day before"),
        pytest.param(PartyDates(date(2023, 3, 1), date(2024, 2, 29)), date(2025, 2, 28), 1, id="February 28"),
        pytest.param(PartyDates(date(2023, 3, 1), date(2024, 2, 29)), date(2028, 2, 29), 4, id="the day itself"),
        pytest.param(PartyDates(date(2023, 3, 1), date(2025, 3, 1)), date(2026, 3, 1), 1, id="after an extension"),
    ],
)
def test_mem_03_standing_over_february(dates: PartyDates, today: date, years: int) -> None:
    assert standing(dates, today) == years


@pytest.mark.parametrize(
    ("seen_on", "prompt"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 9, 24), None),
        (date(2026, 9, 23), Prompt.CONTACT),
        (date(2026, 8, 24), Prompt.CONTACT),
        (date(2026, 8, 23), Prompt.SECRETARY),
        (date(2020, 1, 1), Prompt.SECRETARY),
    ],
)
def test_mem_08_who_is_asked_after_how_long(seen_on: date, prompt: Prompt | None) -> None:
    """MEM-09: however long it is, there is nothing beyond a word to the secretary."""
    assert prompt_after(seen_on, TODAY, contact_months=2, secretary_months=3) is prompt
