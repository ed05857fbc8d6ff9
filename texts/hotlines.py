"""The telephone numbers, read from `hotlines.toml`, and the cards that show them.

A place with a number of its own names a second file of the same form; its entries take the place of ours. It is read
once, at the start: there is one place to a process.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from domain.hotlines import Hotline, Line
from domain.hotlines import stale as stale_of
from domain.messages import Message
from texts.rendering import html

FEATURE = "hotlines"
OURS = Path(__file__).with_name("hotlines.toml")

_NUMBER = re.compile(r"[0-9][0-9 -]{1,18}[0-9]")


class HotlineProblem(Exception):
    """The file with local numbers cannot be used; the message is one sentence that says why."""


def read(path: Path) -> dict[Line, Hotline]:
    """The numbers in a file; raises HotlineProblem."""
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HotlineProblem(f"热线文件 {path} 读不出来（{type(error).__name__}）") from None
    return {_line(key): _hotline(key, entry) for key, entry in entries.items()}


def _line(key: str) -> Line:
    try:
        return Line(key)
    except ValueError:
        raise HotlineProblem(f"热线文件里没有 [{key}] 这一项，可以写的是 {'、'.join(Line)}") from None


def _hotline(key: str, entry: Any) -> Hotline:
    match entry:
        case {"number": str(number), "name": str(name), "checked_on": date() as checked_on}:
            hours = str(entry.get("hours", ""))
        case _:
            raise HotlineProblem(f"热线 [{key}] 要有 number、name 和 checked_on（日期）")
    if not _NUMBER.fullmatch(number):
        raise HotlineProblem(f"热线 [{key}] 的号码只能有数字、空格和 -")
    if re.search(r"24\s*(?:小时|h)|全天", hours, re.IGNORECASE):
        raise HotlineProblem(f"热线 [{key}] 的 hours 不能写全天有人接（SAFE-02），请写公布的时间")
    return Hotline(number, name, hours, checked_on)


class Directory:
    """The numbers of this installation: `directory` below is the one."""

    def __init__(self) -> None:
        self._lines = read(OURS)

    def use(self, local: Path | None) -> None:
        """Our numbers, with those of the place over them. Raises HotlineProblem."""
        self._lines = read(OURS) | (read(local) if local is not None else {})

    def __getitem__(self, line: Line) -> Hotline:
        return self._lines[line]

    @property
    def lines(self) -> Mapping[str, Hotline]:
        """By key, as templates name them: `lines.police.number`."""
        return {str(line): hotline for line, hotline in self._lines.items()}

    def stale(self, today: date) -> tuple[Hotline, ...]:
        """What nobody has checked for more than half a year."""
        return stale_of(self._lines.values(), today)


directory = Directory()


def emergency() -> Message:
    """H27: all numbers, on one card. Showing it stores nothing."""
    return Message(html(FEATURE, "emergency", lines=directory.lines))


def proper_channel() -> Message:
    """HELP-06: reports of violations or crimes, petitions, secrets: where they belong. Nothing is kept."""
    return Message(html(FEATURE, "proper_channel", lines=directory.lines))
