"""Who is responsible for what, and how soon: the rules of one branch, all in one document (H8, E1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from domain.concerns import Topic, Urgency
from domain.members import Role
from domain.requests.clocks import Clocks
from domain.workdays import QUIET_HOURS, WORKING_HOURS, Hours

_MINUTES: Final = timedelta(minutes=1)
_HOURS: Final = timedelta(hours=1)
_DAYS: Final = timedelta(days=1)

ROUTES: Final[Mapping[Topic, Role]] = MappingProxyType(
    {
        Topic.HEALTH: Role.ORGANIZATION_MEMBER,
        Topic.HARDSHIP: Role.ORGANIZATION_MEMBER,
        Topic.ELDER_CHILD_CARE: Role.GROUP_LEADER,
        Topic.EMPLOYMENT: Role.YOUTH_MEMBER,
        Topic.SCHOOLING: Role.PUBLICITY_MEMBER,
        Topic.RIGHTS: Role.DISCIPLINE_MEMBER,
        Topic.NEIGHBOURHOOD: Role.GROUP_LEADER,
        Topic.HOUSING: Role.GROUP_LEADER,
        Topic.PARTY_AFFAIRS: Role.ORGANIZATION_MEMBER,
        Topic.WORK: Role.ORGANIZATION_MEMBER,
        Topic.MIND: Role.GROUP_LEADER,
        Topic.OTHER: Role.BRANCH_SECRETARY,
    }
)  # where a post is vacant, the ladder goes on to the next rung
CLOCKS: Final[Mapping[Urgency, Clocks]] = MappingProxyType(
    {
        Urgency.ORDINARY: Clocks(24 * _HOURS, 24 * _HOURS, 3 * _DAYS, 7 * _DAYS),
        Urgency.PRESSING: Clocks(8 * _HOURS, 4 * _HOURS, 2 * _DAYS, 5 * _DAYS),
        Urgency.URGENT: Clocks(2 * _HOURS, 30 * _MINUTES, 24 * _HOURS, 3 * _DAYS, always=True),
    }
)  # after the drafts for Beijing 12345: two hours for life and property, a day for utilities, seven days else


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a branch's rules; never changed, only followed by another.

    `routes` names every topic. `clocks` names every urgency; `topic_clocks` are the exceptions. `dispatcher` gets what
    nobody could sort (转人工). `words` are the branch's own: a word that stands in a text points at its topic. `duty`
    are days off on which people work all the same.
    """

    routes: Mapping[Topic, Role] = field(default_factory=lambda: ROUTES)
    dispatcher: Role = Role.BRANCH_SECRETARY
    clocks: Mapping[Urgency, Clocks] = field(default_factory=lambda: CLOCKS)
    topic_clocks: Mapping[tuple[Topic, Urgency], Clocks] = field(default_factory=dict)
    quiet: Hours = QUIET_HOURS
    hours: Hours = WORKING_HOURS
    duty: frozenset[date] = frozenset()
    words: Mapping[str, Topic] = field(default_factory=dict)

    def role_for(self, topic: Topic | None) -> Role:
        """The post that answers for a topic; the dispatcher's where nobody could say what it is about."""
        return self.dispatcher if topic is None else self.routes[topic]

    def clocks_for(self, topic: Topic, urgency: Urgency) -> Clocks:
        return self.topic_clocks.get((topic, urgency), self.clocks[urgency])


DEFAULT: Final = Policy()
