"""The night comes at the same time on the wall each day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain import nights

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, month: int = 11, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=zone)


MONDAY_NIGHT = (at(23, 21), at(24, 8))


@pytest.mark.parametrize(
    ("now", "night"),
    [
        pytest.param(at(23, 12), MONDAY_NIGHT, id="before it"),
        pytest.param(at(23, 23), MONDAY_NIGHT, id="in it"),
        pytest.param(at(24, 8), (at(24, 21), at(25, 8)), id="when it has ended"),
        pytest.param(at(27, 3), (at(26, 21), at(27, 8)), id="days later, in another one"),
        pytest.param(at(27, 9), (at(27, 21), at(28, 8)), id="days later, by day"),
    ],
)
def test_tonight(now: datetime, night: nights.Span) -> None:
    assert nights.tonight(MONDAY_NIGHT, now) == night


def test_the_next_one() -> None:
    assert nights.after(MONDAY_NIGHT) == (at(24, 21), at(25, 8))


def test_summer_time_ends_and_the_night_begins_at_nine_all_the_same() -> None:
    utc = ZoneInfo("UTC")
    before = (at(24, 21, 10, BERLIN).astimezone(utc), at(25, 8, 10, BERLIN).astimezone(utc))
    assert nights.tonight(before, at(25, 12, 10, BERLIN)) == (at(25, 21, 10, BERLIN), at(26, 8, 10, BERLIN))
