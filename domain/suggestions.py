"""The suggestion box without names, and the desk where proposals are answered in the open (H30, H31)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.members import Role

LONGEST_WORDS: Final = 1000
LONGEST_SUMMARY: Final = 60
LONGEST_ANSWER: Final = 500
MOST_A_DAY: Final = 3
OPENED_AT: Final = time(9)  # like a letter box on a wall: emptied once a day, so that the hour of writing says nothing
NOT_AFTER: Final = time(21)  # nobody is rung up at night because the bot was away in the morning
KEPT_FOR: Final = timedelta(days=365)


class Readers(StrEnum):
    """Whom the author gives it to. A word about the secretary can pass by the secretary (H10)."""

    LEADERS = "leaders"
    SECRETARY = "secretary"
    DEPUTY = "deputy"
    DISCIPLINE = "discipline"


READING: Final[Mapping[Readers, frozenset[Role]]] = MappingProxyType(
    {
        Readers.LEADERS: frozenset({Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY}),
        Readers.SECRETARY: frozenset({Role.BRANCH_SECRETARY}),
        Readers.DEPUTY: frozenset({Role.DEPUTY_SECRETARY}),
        Readers.DISCIPLINE: frozenset({Role.DISCIPLINE_MEMBER}),
    }
)
READER_NAMES: Final[Mapping[Readers, str]] = MappingProxyType(
    {
        Readers.LEADERS: "书记和副书记",
        Readers.SECRETARY: "书记",
        Readers.DEPUTY: "副书记",
        Readers.DISCIPLINE: "纪检委员",
    }
)
DESK_ROLES: Final = frozenset({Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.DISCIPLINE_MEMBER})


class SuggestionStatus(StrEnum):
    NEW = "new"
    SET_ASIDE = "set_aside"
    ANSWERED = "answered"


class ProposalStatus(StrEnum):
    """What everybody may see of a proposal (H31)."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    DECLINED = "declined"


PROPOSAL_NAMES: Final[Mapping[ProposalStatus, str]] = MappingProxyType(
    {
        ProposalStatus.RECEIVED: "收到",
        ProposalStatus.IN_PROGRESS: "正在办",
        ProposalStatus.ANSWERED: "已答复",
        ProposalStatus.DECLINED: "不采纳并说明",
    }
)
NEEDS_ANSWER: Final = frozenset({ProposalStatus.ANSWERED, ProposalStatus.DECLINED})  # 不采纳 is never said without why


def offered(held: Collection[Role]) -> list[Readers]:
    """Whom an author can choose, where these posts are held by somebody the bot can reach; the usual choice first.

    书记和副书记 together stands for the secretary alone where there is no deputy, and is not offered twice.
    """
    both = READING[Readers.LEADERS] <= set(held)
    single = [one for one in (Readers.SECRETARY, Readers.DEPUTY, Readers.DISCIPLINE) if READING[one] & set(held)]
    return [Readers.LEADERS, *single] if both else single


def may_read(readers: Readers, posts: Collection[Role]) -> bool:
    """Whether somebody with these posts at the branch is one of those the author chose."""
    return not READING[readers].isdisjoint(posts)


def is_in_hand(day: date, today: date) -> bool:
    """Whether words of that day may be seen by now: the day after at the earliest."""
    return day < today


@dataclass(slots=True)
class Quota:
    """How many suggestions each account has put in today, in memory only: on paper it would say who they are from.

    A restart forgives everybody, and a turn that had to be run again counts twice; both are cheaper than a record.
    """

    most: int = MOST_A_DAY
    _day: date = date.min
    _given: dict[int, int] = field(default_factory=dict)

    def is_left(self, who: int, today: date) -> bool:
        self._turn_page(today)
        return self._given.get(who, 0) < self.most

    def take(self, who: int, today: date) -> None:
        self._turn_page(today)
        self._given[who] = self._given.get(who, 0) + 1

    def forgive(self) -> None:
        """Start anew, as a restart does."""
        self._given.clear()

    def _turn_page(self, today: date) -> None:
        if today != self._day:
            self._day = today
            self._given.clear()
