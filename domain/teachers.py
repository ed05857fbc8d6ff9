"""The teacher pool 师资库, lectures asked for, and what the audience says of them without names (S2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST_SPECIALITY: Final = 60
LONGEST_TOPIC: Final = 60
FEWEST_OPINIONS: Final = 5  # counts of fewer people would name somebody
OPINIONS_OPEN_FOR: Final = timedelta(days=3)
OPINIONS_LOOKED_AT_FOR: Final = timedelta(days=60)


class LectureState(StrEnum):
    ASKED = "asked"
    OTHER_TIME = "other_time"
    AGREED = "agreed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Opinion(StrEnum):
    USEFUL = "useful"
    FAIR = "fair"
    NOT_USEFUL = "not_useful"


OPINION_NAMES: Final[Mapping[Opinion, str]] = MappingProxyType(
    {Opinion.USEFUL: "有用", Opinion.FAIR: "一般", Opinion.NOT_USEFUL: "没用"}
)


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who would teach. `member_id` is None for who comes from outside; `node_id` is whose pool it is."""

    id: int
    node_id: int
    member_id: int | None
    name: str
    speciality: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Lecture:
    """One lecture asked for. `node_id` is where it is to be held, `other_at` the time that the teacher suggests."""

    id: int
    teacher_id: int
    node_id: int
    topic: str
    starts_at: datetime
    other_at: datetime | None
    state: LectureState
    asked_by: int


def is_pending(lecture: Lecture, now: datetime) -> bool:
    """Not called off, and not begun: the teacher may say yes, no or another time, the branch may call it off."""
    off = lecture.state in {LectureState.DECLINED, LectureState.CANCELLED}
    return not off and now < max(lecture.starts_at, lecture.other_at or lecture.starts_at)


def may_take_other_time(lecture: Lecture, now: datetime) -> bool:
    return lecture.state is LectureState.OTHER_TIME and lecture.other_at is not None and now < lecture.other_at


def takes_opinions(lecture: Lecture, now: datetime) -> bool:
    """From the beginning on, to the end of the second day after, in the zone of `now`."""
    return (
        lecture.state is LectureState.AGREED
        and lecture.starts_at <= now
        and now.date() < opinions_close_on(lecture, now)
    )


def shows_opinions(lecture: Lecture, counts: Mapping[Opinion, int], now: datetime) -> bool:
    """Only when no answer can be added any more, so that no two looks differ by one person, and from five up."""
    over = lecture.state is LectureState.AGREED and now.date() >= opinions_close_on(lecture, now)
    return over and sum(counts.values()) >= FEWEST_OPINIONS


def opinions_close_on(lecture: Lecture, now: datetime) -> date:
    """The first day on which no opinion is taken any more, and what was said may be shown."""
    return lecture.starts_at.astimezone(now.tzinfo).date() + OPINIONS_OPEN_FOR


@dataclass(slots=True)
class Spoken:
    """Who has said an opinion about which lecture, in memory only: on paper it would say who was there and spoke.

    A restart lets somebody speak twice, and who speaks in a turn that had to be run again may find they did already;
    both are cheaper than a record.
    """

    _by_lecture: dict[int, tuple[date, set[int]]] = field(default_factory=dict)

    def is_first(self, lecture: Lecture, who: int, now: datetime) -> bool:
        """Whether this one has said nothing of it yet; from now on they have. Lectures that are over are let go."""
        today = now.date()
        self._by_lecture = {id_: kept for id_, kept in self._by_lecture.items() if kept[0] > today}
        _, said = self._by_lecture.setdefault(lecture.id, (opinions_close_on(lecture, now), set()))
        first = who not in said
        said.add(who)
        return first

    def forgive(self) -> None:
        """Start anew, as a restart does."""
        self._by_lecture.clear()
