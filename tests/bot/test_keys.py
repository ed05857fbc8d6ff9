"""V7: button data is opaque, ours, and within Telegram's 64 bytes."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import Press
from handlers.keys import LIMIT, ButtonKeys
from storage.sealing import Keyring

KEYS = ButtonKeys(Keyring((b"\x07" * 32,)).signer("buttons"))
OTHERS = ButtonKeys(Keyring((b"\x08" * 32,)).signer("buttons"))
ROTATED = ButtonKeys(Keyring((b"\x08" * 32, b"\x07" * 32)).signer("buttons"))

PRESSES = st.builds(
    Press,
    action=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=3),
    args=st.lists(st.integers(-(2**31), 2**31), max_size=3).map(tuple),
    only=st.none() | st.integers(0, 2**40),
)


@given(PRESSES)
def test_there_and_back(press: Press) -> None:
    data = KEYS.pack(press)
    assert len(data.encode()) <= LIMIT
    assert KEYS.open(data) == press
    assert ROTATED.open(data) == press
    assert OTHERS.open(data) is None


@given(PRESSES, st.data())
def test_an_altered_one_does_not_open(press: Press, data: st.DataObject) -> None:
    packed = KEYS.pack(press)
    at = data.draw(st.integers(0, len(packed) - 1))
    raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    assert KEYS.open(packed[:at]) is None
    flipped = bytearray(raw)
    flipped[at % len(raw)] ^= 1
    assert KEYS.open(base64.urlsafe_b64encode(bytes(flipped)).rstrip(b"=").decode()) is None
    assert KEYS.open(packed[:at] + "\n" + packed[at:]) is None


@given(st.text())
def test_no_text_raises(data: str) -> None:
    assert KEYS.open(data) is None


@pytest.mark.parametrize("data", ["", "=", "====", "A", "AAAAAAAAAAAA", "签到", "\x00", "\ud800", "a" * 64])
def test_what_people_could_send(data: str) -> None:
    assert KEYS.open(data) is None


def test_what_does_not_fit_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="70 bytes"):
        KEYS.pack(Press("long", (2**60, 2**60, 2**60)))
