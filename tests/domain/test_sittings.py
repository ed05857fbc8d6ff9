"""Two sittings of one meeting: a window each, a sign-in that counts once (M32)."""

from datetime import datetime, timedelta

import pytest

from domain.meetings import (
    AlreadySignedIn,
    Meeting,
    MeetingKind,
    MeetingState,
    SignedIn,
    TooEarly,
    TooLate,
    judge_sign_in,
    may_answer,
    window,
)
from domain.moments import Moment
from tests.conftest import SHANGHAI

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=SHANGHAI)
SEVEN = NINE.replace(hour=19)


def meeting(second_at: datetime | None = SEVEN) -> Meeting:
    opens_at, closes_at = window(NINE, MeetingKind.GROUP_MEETING)
    if second_at is not None:
        closes_at = window(second_at, MeetingKind.GROUP_MEETING)[1]
    state = MeetingState.ANNOUNCED
    return Meeting(
        1, 1, MeetingKind.GROUP_MEETING, "", "", NINE, opens_at, closes_at, state, None, None, 1, second_at=second_at
    )


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("08:29", TooEarly),
        ("08:30", SignedIn),
        ("11:00", SignedIn),
        ("11:01", TooEarly),
        ("18:29", TooEarly),
        ("18:30", SignedIn),
        ("21:00", SignedIn),
        ("21:01", TooLate),
    ],
)
def test_the_windows(clock: str, verdict: type) -> None:
    hour, minute = map(int, clock.split(":"))
    said = judge_sign_in(meeting(), Moment.at(NINE.replace(hour=hour, minute=minute)), expected=True, already=None)
    assert isinstance(said, verdict)
    if clock in {"11:01", "18:29"}:
        assert said == TooEarly(SEVEN - timedelta(minutes=30))


def test_a_press_that_may_have_been_made_in_the_first_counts_there() -> None:
    while_away = Moment(NINE.replace(hour=10), NINE.replace(hour=13))
    assert judge_sign_in(meeting(), while_away, expected=True, already=None) == SignedIn(NINE.replace(hour=11))


def test_who_was_at_the_first_is_there_already_at_the_second() -> None:
    assert judge_sign_in(meeting(), Moment.at(SEVEN), expected=True, already=NINE) == AlreadySignedIn(NINE)


def test_windows_that_touch_are_one() -> None:
    assert meeting(NINE + timedelta(hours=2)).between is None
    assert meeting(None).between is None
    assert meeting(None).last_start == NINE


def test_answers_may_change_until_the_second_starts() -> None:
    noon = Moment.at(NINE.replace(hour=12))
    assert may_answer(meeting(), noon)
    assert not may_answer(meeting(None), noon)
