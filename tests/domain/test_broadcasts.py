"""When a notice may reach somebody, how much goes in line, what it is called (S7, S8, S10)."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.broadcasts import (
    TITLE_UNITS,
    WAITING_AT_MOST,
    BroadcastState,
    Counts,
    Delivered,
    may_be_told_at,
    may_become,
    may_take_a_slot,
    portion,
    tidied,
    title_of,
)
from domain.reminders import MESSAGES_A_DAY
from domain.workdays import Calendar
from tests.conftest import SHANGHAI

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)
HOLIDAY = date(2026, 11, 24)
CALENDAR = Calendar(SHANGHAI)


@pytest.mark.parametrize(
    ("told", "reminded", "may"),
    [
        (0, False, True),
        (0, True, True),
        (1, True, True),
        (2, False, True),
        (2, True, False),
        (3, False, False),
        (9, False, False),
    ],
)
def test_the_last_message_of_a_day_is_left_to_a_reminder(told: int, reminded: bool, may: bool) -> None:
    assert may_take_a_slot(told, has_reminder_today=reminded) is may


@given(st.integers(0, 9), st.booleans())
def test_a_notice_never_makes_it_more_than_a_day_may_bring(told: int, reminded: bool) -> None:
    if may_take_a_slot(told, has_reminder_today=reminded):
        assert told + 1 + reminded <= MESSAGES_A_DAY


@pytest.mark.parametrize(
    ("hour", "told", "away_until", "at"),
    [
        (12, 0, None, (23, 12)),
        (12, 3, None, (24, 8)),
        (12, 0, (23, 15), (23, 15)),
        (12, 0, (23, 22), (24, 8)),
        (12, 3, (25, 9), (25, 9)),
        (12, 3, (23, 15), (24, 8)),
        (22, 0, None, (24, 8)),
        (6, 0, None, (23, 8)),
    ],
)
def test_when_it_may_be_said(hour: int, told: int, away_until: tuple[int, int] | None, at: tuple[int, int]) -> None:
    back = None if away_until is None else datetime(2026, 11, *away_until, tzinfo=SHANGHAI)
    found = may_be_told_at(
        NOON.replace(hour=hour), CALENDAR, told_today=told, has_reminder_today=False, away_until=back
    )
    assert (found.day, found.hour) == at


def test_a_public_holiday_is_waited_for() -> None:
    calendar = Calendar(SHANGHAI, off=frozenset({HOLIDAY}))
    at = may_be_told_at(NOON, calendar, told_today=3, has_reminder_today=False, away_until=None)
    assert (at.day, at.hour) == (25, 8)


@given(st.integers(0, 500), st.integers(1, 20))
def test_all_portions_together_fit_in_line(in_line: int, notices: int) -> None:
    assert in_line + notices * portion(in_line, notices) <= max(in_line, WAITING_AT_MOST)


@pytest.mark.parametrize(
    ("now_is", "then", "may"),
    [
        (BroadcastState.SCHEDULED, BroadcastState.CANCELLED, True),
        (BroadcastState.SENDING, BroadcastState.CANCELLED, False),
        (BroadcastState.SENDING, BroadcastState.PAUSED, True),
        (BroadcastState.PAUSED, BroadcastState.STOPPED, True),
        (BroadcastState.STOPPED, BroadcastState.SENDING, True),
        (BroadcastState.CANCELLED, BroadcastState.SENDING, False),
        (BroadcastState.DONE, BroadcastState.PAUSED, False),
    ],
)
def test_what_can_become_of_it(now_is: BroadcastState, then: BroadcastState, may: bool) -> None:
    assert may_become(now_is, then) is may


def test_counts() -> None:
    counts = Counts({Delivered.SENT: 412, Delivered.QUEUED: 5, Delivered.WAITING: 80, Delivered.UNREACHED: 3})
    assert (counts.total, counts.sent, counts.coming, counts.unreached, counts.off) == (500, 412, 85, 3, 0)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("停水\n明天上午", "停水"),
        ("\n\n  停水 ", "停水"),
        ("长" * 30, "长" * (TITLE_UNITS - 1) + "…"),
        ("", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_of(text) == title


def test_paragraphs_stay() -> None:
    assert tidied(" 一 \u200b\n\n\n\n二\t三\n") == "一\n\n二 三"
