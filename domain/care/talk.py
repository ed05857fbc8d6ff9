"""Heart-to-heart talks (谈心谈话): who, when, where; that it took place; never what was said (C15, TALK-01 to TALK-07).

提醒谈话 is another kind of thing (TALK-04) and has no place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LONGEST_PLACE: Final = 30
LONGEST_NOTE: Final = 200


class TalkTrigger(StrEnum):
    """Why the organisation offers a talk (六必谈, TALK-01). A branch keeps the ones it wants."""

    CHANGE = "change"  # a new job, a relation moved in
    ACHIEVEMENT = "achievement"
    SETBACK = "setback"
    DISAGREEMENT = "disagreement"
    ADMISSION = "admission"
    APPRAISAL = "appraisal"
    MISSED = "missed"  # not one of the six: nobody has asked after them for a year (K12)


TALK_NAMES: Final[Mapping[TalkTrigger, str]] = MappingProxyType(
    {
        TalkTrigger.CHANGE: "岗位或组织关系变动",
        TalkTrigger.ACHIEVEMENT: "取得成绩",
        TalkTrigger.SETBACK: "家里有事或遇到难处",
        TalkTrigger.DISAGREEMENT: "有不同意见",
        TalkTrigger.ADMISSION: "入党、转正这样的大事",
        TalkTrigger.APPRAISAL: "民主评议以后",
        TalkTrigger.MISSED: "好久没聊了",
    }
)


class Place(StrEnum):
    """Face to face first, by telephone for who is away (TALK-05)."""

    HOME = "home"
    BRANCH = "branch"
    WALK = "walk"
    PHONE = "phone"
    OTHER = "other"


class TalkState(StrEnum):
    """`ASKED`: one has proposed a time, the other answers. `DECLINED` and `CANCELLED` carry no reason and need none."""

    ASKED = "asked"
    AGREED = "agreed"
    HELD = "held"
    DECLINED = "declined"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Talk:
    """`asker_id` began it; `proposer_id` named the time that stands, so the other one answers to it.

    `noted_by` has written a line to keep; `note_agreed` tells that the other one agreed to keep it.
    """

    id: int
    asker_id: int
    other_id: int
    proposer_id: int
    starts_at: datetime
    place: Place
    state: TalkState
    trigger: TalkTrigger | None = None
    held_on: date | None = None
    noted_by: int | None = None
    note_agreed: bool = False

    @property
    def parties(self) -> tuple[int, int]:
        return self.asker_id, self.other_id

    def partner_of(self, member_id: int) -> int:
        return self.other_id if member_id == self.asker_id else self.asker_id


def may_take(talk: Talk, member_id: int, now: datetime) -> bool:
    """Whether this one may say yes to the time: the one who did not propose it, while it lies ahead."""
    mine = member_id in talk.parties and member_id != talk.proposer_id
    return mine and talk.state is TalkState.ASKED and talk.starts_at > now


def may_settle(talk: Talk, member_id: int) -> bool:
    """Whether this one may still move it, call it off or say that it was held."""
    return member_id in talk.parties and talk.state in {TalkState.ASKED, TalkState.AGREED}
