"""Codes to sign in with: how long one is good, and that nobody learns the next one (M8)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import codes
from domain.moments import Moment
from scheduler.bell import EVERY_SECONDS

SECRET = bytes(range(16))
HALF = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)  # a quarter of a minute begins here


@pytest.mark.parametrize(
    ("seconds", "good"),
    [(-2, False), (0, True), (29, True), (30, True), (34, True), (35, False), (60, False), (3600, False)],
)
def test_m8_a_code_lives_half_a_minute_and_five_seconds(seconds: int, good: bool) -> None:
    shown = codes.screen_code(SECRET, codes.slot(HALF))
    assert codes.is_on_screen(SECRET, shown, Moment.at(HALF + timedelta(seconds=seconds))) is good


def test_nobody_is_late_because_the_bot_was_down() -> None:
    shown = codes.screen_code(SECRET, codes.slot(HALF))
    assert codes.is_on_screen(SECRET, shown, Moment(HALF + timedelta(seconds=20), HALF + timedelta(hours=1)))


@given(st.integers(0, 2**40), st.binary(min_size=16, max_size=16))
def test_each_quarter_has_a_code_of_its_own_that_fits_a_link(number: int, secret: bytes) -> None:
    code = codes.screen_code(secret, number)
    assert code.isascii()
    assert code.isalnum()
    assert len(f"qr_{10**15}_{code}") <= 64
    assert code != codes.screen_code(secret, number + 1)


@given(st.timedeltas(timedelta(), timedelta(days=20_000)))
def test_no_code_stands_on_the_screen_after_it_is_over(later: timedelta) -> None:
    """However late within its quarter of a minute the bell rings, and rings again."""
    at = HALF + later
    turns = codes.turns_at(at)
    assert timedelta() < turns - at <= codes.TURNS_EVERY
    shown_until = Moment.at(at + timedelta(seconds=EVERY_SECONDS))
    assert codes.is_on_screen(SECRET, codes.screen_code(SECRET, codes.slot(at)), shown_until)
    assert codes.slot(turns) == codes.slot(at) + 1


@given(st.binary(min_size=16, max_size=16))
def test_what_is_said_aloud_is_four_digits(secret: bytes) -> None:
    said = codes.spoken_code(secret)
    assert codes.read_spoken(said) == said


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4821", "4821"),
        (" 48 21 ", "4821"),
        ("４８２１。", "4821"),
        ("0007", "0007"),
        ("482", None),
        ("48211", None),
        ("4821 元的药费能报吗", None),
        ("", None),
        ("四八二一", None),
    ],
)
def test_what_is_read_as_a_code(text: str, digits: str | None) -> None:
    assert codes.read_spoken(text) == digits
