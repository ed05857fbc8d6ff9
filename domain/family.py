"""替人代办: who may answer for whom, by the consent of both, until one of them says no more (U9).

Whoever stands for somebody answers invitations, asks for leave, says what was studied and asks for help. They never
sign in for anybody: that is the leader's, in the open (M35).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MOST: Final = 2  # who stand for one person
MOST_FOR: Final = 5  # whom one person stands for


class Tie(StrEnum):
    FAMILY = "family"
    PAIR = "pair"


class Deed(StrEnum):
    """What is done on behalf; signing in is not among it."""

    GOING = "going"
    LEAVE = "leave"
    STUDIED = "studied"
    MADE_UP = "made_up"
    HELP = "help"


TIE_NAMES: Final = {Tie.FAMILY: "亲属", Tie.PAIR: "结对"}
DEED_NAMES: Final = {
    Deed.GOING: "答复会来",
    Deed.LEAVE: "请假",
    Deed.STUDIED: "记已学",
    Deed.MADE_UP: "记补学",
    Deed.HELP: "求助",
}


@dataclass(frozen=True, slots=True)
class Proxy:
    """`proxy_id` stands for `member_id`. Both must have said yes; `consent_by` is the leader who heard it from a
    member without a telephone."""

    id: int
    member_id: int
    proxy_id: int
    tie: Tie
    asked_by: int
    asked_at: datetime
    agreed_at: datetime | None = None
    consent_by: int | None = None
    ended_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @property
    def waits(self) -> bool:
        return self.agreed_at is None and self.ended_at is None


def answers(proxy: Proxy) -> int:
    """Who has to say yes: the one of the two who did not ask. Where that is a member without a telephone, a leader
    asks them and writes it down."""
    return proxy.proxy_id if proxy.asked_by == proxy.member_id else proxy.member_id


def read_tie(text: str) -> Tie | None:
    return next((tie for tie, name in TIE_NAMES.items() if name == text.strip()), None)
