"""What members offer to help with: by their own word alone, as often as they say, seen by whom they say (O12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Skill(StrEnum):
    LAW = "law"
    MEDICAL = "medical"
    LISTENING = "listening"
    REPAIRS = "repairs"
    COMPANY = "company"
    PHONES = "phones"
    LANGUAGES = "languages"
    TUTORING = "tutoring"
    ARTS = "arts"
    OTHER = "other"


class SeenBy(StrEnum):
    """Who may find an offer; those who lead the branch find each."""

    LEADERS = "leaders"
    GROUP = "group"
    BRANCH = "branch"


SKILL_NAMES: Final[Mapping[Skill, str]] = MappingProxyType(
    {
        Skill.LAW: "法律",
        Skill.MEDICAL: "医疗",
        Skill.LISTENING: "心理",
        Skill.REPAIRS: "水电",
        Skill.COMPANY: "陪诊",
        Skill.PHONES: "手机",
        Skill.LANGUAGES: "外语",
        Skill.TUTORING: "辅导",
        Skill.ARTS: "文艺",
        Skill.OTHER: "其他",
    }
)
# What people type when they look for somebody; never used on anything else that somebody wrote.
_ALSO: Final[Mapping[Skill, tuple[str, ...]]] = MappingProxyType(
    {
        Skill.LAW: ("律师", "合同", "官司", "调解"),
        Skill.MEDICAL: ("医生", "护士", "量血压", "看病"),
        Skill.LISTENING: ("谈心", "聊天", "倾听"),
        Skill.REPAIRS: ("修水管", "漏水", "电路", "跳闸", "电工", "水管", "修灯", "维修"),
        Skill.COMPANY: ("陪同", "去医院", "挂号", "看护"),
        Skill.PHONES: ("电脑", "上网", "微信"),
        Skill.LANGUAGES: ("英语", "翻译", "日语"),
        Skill.TUTORING: ("作业", "功课", "补课", "孩子"),
        Skill.ARTS: ("书法", "唱歌", "摄影", "跳舞", "写字"),
    }
)
SEEN_NAMES: Final[Mapping[SeenBy, str]] = MappingProxyType(
    {
        SeenBy.LEADERS: "支部的负责同志",
        SeenBy.GROUP: "本小组的同志",
        SeenBy.BRANCH: "全支部的同志",
    }
)
TIMES: Final = (1, 2, 4)  # a month
LONGEST_WORDS: Final = 60
LONGEST_ASK: Final = 200
MOST_OFFERS: Final = 6
MOST_ASKS: Final = 3  # of one person that wait for an answer


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers, in their own words, at most `a_month` times a month."""

    id: int
    member_id: int
    skill: Skill
    words: str
    a_month: int
    seen_by: SeenBy
    paused: bool


@dataclass(frozen=True, slots=True)
class SkillAsk:
    """Somebody asks for what somebody offers; `said` is None until they answered."""

    id: int
    skill_id: int
    member_id: int
    asker_id: int
    words: str
    asked_at: datetime
    said: bool | None


def is_shown(offer: Offer, *, leads: bool, same_group: bool, same_branch: bool) -> bool:
    """Whether somebody may find it: as far as its owner says, and not while it is paused."""
    if offer.paused:
        return False
    match offer.seen_by:
        case SeenBy.LEADERS:
            return leads
        case SeenBy.GROUP:
            return leads or same_group
        case SeenBy.BRANCH:
            return leads or same_branch


def is_free(offer: Offer, promised: int) -> bool:
    """Whether there is room left in this month for one more; `promised` were said yes to."""
    return promised < offer.a_month


def fits(offer: Offer, wanted: str) -> bool:
    """Whether an offer is what was typed: its kind, a word for its kind, or a word of its owner."""
    said = "".join(wanted.split())
    if not said:
        return True
    known = (SKILL_NAMES[offer.skill], *_ALSO.get(offer.skill, ()))
    return said in offer.words or any(word in said or said in word for word in known)


def read_skill(text: str) -> Skill | None:
    return next((skill for skill, name in SKILL_NAMES.items() if name == text.strip()), None)


def read_seen_by(text: str) -> SeenBy | None:
    return next((seen for seen, name in SEEN_NAMES.items() if name == text.strip()), None)
