"""The clock is Telegram's, once the machine's is off (L13)."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.clock import TOLERANCE, SystemClock
from tests.conftest import SHANGHAI


def header(off: timedelta) -> str:
    return format_datetime(datetime.now(UTC) + off, usegmt=True)


def off(clock: SystemClock) -> float:
    return (clock.now() - datetime.now(UTC)).total_seconds()


def test_now_has_the_zone_of_the_branch() -> None:
    """L13."""
    assert SystemClock(SHANGHAI).now().tzinfo is SHANGHAI


def test_a_small_difference_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    clock = SystemClock(SHANGHAI)
    clock.server_said(header(TOLERANCE / 2))
    assert abs(off(clock)) < 1
    assert caplog.records == []


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_large_one_is_corrected_and_said_once(minutes: int, caplog: pytest.LogCaptureFixture) -> None:
    clock = SystemClock(SHANGHAI)
    for _ in range(3):
        clock.server_said(header(timedelta(minutes=minutes)))
    assert abs(off(clock) - 60 * minutes) < 3
    assert [record.message for record in caplog.records] == [caplog.records[0].message]
    assert "请校准本机时钟" in caplog.text


def test_a_machine_that_is_set_right_is_believed_again() -> None:
    clock = SystemClock(SHANGHAI)
    clock.server_said(header(timedelta(minutes=10)))
    clock.server_said(header(timedelta()))
    assert abs(off(clock)) < 2


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 23 Nov 2026 12:00:00 -0000", "Mon, 23 Nov 99999 12:00:00 GMT"])
def test_nonsense_is_not_believed(date: str) -> None:
    clock = SystemClock(SHANGHAI)
    clock.server_said(date)
    assert abs(off(clock)) < 1


async def test_waiting_ends_with_the_event_or_at_the_moment() -> None:
    clock = SystemClock(SHANGHAI)
    event = asyncio.Event()
    await clock.wait(event, clock.now() - timedelta(hours=1))
    await clock.wait(event, clock.now() + timedelta(milliseconds=1))
    event.set()
    await clock.wait(event, None)
    await clock.wait(event, clock.now() + timedelta(hours=1))
