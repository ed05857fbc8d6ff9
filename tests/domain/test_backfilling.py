"""When a meeting that is entered afterwards was held, and who was named (M23)."""

from datetime import datetime, timedelta

import pytest

from domain.backfilling import Fault, Was, judge, latest_before, named, next_of
from tests.conftest import SHANGHAI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)  # a Monday
PEOPLE = [(1, "小明"), (2, "小雨"), (3, "张伟"), (4, "张伟"), (5, "Anna Li")]


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, Fault.UNCLEAR),
        (NOW + timedelta(minutes=1), Fault.AHEAD),
        (NOW, NOW),
        (NOW - timedelta(days=90), NOW - timedelta(days=90)),
        (NOW - timedelta(days=90, minutes=1), Fault.TOO_LONG_AGO),
    ],
)
def test_m23_held_and_not_too_long_ago(held: datetime | None, said: datetime | Fault) -> None:
    assert judge(held, NOW, timedelta(days=90)) == said


@pytest.mark.parametrize(
    ("text", "ahead", "meant"),
    [
        ("周五下午三点", at(2026, 11, 27, 15), at(2026, 11, 20, 15)),
        ("星期一上午十一点", at(2026, 11, 23, 11), at(2026, 11, 16, 11)),
        ("11-27 15:00", at(2026, 11, 27, 15), at(2026, 11, 27, 15)),
        ("3月5日 15:00", at(2027, 3, 5, 15), at(2027, 3, 5, 15)),
        ("9月5日 15:00", at(2027, 9, 5, 15), at(2026, 9, 5, 15)),
        ("下周五下午三点", at(2026, 12, 4, 15), at(2026, 12, 4, 15)),
    ],
)
def test_words_for_the_past(text: str, ahead: datetime, meant: datetime) -> None:
    assert latest_before(text, ahead, NOW) == meant


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("小明", [1]),
        ("小明、小雨", [1, 2]),
        ("小明 小雨", [1, 2]),
        ("Anna Li", [5]),
        ("张伟", []),
        ("#4", [4]),
        ("#6", []),
        ("小明、路人", []),
        ("", []),
    ],
)
def test_who_is_named(text: str, ids: list[int]) -> None:
    assert named(text, PEOPLE) == ids


def test_a_tap_goes_round() -> None:
    assert next_of(next_of(next_of(Was.ABSENT))) is Was.ABSENT
