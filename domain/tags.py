"""In which classes a member is led, as tags: each may have several, sees them all, and may say that one is wrong (O7).

A tag decides nothing about anybody. It sets defaults, once, when it is given; who wants it otherwise changes that.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.members import MemberFlag, MemberStatus
from domain.reminders import Mode


class Tag(StrEnum):
    RETIRED = "retired"
    LAID_OFF = "laid_off"
    DUAL = "dual"
    MOBILE = "mobile"
    SELF_MANAGED = "self_managed"
    SHIFTS = "shifts"
    HARDSHIP = "hardship"
    VETERAN = "veteran"
    HONORARY = "honorary"
    HOME_STUDY = "home_study"
    PROBATIONARY = "probationary"


TAG_NAMES: Final[Mapping[Tag, str]] = MappingProxyType(
    {
        Tag.RETIRED: "离退休",
        Tag.LAID_OFF: "下岗失业",
        Tag.DUAL: "在职双管",
        Tag.MOBILE: "流动",
        Tag.SELF_MANAGED: "自管",
        Tag.SHIFTS: "倒班",
        Tag.HARDSHIP: "困难",
        Tag.VETERAN: "老党员",
        Tag.HONORARY: "荣誉",
        Tag.HOME_STUDY: "送学上门",
        Tag.PROBATIONARY: "预备",
    }
)
FLAGS: Final[Mapping[Tag, MemberFlag]] = MappingProxyType(
    {
        Tag.RETIRED: MemberFlag.RETIRED_MEMBER,
        Tag.MOBILE: MemberFlag.MOBILE_MEMBER,
        Tag.HARDSHIP: MemberFlag.MEMBER_IN_HARDSHIP,
        Tag.VETERAN: MemberFlag.VETERAN_MEMBER,
        Tag.HOME_STUDY: MemberFlag.EXEMPT_HARD_REQUIREMENT,
    }
)
MODES: Final[Mapping[Tag, Mode]] = MappingProxyType({Tag.RETIRED: Mode.DAILY, Tag.SHIFTS: Mode.DAILY})
GIVEN: Final = tuple(tag for tag in Tag if tag is not Tag.PROBATIONARY)  # 预备 is what the roster says, no choice
# Honour is given by others; 送学上门 lifts what is asked of everybody, which is the branch's to say (EDU-06).
OWN: Final = tuple(tag for tag in GIVEN if tag not in {Tag.HONORARY, Tag.HOME_STUDY})
LONGEST_REASON: Final = 100


@dataclass(frozen=True, slots=True)
class Tagged:
    """One tag of one member. `set_by` is a member's id, None where the roster says so; an `id` of 0 has no row yet.

    `contested_at` is when the member said that it is wrong, `decided_at` when the keeper answered and why: it stands.
    """

    id: int
    member_id: int
    tag: Tag
    set_by: int | None
    set_at: datetime | None
    contested_at: datetime | None = None
    decided_at: datetime | None = None
    answer: str | None = None

    @property
    def waits(self) -> bool:
        """Whether the keeper has still to look at it."""
        return self.contested_at is not None and self.decided_at is None


def of_roster(status: MemberStatus, flags: Collection[MemberFlag]) -> list[Tag]:
    """The tags that the roster itself says: by standing, and by flags that nobody set as a tag."""
    told = [tag for tag, flag in FLAGS.items() if flag in flags]
    return [*([Tag.PROBATIONARY] if status is MemberStatus.PROBATIONARY_MEMBER else []), *told]


def may_contest(one: Tagged) -> bool:
    """Once: a tag that the keeper has looked at stands, and what the roster says is put right by 更正."""
    return one.tag is not Tag.PROBATIONARY and one.contested_at is None


def may_take_off(one: Tagged) -> bool:
    """Their own choice: gone with the tap that says it is wrong."""
    return one.set_by == one.member_id


def flags_with(flags: Iterable[MemberFlag], tag: Tag) -> frozenset[MemberFlag]:
    return frozenset(flags) | ({FLAGS[tag]} if tag in FLAGS else set())


def flags_without(flags: Iterable[MemberFlag], tag: Tag) -> frozenset[MemberFlag]:
    return frozenset(flags) - ({FLAGS[tag]} if tag in FLAGS else set())
