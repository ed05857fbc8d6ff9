"""What else can be done with a meeting: one list for who leads it, one for who is invited. A feature adds a line."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.features import Feature
from domain.joint import may_be_joint
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.messages import Message
from services import features, meetings
from services.turn import Turn
from storage import attendees
from storage import meetings as store
from texts import meeting_menu as say


class Phase(StrEnum):
    """How far a meeting has come, for what can be done with it."""

    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


HELD: Final = frozenset({Phase.OPEN, Phase.CLOSED})
COMING: Final = frozenset({Phase.AHEAD, Phase.OPEN})
ALWAYS: Final = frozenset({Phase.AHEAD, Phase.OPEN, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One button: `action` gets the meeting's id; its label is the block `label_<action>` of `meeting_menu.j2`."""

    action: str
    phases: frozenset[Phase]
    feature: Feature = Feature.MEETINGS
    fits: Callable[[Meeting], bool] = lambda _meeting: True


FOR_LEADERS: Final[tuple[Entry, ...]] = (
    Entry("ti", frozenset({Phase.OPEN}), Feature.PAPER),
    Entry("cos", frozenset({Phase.OPEN}), Feature.CODES),
    Entry("coo", frozenset({Phase.OPEN}), Feature.CODES),
    Entry("mk", HELD),
    Entry("mbg", ALWAYS, Feature.MOBILE),
    Entry("reo", HELD, Feature.RECORDS),
    Entry("fbr", frozenset({Phase.CLOSED}), Feature.MEETING_FEEDBACK),
    Entry("agp", ALWAYS),
    Entry("jo", frozenset({Phase.AHEAD}), fits=may_be_joint),
    Entry("slw", frozenset({Phase.AHEAD}), fits=lambda meeting: meeting.second_at is None),
    Entry("mi", HELD, Feature.RECORDS),
    Entry("mic", frozenset({Phase.CLOSED}), Feature.RECORDS),
    Entry("rsm", COMING),
    Entry("rsc", COMING),
    Entry("icsm", COMING),
)
FOR_INVITEES: Final[tuple[Entry, ...]] = (
    Entry("fbs", frozenset({Phase.CLOSED}), Feature.MEETING_FEEDBACK),
    Entry("di", HELD),
    Entry("icsm", frozenset({*COMING, Phase.CANCELLED})),
)


def phase(meeting: Meeting, turn: Turn) -> Phase:
    """Open from the first moment one can sign in until somebody closes it."""
    match meeting.state:
        case MeetingState.CANCELLED:
            return Phase.CANCELLED
        case MeetingState.CLOSED:
            return Phase.CLOSED
        case MeetingState.ANNOUNCED:
            return Phase.AHEAD if turn.now < meeting.opens_at else Phase.OPEN


async def fitting(turn: Turn, meeting: Meeting, entries: tuple[Entry, ...]) -> list[str]:
    """The actions that make sense now, in their order."""
    on, now = await features.all_on_at(turn, meeting.node_id), phase(meeting, turn)
    return [one.action for one in entries if now in one.phases and one.feature in on and one.fits(meeting)]


async def for_leader(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """The list for who leads the meeting; None where it is none of theirs."""
    seen = await meetings.look(turn, leader, meeting_id)
    if seen is None:
        return None
    return say.menu(seen[0], await fitting(turn, seen[0], FOR_LEADERS))


async def for_invitee(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """The list for who is invited; None for whom it does not concern."""
    meeting = await store.get(turn.tx, meeting_id)
    if meeting is None or await attendees.one(turn.tx, meeting_id, member.id) is None:
        return None
    return say.menu(meeting, await fitting(turn, meeting, FOR_INVITEES))
