"""Study hours, 学时: what counts how much, and how many a year (EDU-01, EDU-02, EDU-05, EDU-06).

The regulation asks for hours and says nothing of how they are counted; the conversion is a published local practice
(EDU-05): a whole day is 8, a lecture or activity of half a day is 4, other study in the branch is an hour an hour. So
党课 and 主题党日 count 4 each, 党小组会 the hour it usually lasts. A general meeting, a committee meeting, 组织生活会
and 民主评议 decide and appraise: they are no study and count nothing. 其他会议 counts an hour where its title says that
people study there.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.meetings import MeetingKind
from domain.members import COMMITTEE_ROLES, Member, MemberFlag, Role, is_counted

HOUR: Final = 60  # minutes
HALF_DAY: Final = 4 * HOUR
DAY: Final = 8 * HOUR
LONGEST: Final = 10 * DAY  # of one entry: a training of two weeks
OF_A_MEMBER: Final = 32  # 教管 Art. 20
OF_THE_COMMITTEE: Final = 56  # 党员教育培训规划

_MEETINGS: Final[Mapping[MeetingKind, int]] = MappingProxyType(
    {
        MeetingKind.PARTY_LECTURE: HALF_DAY,
        MeetingKind.THEME_DAY: HALF_DAY,
        MeetingKind.GROUP_MEETING: HOUR,
    }
)
_STUDIES: Final = re.compile(r"学习|研讨|培训|读书|宣讲|讲座")
_NUMBER: Final = r"(?P<number>\d{1,2}(?:\.\d)?|[一二两三四五六七八九十])"
_AMOUNT: Final = re.compile(rf"{_NUMBER}个?(?P<half>半)?(?P<unit>学时|课时|小时|钟头|天|分钟|分)(?P<more>半)?")
_MINUTES: Final = re.compile(r"(?P<number>\d{1,3})分钟?")
_WORDS: Final = {"半小时": 30, "半个小时": 30, "半天": HALF_DAY, "一上午": HALF_DAY, "一下午": HALF_DAY}
_SIGNS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


class Source(StrEnum):
    """Where an entry comes from; meetings attended are not entered, they are counted from the sign-in."""

    PIECE = "piece"
    OWN = "own"
    MAKE_UP = "make_up"
    QUIZ = "quiz"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that counts: `minutes` are those that count, not those that somebody read (S4).

    `id` is None for a meeting; `by_leader`: entered from paper (代录).
    """

    day: date
    title: str
    minutes: int
    source: Source
    id: int | None = None
    by_leader: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """Somebody's year, for themselves only. `target` is in hours, None where nothing is asked of them."""

    year: int
    entries: Sequence[Entry]
    target: int | None

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def missing(self) -> int:
        """Minutes short of the target; none where there is no target."""
        return 0 if self.target is None else max(0, self.target * HOUR - self.minutes)

    @property
    def by_source(self) -> Mapping[Source, int]:
        """Minutes from each source, the greatest first."""
        sums: dict[Source, int] = {}
        for entry in self.entries:
            sums[entry.source] = sums.get(entry.source, 0) + entry.minutes
        return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def meeting_minutes(kind: MeetingKind, title: str) -> int:
    """What having been at a meeting counts, in minutes; 0 where it is no study."""
    if kind is MeetingKind.OTHER and _STUDIES.search(title):
        return HOUR
    return _MEETINGS.get(kind, 0)


def target(member: Member, roles: Iterable[Role], of_the_committee: int = OF_THE_COMMITTEE) -> int | None:
    """Hours a year that are generally asked of somebody; None where none are (EDU-06), or for no member yet.

    The branch says how many are asked of its committee (EDU-02).
    """
    if MemberFlag.EXEMPT_HARD_REQUIREMENT in member.flags or not is_counted(member):
        return None
    return OF_A_MEMBER if COMMITTEE_ROLES.isdisjoint(roles) else of_the_committee


def in_hours(minutes: int) -> str:
    """`12`, `12.5`: hours to the tenth below, summed before they are cut."""
    whole, tenths = divmod(minutes * 10 // HOUR, 10)
    return f"{whole}.{tenths}" if tenths else str(whole)


def read_amount(text: str) -> int | None:
    """`2学时`, `半天`, `一天`, `40分钟`, `1.5小时`, or a bare number of hours, as minutes that count.

    None where it is no amount from a minute to ten days. A day is 8 hours here (EDU-05).
    """
    said = "".join(text.split())
    if said in _WORDS:
        return _WORDS[said]
    if re.fullmatch(r"\d{1,2}(?:\.\d)?", said):
        said += "学时"
    if (found := _MINUTES.fullmatch(said)) is not None:
        return _within(int(found["number"]))
    if (found := _AMOUNT.fullmatch(said)) is None or found["unit"] in {"分", "分钟"}:
        return None
    half = 0.5 if found["half"] or found["more"] else 0.0
    number = _SIGNS.get(found["number"]) or float(found["number"])
    return _within(round((number + half) * (DAY if found["unit"] == "天" else HOUR)))


def _within(minutes: int) -> int | None:
    return minutes if 0 < minutes <= LONGEST else None


def counted(entries: Collection[Entry], year: int, goal: int | None) -> Year:
    """A year's entries in their order; what counts nothing is left out."""
    listed = sorted((one for one in entries if one.minutes > 0), key=lambda one: (one.day, one.id or 0))
    return Year(year, tuple(listed), goal)
