"""A programme: what whom is to study, a piece a week (S3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.members import Member, MemberFlag, MemberStatus, is_counted

LONGEST_TITLE: Final = 60
LONGEST_WORDS: Final = 200
FEWEST_SHOWN: Final = 5  # a smaller number would be people rather than a number


class Learners(StrEnum):
    """Whom of a node a programme is for: all its members, or a class of them."""

    EVERYONE = "everyone"
    PROBATIONARY = "probationary"
    ACTIVISTS = "activists"
    RETIRED = "retired"
    VETERANS = "veterans"
    MOBILE = "mobile"


LEARNER_NAMES: Final[Mapping[Learners, str]] = MappingProxyType(
    {
        Learners.EVERYONE: "全体党员",
        Learners.PROBATIONARY: "预备党员",
        Learners.ACTIVISTS: "入党积极分子",
        Learners.RETIRED: "离退休党员",
        Learners.VETERANS: "老党员",
        Learners.MOBILE: "流动党员",
    }
)
_STATUSES: Final = MappingProxyType(
    {
        Learners.PROBATIONARY: MemberStatus.PROBATIONARY_MEMBER,
        Learners.ACTIVISTS: MemberStatus.APPLICANT_ACTIVIST,
    }
)
_FLAGS: Final = MappingProxyType(
    {
        Learners.RETIRED: MemberFlag.RETIRED_MEMBER,
        Learners.VETERANS: MemberFlag.VETERAN_MEMBER,
        Learners.MOBILE: MemberFlag.MOBILE_MEMBER,
    }
)


class Method(StrEnum):
    """How a mark came about; all count the same (S3, O5)."""

    BUTTON = "button"
    TYPED = "typed"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Programme:
    id: int
    node_id: int
    learners: Learners
    title: str
    created_by: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to be studied in one week: `opens_on` to `due_on`, both included.

    `course_id` points into the library; `link` and `words` are its own. `minutes` is how long it is by its author's
    word, and what it counts; nobody's reading is timed (S4).
    """

    id: int
    programme_id: int
    number: int
    title: str
    course_id: int | None
    link: str | None
    words: str
    minutes: int
    opens_on: date
    due_on: date
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """已学. `entered_by` is the leader where it came on paper."""

    piece_id: int
    member_id: int
    marked_at: datetime
    method: Method
    entered_by: int | None


def belongs(member: Member, learners: Learners) -> bool:
    """Whether somebody is of this class; who is removed or suspended belongs to none."""
    if learners in _STATUSES:
        return member.status is _STATUSES[learners]
    return is_counted(member) and (learners is Learners.EVERYONE or _FLAGS[learners] in member.flags)


def count_shown(marked: int) -> int | None:
    """How many have marked a piece, as leaders see it; None where that would point at people."""
    return marked if marked >= FEWEST_SHOWN else None
