"""One value a branch sets for itself: how it is written, what may stand there, and where it comes from (A3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_YES_NO: Final = {True: "是", False: "否"}
_SHARE: Final = re.compile(r"([1-9]\d?)\s*/\s*([1-9]\d?)")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """`name` is its key in the file, `note` says what it is for and `expected` what may be written, both for people.

    `stricter` is None where the branch is free; else a value must be the default or one that is stricter. `unsure`
    marks what no text settles, so that the branch is asked to confirm it. `source` names rules and texts.
    """

    name: str
    default: T
    reads: Callable[[str], T | None]
    writes: Callable[[T], str]
    note: str
    expected: str
    source: str
    stricter: Callable[[T, T], bool] | None = None
    unsure: bool = False

    def allows(self, value: T) -> bool:
        return self.stricter is None or value == self.default or self.stricter(value, self.default)

    def taken(self, text: str) -> T:
        """What a text that was published says; the default where this version of ours takes it no more."""
        found = self.reads(text)
        return self.default if found is None or not self.allows(found) else found


def yes_no(name: str, default: bool, note: str, source: str, *, unsure: bool = False) -> Setting[bool]:
    words = {word: value for value, word in _YES_NO.items()}
    return Setting(name, default, words.get, lambda value: _YES_NO[value], note, "是 或者 否", source, unsure=unsure)


def whole(
    name: str,
    default: int,
    span: tuple[int, int],
    note: str,
    source: str,
    *,
    stricter: Callable[[int, int], bool] | None = None,
) -> Setting[int]:
    """A whole number from the first of `span` to the last."""
    least, most = span

    def read(text: str) -> int | None:
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
        return number if number is not None and least <= number <= most else None

    return Setting(name, default, read, str, note, f"{least} 到 {most} 的整数", source, stricter)


def share(name: str, default: Fraction, note: str, source: str) -> Setting[Fraction]:
    """A part of all, kept exact; a greater one is stricter."""

    def read(text: str) -> Fraction | None:
        found = _SHARE.fullmatch(text)
        part = None if found is None else Fraction(int(found[1]), int(found[2]))
        return part if part is not None and part <= 1 else None

    def stricter(value: Fraction, than: Fraction) -> bool:
        return value > than

    return Setting(name, default, read, _share_words, note, "1/2、2/3 这样的写法", source, stricter)


def one_of(name: str, default: T, words: Mapping[str, T], note: str, source: str) -> Setting[T]:
    by_value = {value: word for word, value in words.items()}
    return Setting(name, default, words.get, by_value.__getitem__, note, "、".join(words), source)


def _share_words(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
