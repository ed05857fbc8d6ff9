"""When the organisation comes (六必访, 六必到), who goes, within what time, with what (CARE-05, C17).

The list is a branch's own; these are the defaults it starts from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.members import Role


class VisitTrigger(StrEnum):
    """Why somebody goes. The first six are CARE-05; `CONDOLENCE` is 吊唁 after a member's death."""

    FESTIVAL = "festival"
    HOSPITAL = "hospital"
    DISASTER_ACCIDENT = "disaster_accident"
    BEREAVEMENT = "bereavement"
    HARDSHIP = "hardship"
    VETERAN = "veteran"
    CONDOLENCE = "condolence"
    CONFLICT = "conflict"
    LOW_SPIRITS = "low_spirits"
    NEWBORN = "newborn"
    EXAM = "exam"
    LOST_WORK = "lost_work"
    MOVING = "moving"
    CAREGIVING = "caregiving"
    MISSED = "missed"
    OTHER = "other"


TRIGGER_NAMES: Final[Mapping[VisitTrigger, str]] = MappingProxyType(
    {
        VisitTrigger.FESTIVAL: "节日走访",
        VisitTrigger.HOSPITAL: "住院",
        VisitTrigger.DISASTER_ACCIDENT: "受灾或意外",
        VisitTrigger.BEREAVEMENT: "亲人去世",
        VisitTrigger.HARDSHIP: "生活困难",
        VisitTrigger.VETERAN: "看望老党员",
        VisitTrigger.CONDOLENCE: "吊唁慰问",
        VisitTrigger.CONFLICT: "家庭或邻里矛盾",
        VisitTrigger.LOW_SPIRITS: "心里不好受",
        VisitTrigger.NEWBORN: "添了孩子",
        VisitTrigger.EXAM: "孩子高考",
        VisitTrigger.LOST_WORK: "失业",
        VisitTrigger.MOVING: "搬家",
        VisitTrigger.CAREGIVING: "照护家人",
        VisitTrigger.MISSED: "好久没联系",
        VisitTrigger.OTHER: "别的事",
    }
)

# What somebody may report. 思想波动 is said by the person concerned or not at all: nobody watches anybody's mood.
REPORTED: Final = (
    VisitTrigger.HOSPITAL,
    VisitTrigger.DISASTER_ACCIDENT,
    VisitTrigger.BEREAVEMENT,
    VisitTrigger.HARDSHIP,
    VisitTrigger.CONFLICT,
    VisitTrigger.CAREGIVING,
    VisitTrigger.LOST_WORK,
    VisitTrigger.NEWBORN,
    VisitTrigger.EXAM,
    VisitTrigger.MOVING,
    VisitTrigger.OTHER,
)
OF_ONESELF: Final = frozenset({VisitTrigger.LOW_SPIRITS})
# In an emergency nobody waits for an answer; after a death there is nobody to ask.
UNASKED: Final = frozenset({VisitTrigger.DISASTER_ACCIDENT, VisitTrigger.CONDOLENCE})


@dataclass(frozen=True, slots=True)
class Rule:
    """Who goes for a trigger, within how many hours of hearing of it, and what to bring; `on` False: not here."""

    role: Role
    hours: int
    brings: str
    on: bool = True


LONGEST_BRINGS: Final = 60
_LEADER, _SECRETARY, _ORGANISER = Role.GROUP_LEADER, Role.BRANCH_SECRETARY, Role.ORGANIZATION_MEMBER
DEFAULTS: Final[Mapping[VisitTrigger, Rule]] = MappingProxyType(
    {
        VisitTrigger.FESTIVAL: Rule(_SECRETARY, 14 * 24, "一声问候"),
        VisitTrigger.HOSPITAL: Rule(_LEADER, 72, "先问方便的时间，坐一会儿就好"),
        VisitTrigger.DISASTER_ACCIDENT: Rule(_SECRETARY, 24, "先问人平安不平安，缺什么"),
        VisitTrigger.BEREAVEMENT: Rule(_SECRETARY, 48, "问一问要不要人手"),
        VisitTrigger.HARDSHIP: Rule(_SECRETARY, 7 * 24, "带上能用的政策说明"),
        VisitTrigger.VETERAN: Rule(_LEADER, 14 * 24, "陪着聊聊天"),
        VisitTrigger.CONDOLENCE: Rule(_SECRETARY, 24, "向家属致哀，问一问要办的事"),
        VisitTrigger.CONFLICT: Rule(_SECRETARY, 72, "只听，不评对错"),
        VisitTrigger.LOW_SPIRITS: Rule(_LEADER, 24, "多听少说"),
        VisitTrigger.NEWBORN: Rule(_LEADER, 14 * 24, "一声祝贺"),
        VisitTrigger.EXAM: Rule(_LEADER, 7 * 24, "一声加油"),
        VisitTrigger.LOST_WORK: Rule(_ORGANISER, 7 * 24, "带上就业服务的地址和电话"),
        VisitTrigger.MOVING: Rule(_LEADER, 7 * 24, "问一问要不要搭把手"),
        VisitTrigger.CAREGIVING: Rule(_LEADER, 7 * 24, "问一问能替换几个小时吗"),
        VisitTrigger.MISSED: Rule(_LEADER, 14 * 24, "陪着聊聊天"),
        VisitTrigger.OTHER: Rule(_LEADER, 7 * 24, "先听本人说"),
    }
)


def may_report(trigger: VisitTrigger, *, of_oneself: bool) -> bool:
    """Whether this may be reported, of oneself or of somebody else."""
    return trigger in REPORTED or (of_oneself and trigger in OF_ONESELF)


def due_on(rule: Rule, now: datetime) -> date:
    """The day by which somebody goes, in the zone of `now`. Hours end with their day: nobody is timed to the minute."""
    return (now + timedelta(hours=rule.hours)).date()


def days_to_go(hours: int) -> str:
    """`1 天`, `14 天`: nobody is timed to the hour."""
    return f"{max(1, hours // 24)} 天"
