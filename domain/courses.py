"""A course of the branch's own library, 微党校 (S1): what it is, never who opened it (S4)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from domain.messages import Media, MediaKind

LONGEST_TITLE: Final = 60
LONGEST_NOTE: Final = 200
LONGEST_LINK: Final = 500
MOST_MINUTES: Final = 600

_MINUTES: Final = re.compile(r"(\d{1,3})\s*(?:分钟|分)?")
_HOURS: Final = re.compile(r"(\d{1,2}|[一两二三四五六])\s*个?(半)?(?:小时|钟头)(半)?")
_NUMBERS: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


class CourseKind(StrEnum):
    LECTURE = "lecture"
    VIDEO = "video"
    AUDIO = "audio"
    ARTICLE = "article"
    BOOK = "book"
    PLACE = "place"
    OTHER = "other"


KIND_NAMES: Final[Mapping[CourseKind, str]] = MappingProxyType(
    {
        CourseKind.LECTURE: "党课讲稿",
        CourseKind.VIDEO: "视频",
        CourseKind.AUDIO: "音频",
        CourseKind.ARTICLE: "文章",
        CourseKind.BOOK: "图书",
        CourseKind.PLACE: "实地学习",
        CourseKind.OTHER: "其他",
    }
)


@dataclass(frozen=True, slots=True)
class Course:
    """One thing to study. `node_id` is whose library it stands in; who belongs below that node may see it.

    `teacher` and `note` are empty and `minutes` None where nobody said. It has a `link`, a file that lies with
    Telegram, or neither (a book on the shelf). A retired one is offered no more and stays where it was referred to.
    """

    id: int
    node_id: int
    title: str
    kind: CourseKind
    teacher: str
    minutes: int | None
    link: str | None
    file_id: str | None
    note: str
    file_kind: MediaKind | None = None
    retired: bool = False

    @property
    def media(self) -> Media | None:
        """The file as it is passed on."""
        return None if self.file_id is None or self.file_kind is None else Media(self.file_kind, self.file_id)


def kind_of(text: str) -> CourseKind | None:
    """The kind somebody typed or pressed."""
    said = "".join(text.split())
    return next((kind for kind, name in KIND_NAMES.items() if name == said), None)


def read_link(text: str) -> str | None:
    """A web address of http or https with a host, as it is kept; None for anything else, whatever it is."""
    link = text.strip()
    if len(link) > LONGEST_LINK or any(character.isspace() or not character.isprintable() for character in link):
        return None
    try:
        parts = urlsplit(link)
        named = parts.hostname is not None and "." in parts.hostname and parts.username is None
    except ValueError:
        return None
    return link if parts.scheme in {"http", "https"} and named else None


def read_minutes(text: str) -> int | None:
    """`45`, `45分钟`, `一个半小时`; None where it is no length from a minute to ten hours."""
    said = "".join(text.split())
    if (found := _MINUTES.fullmatch(said)) is not None:
        minutes = int(found[1])
    elif said in {"半小时", "半个小时", "半个钟头"}:
        minutes = 30
    elif (found := _HOURS.fullmatch(said)) is not None:
        hours = _NUMBERS.get(found[1]) or int(found[1])
        minutes = 60 * hours + (30 if found[2] or found[3] else 0)
    else:
        return None
    return minutes if 0 < minutes <= MOST_MINUTES else None


def found(courses: Iterable[Course], text: str, words: Sequence[str]) -> list[Course]:
    """The courses that hold all that was asked for, blanks between; else those that hold most of these `words`.

    Among equals in the order given. A single character decides nothing beside longer ones.
    """
    listed = list(courses)
    asked = [one.casefold() for one in text.split()]
    whole = [course for course in listed if asked and all(one in _said(course) for one in asked)]
    if whole:
        return whole
    parts = {one.casefold() for one in words if len(one) > 1}
    weighed = [(sum(one in _said(course) for one in parts), course) for course in listed]
    return [course for weight, course in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def _said(course: Course) -> str:
    return "\n".join((course.title, course.teacher, course.note, KIND_NAMES[course.kind])).casefold()
