"""What a meeting decided by hand or on paper: counts, the sum behind them, and who declares (QRM-05, 08, 14)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.meetings import MeetingKind, QuorumRule
from domain.quorum import Comparison, QuorumSheet, motion_passes

LONGEST: Final = 300
MOST: Final = 500  # votes of one kind; a branch is smaller, a slip of the finger is not


class Matter(StrEnum):
    """What is decided. `AGREED`: nobody voted, everybody was of one mind."""

    MOTION = "motion"
    ADMISSION = "admission"
    FULL_MEMBERSHIP = "full_membership"
    AGREED = "agreed"


class Outcome(StrEnum):
    CARRIED = "carried"
    REJECTED = "rejected"


MATTER_NAMES: Final[Mapping[Matter, str]] = MappingProxyType(
    {
        Matter.MOTION: "一般事项，表决",
        Matter.ADMISSION: "接收预备党员",
        Matter.FULL_MEMBERSHIP: "预备党员转正",
        Matter.AGREED: "没有表决，大家议定",
    }
)
# One person at a time, and the opinions that absent voters wrote before the meeting count (QRM-08).
OF_ONE_PERSON: Final = frozenset({Matter.ADMISSION, Matter.FULL_MEMBERSHIP})


@dataclass(frozen=True, slots=True)
class Votes:
    """Heads counted in the room; `written_ayes` are those of absent voters, handed in before (QRM-08)."""

    ayes: int
    noes: int = 0
    abstentions: int = 0
    written_ayes: int = 0

    @property
    def in_the_room(self) -> int:
        return self.ayes + self.noes + self.abstentions


class VoteProblem(StrEnum):
    UNREADABLE = "unreadable"
    MORE_THAN_PRESENT = "more_than_present"
    MORE_THAN_ABSENT = "more_than_absent"


@dataclass(frozen=True, slots=True)
class Resolution:
    """One thing decided. `votes` is None where nobody voted, `outcome` until the result is declared.

    From then on `expected_voters` and `present_voters` are what they were at that moment.
    """

    id: int
    meeting_id: int
    matter: Matter
    text: str
    votes: Votes | None
    recorded_by: int
    outcome: Outcome | None = None
    declared_by: int | None = None
    declared_at: datetime | None = None
    expected_voters: int | None = None
    present_voters: int | None = None


def matters(kind: MeetingKind) -> tuple[Matter, ...]:
    """What may be decided there: admission and transfer are the general meeting's (QRM-08)."""
    if kind is MeetingKind.GENERAL_MEETING:
        return tuple(Matter)
    return (Matter.MOTION, Matter.AGREED)


def quorum_rule(matter: Matter) -> QuorumRule | None:
    """The rule that takes the place of the meeting's own; None where its own holds."""
    return QuorumRule.ADMISSION if matter in OF_ONE_PERSON else None


def carries(matter: Matter, votes: Votes, sheet: QuorumSheet) -> Comparison | None:
    """The sum behind a vote: more than half of those expected (QRM-05); None where no rule says anything.

    Of a committee it is more than half of its members: 支部 Art. 12 names the quorum only, so it is shown as to be
    confirmed.
    """
    if sheet.kind is MeetingKind.COMMITTEE_MEETING:
        return motion_passes(votes.ayes, 0, sheet.committee_size or 0)
    if sheet.kind is not MeetingKind.GENERAL_MEETING:
        return None
    return motion_passes(votes.ayes, votes.written_ayes, sheet.expected_voters, admission=matter in OF_ONE_PERSON)


def may_carry(matter: Matter, votes: Votes | None, sheet: QuorumSheet) -> bool:
    """Whether 通过 can be declared: enough were there and enough agreed, or no rule asks for a number."""
    if votes is None:
        return True
    found = carries(matter, votes, sheet)
    return sheet.met is not False and (found is None or found.holds)


def problem(votes: Votes, sheet: QuorumSheet) -> VoteProblem | None:
    """What cannot be: more votes than voters in the room, more opinions in writing than voters who stayed away."""
    if max(votes.in_the_room, votes.written_ayes) > MOST:
        return VoteProblem.UNREADABLE
    if votes.in_the_room > voters_in_the_room(sheet):
        return VoteProblem.MORE_THAN_PRESENT
    if votes.written_ayes > sheet.expected_voters - sheet.present_voters:
        return VoteProblem.MORE_THAN_ABSENT
    return None


def voters_in_the_room(sheet: QuorumSheet) -> int:
    """Who could raise a hand: a committee's members, else the voters who are there."""
    return sheet.present_all if sheet.kind is MeetingKind.COMMITTEE_MEETING else sheet.present_voters


_NAMED: Final = re.compile(r"(赞成|同意|反对|不同意|弃权)\D{0,3}?(\d+)|(\d+)\D{0,2}?(赞成|同意|反对|不同意|弃权)")
_NUMBER: Final = re.compile(r"\d+")


def read_votes(text: str) -> Votes | None:
    """`赞成8 反对1 弃权1`, `8 1 1`, or `8` where all agreed; None where it says nothing of the kind."""
    plain = unicodedata.normalize("NFKC", text)
    named: dict[str, int] = {}
    for word_first, count_after, count_first, word_after in _NAMED.findall(plain):
        named.setdefault(word_first or word_after, int(count_after or count_first))
    if named:
        ayes = named.get("赞成", named.get("同意", 0))
        return Votes(ayes, named.get("反对", named.get("不同意", 0)), named.get("弃权", 0))
    counts = [int(one) for one in _NUMBER.findall(plain)]
    return Votes(*counts) if 0 < len(counts) <= 3 and not re.search(r"[^\d\s,、/.。票]", plain) else None


def read_count(text: str) -> int | None:
    """One number of people: `2`, `2份`, `没有`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in {"没有", "无", "零"}:
        return 0
    found = re.fullmatch(r"(\d{1,3})\s*[份人票个]?", plain)
    return int(found[1]) if found else None


# What a chat must not decide: ballots are secret and need people in a room (QRM-14). Whole terms, so that 选哪天去
# and 选一本书 are still opinions.
_BALLOT: Final = re.compile(
    r"选举|差额|等额|换届|票决|投票选|当选|候选人|罢免|补选|推选|选(?:一?[位名个])?(?:新)?(?:副?书记|支委|委员|组长|代表)"
    r"|(?:接收|吸收|发展|同意).{0,12}(?:预备党员|入党)|转正|处分|处理党员|警告|留党察看|开除|除名|撤销.{0,4}职务|不合格党员|民主评议"
)


def is_ballot(text: str) -> bool:
    """Whether a question is one for a ballot or a meeting, never for buttons in a chat (M18, QRM-14)."""
    return _BALLOT.search("".join(unicodedata.normalize("NFKC", text).split())) is not None
