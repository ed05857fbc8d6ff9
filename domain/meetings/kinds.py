"""The kinds of meeting, and what each one asks for (M1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MeetingKind(StrEnum):
    GENERAL_MEETING = "general_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    GROUP_MEETING = "group_meeting"
    PARTY_LECTURE = "party_lecture"
    THEME_DAY = "theme_day"
    ORGANIZATIONAL_LIFE_MEETING = "organizational_life_meeting"
    DEMOCRATIC_APPRAISAL = "democratic_appraisal"
    OTHER = "other"


class Expected(StrEnum):
    """Who is to come."""

    EVERYONE = "everyone"
    COMMITTEE = "committee"
    GROUP = "group"


class Period(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class QuorumRule(StrEnum):
    """Which arithmetic decides whether a meeting may decide. A kind without one shows its numbers only."""

    GENERAL = "general"
    ADMISSION = "admission"
    COMMITTEE = "committee"
    ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a kind is held: at least `at_least` times per `per`.

    `national` is False where no national text gives a number and ours is a default that a branch may change.
    """

    per: Period
    at_least: int
    national: bool
    source: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """What the texts say of one kind; `default_minutes` is how long it usually lasts."""

    word: str
    expected: Expected
    frequency: Frequency | None
    quorum: QuorumRule | None
    default_minutes: int

    @property
    def has_quorum(self) -> bool:
        return self.quorum is not None


KINDS: Final[Mapping[MeetingKind, KindRule]] = MappingProxyType(
    {
        MeetingKind.GENERAL_MEETING: KindRule(
            "支部党员大会",
            Expected.EVERYONE,
            Frequency(Period.QUARTER, 1, national=True, source="MTG-01, 支部 Art. 11, 14"),
            QuorumRule.GENERAL,
            120,
        ),
        MeetingKind.COMMITTEE_MEETING: KindRule(
            "支委会",
            Expected.COMMITTEE,
            Frequency(Period.MONTH, 1, national=True, source="MTG-02, 支部 Art. 12, 14"),
            QuorumRule.COMMITTEE,
            90,
        ),
        MeetingKind.GROUP_MEETING: KindRule(
            "党小组会",
            Expected.GROUP,
            Frequency(Period.MONTH, 1, national=True, source="MTG-03, 支部 Art. 13, 14"),
            None,
            60,
        ),
        MeetingKind.PARTY_LECTURE: KindRule(
            "党课",
            Expected.EVERYONE,
            Frequency(Period.QUARTER, 1, national=False, source="MTG-04, 支部 Art. 16 (no number); local custom"),
            None,
            90,
        ),
        MeetingKind.THEME_DAY: KindRule(
            "主题党日",
            Expected.EVERYONE,
            Frequency(Period.MONTH, 1, national=True, source="MTG-05, 教管 Art. 16"),
            None,
            180,
        ),
        MeetingKind.ORGANIZATIONAL_LIFE_MEETING: KindRule(
            "组织生活会",
            Expected.EVERYONE,
            Frequency(Period.YEAR, 1, national=True, source="MTG-07, 支部 Art. 17; 教管 Art. 17"),
            None,
            120,
        ),
        MeetingKind.DEMOCRATIC_APPRAISAL: KindRule(
            "民主评议党员",
            Expected.EVERYONE,
            Frequency(Period.YEAR, 1, national=True, source="MTG-08, 支部 Art. 18; 教管 Art. 18"),
            None,
            120,
        ),
        MeetingKind.OTHER: KindRule("其他会议", Expected.EVERYONE, None, None, 60),
    }
)

KIND_WORDS: Final[Mapping[str, MeetingKind]] = MappingProxyType(
    {rule.word: kind for kind, rule in KINDS.items()}
    | {
        "党员大会": MeetingKind.GENERAL_MEETING,
        "支部大会": MeetingKind.GENERAL_MEETING,
        "大会": MeetingKind.GENERAL_MEETING,
        "支部委员会": MeetingKind.COMMITTEE_MEETING,
        "支部委员会会议": MeetingKind.COMMITTEE_MEETING,
        "支委会议": MeetingKind.COMMITTEE_MEETING,
        "委员会": MeetingKind.COMMITTEE_MEETING,
        "小组会": MeetingKind.GROUP_MEETING,
        "党小组会议": MeetingKind.GROUP_MEETING,
        "小组会议": MeetingKind.GROUP_MEETING,
        "上党课": MeetingKind.PARTY_LECTURE,
        "党日": MeetingKind.THEME_DAY,
        "主题党日活动": MeetingKind.THEME_DAY,
        "组织生活": MeetingKind.ORGANIZATIONAL_LIFE_MEETING,
        "民主评议": MeetingKind.DEMOCRATIC_APPRAISAL,
        "评议": MeetingKind.DEMOCRATIC_APPRAISAL,
        "其他": MeetingKind.OTHER,
        "其它": MeetingKind.OTHER,
    }
)


def kind_of(text: str) -> MeetingKind | None:
    """The kind somebody typed; blanks do not matter. None where no word of ours is meant."""
    return KIND_WORDS.get("".join(text.split()))
