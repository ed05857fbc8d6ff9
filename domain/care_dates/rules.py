"""Who is visited at 春节 and 七一, and why: a branch's rules, each switched and set by itself (K4, CARE-02..04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.members import Member, MemberFlag, MemberStatus, is_counted
from domain.party_dates import PartyDates

FOUNDING: Final = date(1949, 10, 1)  # who joined before is visited, each of them (CARE-03)
AGES: Final = range(50, 121)  # what a rule's number may be


class CareRule(StrEnum):
    """`AGED` and `ELDERLY` ask for an age, `STANDING` for years of standing; the others for what the roster says."""

    PRE_1949 = "pre_1949"
    AGED = "aged"
    STANDING = "standing"
    VETERAN = "veteran"
    HARDSHIP = "hardship"
    ELDERLY = "elderly"


OF_AGE: Final = frozenset({CareRule.AGED, CareRule.ELDERLY})
WITH_NUMBER: Final = OF_AGE | {CareRule.STANDING}


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """Whether a branch uses a rule, and its number of years, where it has one."""

    on: bool = True
    years: int = 0


# Everybody of 65 is half of many a branch, more than can be visited: that rule waits for a tap.
DEFAULTS: Final[Mapping[CareRule, RuleSetting]] = MappingProxyType(
    {
        CareRule.PRE_1949: RuleSetting(),
        CareRule.AGED: RuleSetting(years=80),
        CareRule.STANDING: RuleSetting(years=50),
        CareRule.VETERAN: RuleSetting(),
        CareRule.HARDSHIP: RuleSetting(),
        CareRule.ELDERLY: RuleSetting(on=False, years=65),
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one member for these rules; `age` and `standing` in full years on the day, None if unknown."""

    member: Member
    dates: PartyDates
    age: int | None
    standing: int | None


def joined_before_1949(known: Known) -> bool:
    """By the day of joining, or by the roster's own mark where the day is not known."""
    joined = known.dates.join_date
    if joined is None:
        return MemberFlag.PRE_1949_MEMBER in known.member.flags
    return joined < FOUNDING


def reasons(known: Known, settings: Mapping[CareRule, RuleSetting]) -> list[CareRule]:
    """The rules by which somebody is on the list. What is unknown fits no rule: nothing is guessed."""
    if not is_counted(known.member):
        return []
    return [rule for rule in CareRule if settings[rule].on and _fits(rule, settings[rule].years, known)]


def unknown(known: Iterable[Known], settings: Mapping[CareRule, RuleSetting]) -> int:
    """How many may be missing on the list because nobody has written down when they were born."""
    if not any(settings[rule].on for rule in OF_AGE):
        return 0
    return sum(one.age is None and is_counted(one.member) for one in known)


def standing(dates: PartyDates, today: date) -> int | None:
    """Full years since full membership (MEM-03); None where that day is not known."""
    full = dates.full_member_date
    if full is None or full > today:
        return None
    month, day = (2, 28) if (full.month, full.day) == (2, 29) else (full.month, full.day)
    return today.year - full.year - ((today.month, today.day) < (month, day))


def _fits(rule: CareRule, years: int, known: Known) -> bool:
    match rule:
        case CareRule.PRE_1949:
            return joined_before_1949(known)
        case CareRule.AGED | CareRule.ELDERLY:
            return known.age is not None and known.age >= years
        case CareRule.STANDING:
            full = known.member.status is MemberStatus.FULL_MEMBER
            return full and known.standing is not None and known.standing >= years
        case CareRule.VETERAN:
            return MemberFlag.VETERAN_MEMBER in known.member.flags
        case CareRule.HARDSHIP:
            return MemberFlag.MEMBER_IN_HARDSHIP in known.member.flags
