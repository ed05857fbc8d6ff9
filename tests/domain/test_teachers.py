"""When a lecture may be settled, and when what people say of it may be said and seen (S2)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.teachers import (
    Lecture,
    LectureState,
    Opinion,
    Spoken,
    is_pending,
    may_take_other_time,
    opinions_close_on,
    shows_opinions,
    takes_opinions,
)
from tests.conftest import SHANGHAI

LATE = datetime(2026, 11, 27, 23, 30, tzinfo=SHANGHAI)
ONE = Lecture(1, 1, 1, "党史故事", LATE, None, LectureState.AGREED, 1)


@pytest.mark.parametrize(
    ("state", "hours", "pending"),
    [
        (LectureState.ASKED, -1, True),
        (LectureState.ASKED, 0, False),
        (LectureState.AGREED, -1, True),
        (LectureState.AGREED, 1, False),
        (LectureState.DECLINED, -1, False),
        (LectureState.CANCELLED, -1, False),
    ],
)
def test_pending(state: LectureState, hours: int, pending: bool) -> None:
    assert is_pending(replace(ONE, state=state), LATE + timedelta(hours=hours)) is pending


def test_another_time_outlives_the_first() -> None:
    other = replace(ONE, state=LectureState.OTHER_TIME, other_at=LATE + timedelta(days=5))
    assert is_pending(other, LATE + timedelta(days=1))
    assert may_take_other_time(other, LATE + timedelta(days=4))
    assert not may_take_other_time(other, LATE + timedelta(days=5))
    assert not may_take_other_time(ONE, LATE - timedelta(days=1))


def test_opinions_lie_together_before_they_are_seen() -> None:
    """Never both taken and shown; days are those of the branch, also shortly before midnight and in another zone."""
    counts = dict.fromkeys(Opinion, 2)
    closing = opinions_close_on(ONE, LATE)
    assert closing.isoformat() == "2026-11-30"
    at = LATE - timedelta(days=1)
    while at < LATE + timedelta(days=5):
        assert not (takes_opinions(ONE, at) and shows_opinions(ONE, counts, at))
        assert takes_opinions(ONE, at) is (at >= LATE and at.date() < closing)
        at += timedelta(minutes=30)
    assert shows_opinions(ONE, counts, LATE + timedelta(days=3))
    assert not shows_opinions(ONE, {Opinion.USEFUL: 4}, LATE + timedelta(days=3))
    assert not shows_opinions(replace(ONE, state=LectureState.CANCELLED), counts, LATE + timedelta(days=3))


def test_who_has_spoken_is_let_go_with_the_lecture() -> None:
    spoken = Spoken()
    assert spoken.is_first(ONE, 7, LATE)
    assert not spoken.is_first(ONE, 7, LATE + timedelta(days=1))
    assert spoken.is_first(ONE, 8, LATE)
    later = replace(ONE, id=2, starts_at=LATE + timedelta(days=4))
    assert spoken.is_first(later, 7, LATE + timedelta(days=4))
    assert spoken.is_first(ONE, 7, LATE)
