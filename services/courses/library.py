"""Looking into the library. Looking is not noted: there is nothing to note it in (S4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain import courses as rules
from domain.access import Action
from domain.courses import Course
from domain.members import Member
from services import access, libraries, segmenting
from services.turn import Turn
from storage import courses as store

A_PAGE: Final = 6


@dataclass(frozen=True, slots=True)
class Page:
    """Courses to choose from; `number` counts from 0, `pages` is how many there are, `keeps` whether one may add."""

    courses: Sequence[Course]
    number: int
    pages: int
    keeps: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One course as somebody sees it; `keeps` whether it is theirs to change."""

    course: Course
    keeps: bool


async def get(turn: Turn, course_id: int) -> Course | None:
    """A course by its id, retired or not, whoever asks: for matters that refer to it."""
    return await store.get(turn.tx, course_id)


async def choose(turn: Turn, member: Member, words: str = "", most: int = 8) -> list[Course]:
    """The newest courses a member may see, or those that fit these words best, to pick one from."""
    offered = await store.offered(turn.tx, await libraries.open_to(turn, member))
    return (_fitting(offered, words) if words.strip() else offered)[:most]


async def newest(turn: Turn, member: Member, number: int = 0) -> Page:
    """A page of all courses, newest first; a number past the end is the last page."""
    return _page(
        await store.offered(turn.tx, await libraries.open_to(turn, member)),
        number,
        await libraries.kept_at(turn, member) is not None,
    )


async def search(turn: Turn, member: Member, words: str) -> Page:
    """The first page of what fits these words. What was asked for is not kept."""
    offered = await store.offered(turn.tx, await libraries.open_to(turn, member))
    return _page(_fitting(offered, words), 0, await libraries.kept_at(turn, member) is not None)


async def card(turn: Turn, member: Member, course_id: int) -> Card | None:
    """One course; None where it is in no library that is open to this member, or retired and not theirs to keep."""
    course = await store.get(turn.tx, course_id)
    if course is None or course.node_id not in await libraries.open_to(turn, member):
        return None
    keeps = await libraries.keeps(turn, member, course.node_id)
    return Card(course, keeps) if keeps or not course.retired else None


async def retire(turn: Turn, member: Member, course_id: int, *, back: bool) -> Card | None:
    """Take a course out of the offer, or bring it `back`; None where that is not theirs to do."""
    course = await store.get(turn.tx, course_id)
    if course is None or not await access.may(turn, member, Action.MANAGE_STUDY, course.node_id):
        return None
    await store.retire(turn.tx, course_id, None if back else turn.now)
    return await card(turn, member, course_id)


def _fitting(courses: Sequence[Course], words: str) -> list[Course]:
    return rules.found(courses, words, segmenting.cut(words))


def _page(courses: Sequence[Course], number: int, keeps: bool) -> Page:
    pages = max(1, -(-len(courses) // A_PAGE))
    at = min(max(number, 0), pages - 1)
    return Page(courses[at * A_PAGE : (at + 1) * A_PAGE], at, pages, keeps)
