"""The time of day in what somebody wrote."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from domain.when.words import NUMBER, number


class _Part(Enum):
    NIGHT = auto()
    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()


_PARTS: Final = {
    _Part.NIGHT: ("凌晨",),
    _Part.MORNING: ("清晨", "早晨", "早上", "上午", "早"),
    _Part.NOON: ("中午", "正午", "午间"),
    _Part.AFTERNOON: ("下午", "午后", "傍晚"),
    _Part.EVENING: ("晚上", "晚间", "夜里", "夜间", "半夜", "午夜", "晚"),
}
_PART_OF: Final = {word: part for part, words in _PARTS.items() for word in words}
_PART: Final = rf"(?P<part>{'|'.join(sorted(_PART_OF, key=len, reverse=True))})? ?"
# Minutes end where the next thing would be a date: 三点 11月27日 is three o'clock.
_NO_DATE_AFTER: Final = r"(?![\d零〇一二两三四五六七八九十廿月日号年./:\-个周天])"
_MINUTES: Final = rf"(?:(?P<half>半)|(?P<quarters>[一三13])刻|(?P<minutes>{NUMBER})(?:分|{_NO_DATE_AFTER}))"
_COLON: Final = r"(?<!\d)(?P<hour>\d{1,2}) ?: ?(?P<minutes>\d{1,2})(?: ?: ?\d{1,2})?(?!\d)"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PART}{_COLON} ?(?:(?P<half_day>[ap])\.?m)?",
        rf"{_PART}差(?P<short>一刻|{NUMBER}分)钟? ?(?P<hour>{NUMBER}) ?点",
        rf"{_PART}(?<!\d)(?P<hour>{NUMBER}) ?(?:点|时)(?:差(?P<short>一刻|{NUMBER}分)|钟|整| ?{_MINUTES})?",
        rf"{_PART}(?<!\d)(?P<hour>\d{{1,2}}) ?(?P<half_day>[ap])\.?m(?![a-z])",
    )
)
_DOTTED: Final = re.compile(rf"{_PART}(?<![\d.])(?P<hour>\d{{1,2}})\.(?P<minutes>\d{{2}})(?![\d.])")
_ENGLISH: Final = {"a": _Part.MORNING, "p": _Part.AFTERNOON}


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes since midnight, up to 29:59 (晚上12点 is the end of the day); None where no clock shows such a time.

    `assumed`: neither a part of the day nor a 24-hour writing was given, so morning or afternoon is our guess.
    """

    minutes: int | None
    assumed: bool = False


def take_clock(text: str, *, dotted: bool = False) -> tuple[Clock | None, str]:
    """The first time of day and what is left of the text. `dotted` takes 9.30 for a time rather than for a day."""
    for pattern in (_DOTTED,) if dotted else _PATTERNS:
        if found := pattern.search(text):
            # The blank keeps apart what the time kept apart: 27号 3点 5人.
            return _clock(found.groupdict()), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _clock(said: dict[str, str | None]) -> Clock:
    written = said["hour"] or ""
    hour, minute = number(written), _minute(said)
    if hour > 24 or minute > 59 or (hour == 24 and minute > 0):
        return Clock(None)
    part = _PART_OF.get(said.get("part") or "") or _ENGLISH.get(said.get("half_day") or "")
    if part is not None:
        hours = _within(part, hour)
        return Clock(None if hours is None else hours * 60 + minute)
    # 03:00 is written by somebody who counts to 24; 3:00 and 三点 are not.
    exact = written.isdecimal() and len(written) == 2 and (hour > 12 or written[0] == "0" or hour == 0)
    guess = hour + 12 if 1 <= hour <= 6 and not exact else hour
    return Clock(guess * 60 + minute, assumed=1 <= hour <= 8 and not exact)


def _minute(said: dict[str, str | None]) -> int:
    if said.get("half"):
        return 30
    if quarters := said.get("quarters"):
        return 15 * number(quarters)
    if short := said.get("short"):
        return -(15 if short == "一刻" else number(short.removesuffix("分")))
    return number(minutes) if (minutes := said.get("minutes")) else 0


def _within(part: _Part, hour: int) -> int | None:
    """Hours since midnight; None where the part of the day and the hour contradict each other."""
    ranges = {
        # part: (first hour as it stands, last one, first hour that means twelve more, last one)
        _Part.NIGHT: (0, 6, 0, -1),
        _Part.MORNING: (0, 12, 0, -1),
        _Part.NOON: (11, 14, 1, 2),
        _Part.AFTERNOON: (12, 19, 1, 7),
        _Part.EVENING: (17, 24, 5, 12),
    }
    first, last, early, late = ranges[part]
    if part is _Part.EVENING and 0 <= hour <= 4:
        return 24 + hour  # 晚上一点 is after midnight, in the night that began on the day named
    if part is _Part.NIGHT and hour == 12:
        return 0
    if early <= hour <= late:
        return hour + 12
    return hour if first <= hour <= last else None
