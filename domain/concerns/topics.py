"""What a concern can be about, how urgent it is, and whether somebody is in danger."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Topic(StrEnum):
    """The twelve things a help request can be about. Political attitude and religion are none of them (C8)."""

    HEALTH = "医疗健康"
    HARDSHIP = "生活困难/经济救助"
    ELDER_CHILD_CARE = "养老托幼/家庭"
    EMPLOYMENT = "就业创业"
    SCHOOLING = "教育培训/子女就学"
    RIGHTS = "权益维护/法律"
    NEIGHBOURHOOD = "邻里/社区环境"
    HOUSING = "住房物业"
    PARTY_AFFAIRS = "组织关系/党务"
    WORK = "工作支持"
    MIND = "心理情绪/思想困惑"
    OTHER = "其他"


TO_A_HUMAN: Final = "转人工"

# What a button and a status card say: the first half of the name is enough.
SHORT_NAMES: Final[Mapping[Topic, str]] = MappingProxyType(
    {topic: "邻里环境" if topic is Topic.NEIGHBOURHOOD else topic.partition("/")[0] for topic in Topic}
)


class Urgency(StrEnum):
    ORDINARY = "普通"
    PRESSING = "较急"
    URGENT = "紧急"


class DangerLevel(IntEnum):
    """How plainly a text speaks of danger to life (C9).

    WEAK is a cue that is asked about gently and in private; EXPLICIT is a statement, violence or a medical emergency;
    IMMINENT has a plan, means, or now in it. Negation never clears a level, and a third person counts.
    """

    NONE = 0
    WEAK = 1
    EXPLICIT = 2
    IMMINENT = 3


@dataclass(frozen=True, slots=True)
class Danger:
    """`calls_human` is true for EXPLICIT and IMMINENT, and for a WEAK cue that the second opinion shares."""

    level: DangerLevel
    calls_human: bool


@dataclass(frozen=True, slots=True)
class Concern:
    """What a text is about, as far as a program can tell.

    `ranked` are all topics, best first, each with a calibrated probability (0 to 1); `confidence` is that of the first.
    `because` are the words that decided, at most four, as they stand in the text. `topic` is None where a human has to
    say: confidence below SURELY_NOT.
    """

    topic: Topic | None
    ranked: tuple[tuple[Topic, float], ...]
    confidence: float
    urgency: Urgency
    because: tuple[str, ...]


SURE: Final = 0.80  # from here on the text is routed without asking
SURELY_NOT: Final = 0.40  # below, nobody guesses: a human dispatcher
