"""A backup file opens whole, with the right key, or not at all (A10)."""

import os
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.archive import MAGIC, PIECE, ArchiveProblem, Writer, lines
from storage.sealing import Keyring

OLD, NEW = Keyring((b"\x07" * 32,)), Keyring((b"\x08" * 32, b"\x07" * 32))
HEAD = len(MAGIC) + 32
SEALED_PIECE = PIECE + 16

values = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=20)
some_lines = st.lists(st.dictionaries(st.text(max_size=5), values, max_size=3), max_size=8)


def written(what: list[dict[str, Any]], keyring: Keyring = OLD) -> bytes:
    file = BytesIO()
    writer = Writer(file, keyring)
    for line in what:
        writer.line(line)
    writer.close()
    return file.getvalue()


def read(sealed: bytes, keyring: Keyring = OLD) -> list[dict[str, Any]]:
    return list(lines(BytesIO(sealed), keyring))


@pytest.fixture(scope="module")
def long() -> bytes:
    """Four pieces of what does not get smaller."""
    return written([{"row": os.urandom(1 << 16).hex()} for _ in range(13)])


@given(some_lines)
@settings(deadline=None, max_examples=40)
def test_what_goes_in_comes_out(what: list[dict[str, Any]]) -> None:
    assert read(written(what)) == what


def test_many_pieces_come_out_in_their_order() -> None:
    what = [{"number": number, "noise": os.urandom(1 << 12).hex()} for number in range(300)]
    assert read(written(what)) == what


def test_an_older_key_still_opens_and_another_one_does_not() -> None:
    assert read(written([{"a": 1}]), NEW) == [{"a": 1}]
    with pytest.raises(ArchiveProblem, match="密钥文件打不开这份备份"):
        read(written([{"a": 1}], NEW))


@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=60)
def test_a_bit_that_was_changed_is_found(long: bytes, place: int, bit: int) -> None:
    changed = bytearray(long)
    changed[place % len(long)] ^= 1 << bit
    with pytest.raises(ArchiveProblem):
        read(bytes(changed))


@given(cut=st.integers(0, 10**9))
@settings(deadline=None, max_examples=40)
def test_half_a_file_is_none(long: bytes, cut: int) -> None:
    with pytest.raises(ArchiveProblem):
        read(long[: cut % len(long)])


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_a_file_that_ends_between_two_pieces_is_none(long: bytes, pieces: int) -> None:
    with pytest.raises(ArchiveProblem, match="不完整"):
        read(long[: HEAD + pieces * SEALED_PIECE])


def test_pieces_out_of_order_and_pieces_too_many_are_found(long: bytes) -> None:
    head, first, second, rest = (
        long[:HEAD],
        long[HEAD : HEAD + SEALED_PIECE],
        long[HEAD + SEALED_PIECE : HEAD + 2 * SEALED_PIECE],
        long[HEAD + 2 * SEALED_PIECE :],
    )
    for changed in (head + second + first + rest, long + first, long + b"\x00"):
        with pytest.raises(ArchiveProblem, match="不完整"):
            read(changed)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" * 10, MAGIC, MAGIC + b"\x00" * 31])
def test_what_is_no_backup(content: bytes) -> None:
    with pytest.raises(ArchiveProblem, match="不是小伴的备份文件"):
        read(content)
