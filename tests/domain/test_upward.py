"""What leaves a branch: counts of a quarter that is over, and none of few people (X4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import MeetingKind
from domain.suppression import LEAST
from domain.upward import SENSITIVE, Line, Quarter, Report, packed, shown, together, unpacked

_counts = st.fixed_dictionaries({line: st.integers(0, 40) for line in Line})
_meetings = st.dictionaries(st.sampled_from(MeetingKind), st.integers(0, 9))


@pytest.mark.parametrize(
    ("day", "year", "in_year", "first", "until"),
    [
        (date(2026, 1, 1), 2026, 1, date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 9, 30), 2026, 3, date(2026, 7, 1), date(2026, 10, 1)),
        (date(2026, 12, 31), 2026, 4, date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_quarter_of_a_day(day: date, year: int, in_year: int, first: date, until: date) -> None:
    quarter = Quarter.of(day)
    assert (quarter.year, quarter.in_year, quarter.days) == (year, in_year, (first, until))
    assert quarter.before() == Quarter.of(first - timedelta(days=1))
    assert quarter.before(4) == Quarter(quarter.number - 4)


@given(_meetings, _counts)
def test_no_small_number_of_what_is_sensitive_leaves(meetings: dict[MeetingKind, int], counts: dict[Line, int]) -> None:
    report = shown(meetings, counts)
    for line, count in counts.items():
        hides = line in SENSITIVE and count < LEAST
        assert report.lines[line] == (None if hides else count)
    assert unpacked(packed(report)) == report


@given(st.lists(st.builds(shown, _meetings, _counts), min_size=1, max_size=6))
def test_a_sum_adds_what_is_shown_and_so_tells_nothing_more(reports: list[Report]) -> None:
    total = together(reports)
    for line in Line:
        seen = [count for report in reports if (count := report.lines[line]) is not None]
        assert total.lines[line] == (sum(seen) if seen else None)
    assert total.held == sum(report.held for report in reports)
