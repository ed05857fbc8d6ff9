"""The calendar of a branch day by day: each entry on its day, over the year's end, leap days and days off."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties import Branch, Code, Due, PostTerm, Unrecorded, settled
from domain.members import Member, MemberStatus, Role
from domain.party_dates import PartyDates
from domain.workdays import Calendar
from services.duties.due import LOOKS_AHEAD, standing
from tests.conftest import SHANGHAI

OCTOBER = frozenset(date(2026, 10, 1) + timedelta(days=number) for number in range(7))
CALENDAR = Calendar(SHANGHAI, off=OCTOBER | {date(2027, 1, 1)}, worked=frozenset({date(2026, 10, 10)}))
EVERY_DAY = Calendar(SHANGHAI, duty=frozenset(date(2024, 1, 1) + timedelta(days=number) for number in range(2200)))
YU = Member(1, 3, "小雨", MemberStatus.PROBATIONARY_MEMBER)
BARE = Branch(1, (YU,), (), (), (), {})


def of(code: Code, branch: Branch, today: date, calendar: Calendar = EVERY_DAY) -> list[Due]:
    return [one for one in standing(branch, today, calendar) if one.code is code]


def days(due: Iterable[Due]) -> list[str]:
    return [step.day.isoformat() for one in due for step in one.steps]


def with_dates(branch: Branch = BARE, **dates: date) -> Branch:
    return replace(branch, dates={YU.id: PartyDates(**dates)})


@pytest.mark.parametrize(
    ("code", "today", "expected"),
    [
        (Code.MONTH_PLAN, date(2026, 11, 23), ["2026-11-01", "2026-12-01", "2027-01-01"]),
        (Code.MONTH_PLAN, date(2026, 11, 28), ["2026-11-01", "2026-12-01", "2027-01-01"]),
        (Code.MONTH_PLAN, date(2026, 11, 29), ["2026-12-01", "2027-01-01"]),
        (Code.MONTH_PLAN, date(2027, 2, 28), ["2027-02-01", "2027-03-01", "2027-04-01"]),
        (Code.QUARTER_PLAN, date(2026, 12, 30), ["2026-12-15"]),
        (Code.QUARTER_PLAN, date(2026, 12, 31), []),
        (Code.QUARTER_PLAN, date(2027, 1, 14), ["2027-03-15"]),
        (Code.VISITS_WINTER, date(2027, 2, 14), ["2026-12-01"]),
        (Code.VISITS_WINTER, date(2027, 2, 15), []),
        (Code.VISITS_SUMMER, date(2027, 4, 2), ["2027-06-01"]),
        (Code.FIFTY_YEARS, date(2027, 6, 30), ["2027-04-01"]),
        (Code.FIFTY_YEARS, date(2027, 7, 1), []),
        (Code.ORGANIZATIONAL_LIFE, date(2026, 12, 31), ["2026-10-01"]),
        (Code.ORGANIZATIONAL_LIFE, date(2027, 1, 1), []),
        (Code.DUES, date(2026, 11, 23), []),
    ],
)
def test_fixed_days(code: Code, today: date, expected: list[str]) -> None:
    assert days(of(code, BARE, today)) == expected


@pytest.mark.parametrize(
    ("code", "today", "expected"),
    [
        (Code.MONTH_PLAN, date(2026, 12, 29), ["2027-01-04", "2027-02-01"]),
        (Code.ORGANIZATIONAL_LIFE, date(2026, 9, 20), ["2026-10-08"]),
        (Code.VISITS_SUMMER, date(2025, 5, 25), ["2025-06-02"]),
    ],
)
def test_a_day_off_goes_to_the_next_working_day(code: Code, today: date, expected: list[str]) -> None:
    assert days(of(code, BARE, today, CALENDAR)) == expected


@pytest.mark.parametrize(
    ("dues_day", "today", "expected"),
    [
        (10, date(2026, 11, 23), ["2026-12-10", "2027-01-11"]),
        (31, date(2027, 1, 29), ["2027-02-01", "2027-03-01"]),
        (29, date(2028, 2, 25), ["2028-02-29", "2028-03-29"]),
        (1, date(2026, 10, 5), ["2026-10-08", "2026-11-02", "2026-12-01"]),
        (1, date(2026, 10, 11), ["2026-10-08", "2026-11-02", "2026-12-01"]),
        (1, date(2026, 10, 12), ["2026-11-02", "2026-12-01"]),
        (None, date(2026, 11, 23), []),
    ],
)
def test_due_01_dues_day(dues_day: int | None, today: date, expected: list[str]) -> None:
    """The last day of a shorter month; a day off goes on to the next working one."""
    assert days(of(Code.DUES, replace(BARE, dues_day=dues_day), today, CALENDAR)) == expected


@pytest.mark.parametrize(
    ("joined", "until", "today", "expected"),
    [
        (date(2025, 12, 20), None, date(2026, 10, 21), ["2026-10-21", "2026-11-20", "2026-12-13"]),
        (date(2025, 12, 20), date(2027, 6, 20), date(2027, 4, 1), ["2027-04-21", "2027-05-21", "2027-06-13"]),
        (date(2025, 12, 20), date(2027, 6, 20), date(2026, 11, 20), []),
        (date(2024, 2, 29), None, date(2025, 1, 1), ["2024-12-30", "2025-01-29", "2025-02-21"]),
        (date(2026, 11, 20), None, date(2026, 11, 23), []),
    ],
)
def test_mem_01_probation(joined: date, until: date | None, today: date, expected: list[str]) -> None:
    dates = PartyDates(joined, None, until)
    assert days(of(Code.PROBATION, replace(BARE, dates={YU.id: dates}), today)) == expected


def test_probation_stays_until_somebody_says_so() -> None:
    there = with_dates(join_date=date(2025, 12, 20))
    assert len(of(Code.PROBATION, there, date(2027, 3, 1))) == 1
    full = replace(there, people=(replace(YU, status=MemberStatus.FULL_MEMBER),))
    assert of(Code.PROBATION, full, date(2026, 11, 23)) == []
    assert of(Code.PROBATION, BARE, date(2026, 11, 23)) == []


@pytest.mark.parametrize(
    ("term_ends", "today", "expected"),
    [
        (date(2027, 6, 1), date(2026, 12, 1), ["2026-12-01", "2027-03-03", "2027-05-01"]),
        (date(2027, 8, 31), date(2027, 2, 1), ["2027-02-28", "2027-06-02", "2027-07-31"]),
        (date(2027, 3, 30), date(2027, 2, 1), ["2026-09-30", "2026-12-30", "2027-02-28"]),
        (date(2029, 6, 1), date(2026, 12, 1), []),
    ],
)
def test_k11_term_end(term_ends: date, today: date, expected: list[str]) -> None:
    """Six months, ninety days, and a month or thirty days, whichever is earlier (ORG-10, K11)."""
    there = replace(BARE, term_ends=term_ends)
    found = of(Code.TERM_END, there, today)
    assert days(found) == expected
    assert all(one.steps[0].day <= term_ends - timedelta(days=180) for one in found)
    assert all(one.steps[2].day <= term_ends - timedelta(days=30) for one in found)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (2, ["2027-04-01", "2027-05-01"]),
        (6, ["2026-12-01", "2027-03-03", "2027-05-01"]),
        (12, ["2026-06-01", "2027-03-03", "2027-05-01"]),
    ],
)
def test_a_branch_says_how_long_before_a_term_ends(months: int, expected: list[str]) -> None:
    """ORG-10 is the branch's to set; what would come before the first word is left out."""
    there = replace(BARE, term_ends=date(2027, 6, 1), term_notice=months)
    assert days(of(Code.TERM_END, there, date(2027, 3, 1))) == expected


def test_posts_that_end_on_one_day_are_one_duty() -> None:
    """Half a year and a month before, the secretary is told once of all of them (O2)."""
    ends = date(2027, 6, 1)
    terms = (PostTerm(Role.GROUP_LEADER, "一组", "陈姐", ends), PostTerm(Role.GROUP_LEADER, "二组", "小雨", ends))
    there = replace(BARE, post_terms=(*terms, PostTerm(Role.LIAISON, "支部", "老周", date(2030, 1, 1))))
    found = of(Code.POST_TERM, there, date(2026, 12, 1))
    assert days(found) == ["2026-12-01", "2027-05-01"]
    assert [one.name for one in there.terms_ending(found[0].on)] == ["陈姐", "小雨"]
    assert settled(Code.POST_TERM, ends, 0, BARE)


@pytest.mark.parametrize(
    ("joined", "today", "on", "said"),
    [
        (date(2015, 12, 20), date(2026, 11, 23), "2026-12-20", "2026-12-13"),
        (date(2015, 1, 3), date(2026, 12, 20), "2027-01-03", "2026-12-27"),
        (date(2016, 2, 29), date(2027, 2, 1), "2027-02-28", "2027-02-21"),
        (date(2016, 2, 29), date(2028, 2, 1), "2028-02-29", "2028-02-22"),
        (date(2026, 11, 30), date(2026, 12, 1), None, None),
        (date(2025, 12, 1), date(2026, 12, 1), "2026-12-01", "2026-11-24"),
    ],
)
def test_mem_04_anniversary(joined: date, today: date, on: str | None, said: str | None) -> None:
    """A week before, also where that is a day off; the first after a year; gone the day after."""
    found = of(Code.ANNIVERSARY, with_dates(join_date=joined), today, CALENDAR)
    assert [(one.on.isoformat(), one.day.isoformat()) for one in found] == ([(on, said)] if on is not None else [])


def test_rec_03_three_working_days_after() -> None:
    meeting = Unrecorded(9, "党小组会", date(2026, 11, 27), date(2026, 12, 2))
    (found,) = of(Code.MINUTES, replace(BARE, unrecorded=(meeting,)), date(2026, 11, 28))
    assert (found.about_id, found.day, found.on) == (9, date(2026, 12, 2), date(2026, 11, 27))


def test_a_step_never_moves_past_the_date_it_comes_before() -> None:
    """Seven days before a date in the middle of a long holiday are not put off beyond it."""
    off = frozenset(date(2026, 9, 28) + timedelta(days=number) for number in range(12))
    there = with_dates(join_date=date(2025, 10, 6))
    (found,) = of(Code.PROBATION, there, date(2026, 9, 20), Calendar(SHANGHAI, off=off))
    assert found.steps[-1].day == date(2026, 9, 29)


@given(
    st.dates(date(2025, 1, 1), date(2029, 12, 31)),
    st.dates(date(2000, 1, 1), date(2028, 12, 31)),
    st.integers(1, 31),
)
def test_the_calendar_is_the_same_every_day_it_is_looked_at(today: date, joined: date, dues_day: int) -> None:
    """What stands today and is open tomorrow stands tomorrow too, on the same days: a missed look loses nothing."""
    there = replace(with_dates(join_date=joined), dues_day=dues_day, term_ends=joined)
    now, then = (standing(there, day, CALENDAR) for day in (today, today + timedelta(days=1)))
    keys = [(one.code, one.period, one.about_id) for one in now]
    assert len(keys) == len(set(keys))
    assert all(one.until >= today and one.day <= one.until for one in now)
    assert [one for one in now if one.until > today] == [one for one in then if one in now]
    assert all(min(step.day for step in one.steps) <= today + LOOKS_AHEAD + timedelta(days=12) for one in now)
