"""The five big buttons of an asker, and the topics behind each (H2)."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from domain.concerns import SURE, Concern, Topic
from domain.members import Role


class Area(StrEnum):
    LIFE = "生活"
    STUDY = "学习"
    WORK = "工作"
    MIND = "思想"
    RIGHTS = "维权"


AREAS: Final[dict[Area, tuple[Topic, ...]]] = {
    Area.LIFE: (Topic.HEALTH, Topic.HARDSHIP, Topic.ELDER_CHILD_CARE, Topic.HOUSING, Topic.NEIGHBOURHOOD),
    Area.STUDY: (Topic.SCHOOLING, Topic.PARTY_AFFAIRS),
    Area.WORK: (Topic.EMPLOYMENT, Topic.WORK),
    Area.MIND: (Topic.MIND, Topic.PARTY_AFFAIRS),
    Area.RIGHTS: (Topic.RIGHTS, Topic.HOUSING, Topic.NEIGHBOURHOOD),
}
OFFERED: Final = 3  # the best three hold the right one in 95 of 100
_LIKELY: Final = 0.5
_ALSO: Final = 0.10  # from here on a second topic is named beside the first


def best(concern: Concern, area: Area | None) -> tuple[Topic, ...]:
    """The topics to offer, best first; an area that the asker chose leaves the others out."""
    ranked = [topic for topic, _ in concern.ranked if area is None or topic in AREAS[area]]
    return tuple(ranked[:OFFERED])


def is_sure(concern: Concern, area: Area | None, role_for: Callable[[Topic], Role]) -> bool:
    """Whether it may go to the first topic's post without asking: what must be sure is who gets it.

    Topics that go to the same post stand together, once the first is likelier than all others; a slip between them
    changes a word on a card and nobody's wait. Within an area, what lies outside it does not count.
    """
    within = _within(concern, area)
    everything = sum(chance for _, chance in within) if area is not None else 1.0
    if not everything:
        return False
    first, likely = within[0]
    same_post = sum(chance for topic, chance in within if role_for(topic) is role_for(first))
    return likely / everything >= _LIKELY and same_post / everything >= SURE


def also(concern: Concern, area: Area | None) -> Topic | None:
    """The second topic, where it is near enough to be named."""
    ranked = [topic for topic, chance in _within(concern, area) if chance >= _ALSO]
    return ranked[1] if len(ranked) > 1 else None


def _within(concern: Concern, area: Area | None) -> Sequence[tuple[Topic, float]]:
    return [(topic, chance) for topic, chance in concern.ranked if area is None or topic in AREAS[area]]
