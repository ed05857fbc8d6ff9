"""Whole dates only, in any order people write them; and what such a date cannot be (MEM-01)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.party_dates import DateKind, DateProblem, PartyDates, Probation, problem_of, read_date

TODAY = date(2026, 11, 23)
JOINED = date(2025, 12, 20)
PROBATION = Probation(date(2026, 12, 20), date(2027, 12, 20))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-12-20", JOINED),
        (" 2025/12/20 ", JOINED),
        ("2025.12.20", JOINED),
        ("2025年12月20日", JOINED),
        ("2025 年 12 月 20 号", JOINED),
        ("20251220", JOINED),
        ("２０２５－１２－２０", JOINED),
        ("2025-12-20 00:00:00", JOINED),
        ("1976-2-29", date(1976, 2, 29)),
        ("1977-2-29", None),
        ("2025-13-01", None),
        ("2025-12", None),
        ("12-20", None),
        ("去年", None),
        ("", None),
        ("110101199003071234", None),
        ("2025-12-20 15:00", None),
    ],
)
def test_only_a_whole_date_is_one(text: str, expected: date | None) -> None:
    assert read_date(text) == expected


@given(st.text(max_size=40))
def test_reading_never_raises(text: str) -> None:
    found = read_date(text)
    assert found is None or found.year >= 1


@given(st.dates(date(1921, 7, 23), TODAY))
def test_a_date_is_read_back(day: date) -> None:
    assert {read_date(day.isoformat()), read_date(f"{day:%Y%m%d}"), read_date(f"{day} 00:00:00")} == {day}


@pytest.mark.parametrize(
    ("dates", "probation", "expected"),
    [
        (PartyDates(), None, None),
        (PartyDates(JOINED), PROBATION, None),
        (PartyDates(date(2026, 11, 24)), None, DateProblem.AHEAD),
        (PartyDates(None, date(2026, 12, 1)), None, DateProblem.AHEAD),
        (PartyDates(date(1921, 7, 22)), None, DateProblem.TOO_EARLY),
        (PartyDates(JOINED, date(2025, 12, 19)), PROBATION, DateProblem.FULL_BEFORE_JOIN),
        (PartyDates(JOINED, JOINED), PROBATION, None),
        (PartyDates(None, None, date(2027, 6, 20)), None, DateProblem.NO_JOIN_DATE),
        (PartyDates(JOINED, None, date(2026, 12, 20)), PROBATION, DateProblem.NOT_LONGER),
        (PartyDates(JOINED, None, date(2026, 12, 21)), PROBATION, None),
        (PartyDates(JOINED, None, date(2027, 12, 20)), PROBATION, None),
        (PartyDates(JOINED, None, date(2027, 12, 21)), PROBATION, DateProblem.TOO_LONG),
    ],
)
def test_mem_01_what_a_date_cannot_be(
    dates: PartyDates, probation: Probation | None, expected: DateProblem | None
) -> None:
    assert problem_of(dates, TODAY, probation) == expected


def test_what_a_sheet_leaves_empty_stays() -> None:
    known = PartyDates(JOINED, None, date(2027, 1, 1))
    assert known.filled(None, None) == known
    assert known.filled(None, date(2026, 1, 1)).join_date == JOINED
    assert known.changed(DateKind.PROBATION_UNTIL, None) == PartyDates(JOINED)
    assert not PartyDates()
    assert known
