"""What else can be done with a meeting: one list for who leads it, one for who is invited. A feature adds a line."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.features import Feature
from domain.joint import may_be_joint
from domain.meetings import Attendee, Meeting, MeetingState
from domain.members import Member
from domain.messages import Message
from services import features, leading, meetings
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
MOST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One button: `action` gets the meeting's id; its label is the block `label_<action>` of `meeting_menu.j2`.

    `concerns`: for an invitee's list, whether it is of any use to this one.
    """

    action: str
    phases: frozenset[Phase]
    feature: Feature = Feature.MEETINGS
    fits: Callable[[Meeting], bool] = lambda _meeting: True
    concerns: Callable[[Attendee], bool] = lambda _one: True


# In each phase the order is that of how often one is wanted.
FOR_LEADERS: Final[tuple[Entry, ...]] = (
    Entry("ti", frozenset({Phase.OPEN}), Feature.PAPER),
    Entry("cos", frozenset({Phase.OPEN}), Feature.CODES),
    Entry("mi", HELD, Feature.RECORDS),
    Entry("reo", HELD, Feature.RECORDS),
    Entry("agp", ALWAYS),
    Entry("coo", frozenset({Phase.OPEN}), Feature.CODES),
    Entry("mk", HELD),
    Entry("fbr", frozenset({Phase.CLOSED}), Feature.MEETING_FEEDBACK),
    Entry("mic", frozenset({Phase.CLOSED}), Feature.RECORDS),
    Entry("rsm", COMING),
    Entry("rsc", COMING),
    Entry("slw", frozenset({Phase.AHEAD}), fits=lambda meeting: meeting.second_at is None),
    Entry("jo", frozenset({Phase.AHEAD}), fits=may_be_joint),
    Entry("mbg", ALWAYS, Feature.MOBILE),
    Entry("icsm", COMING),
)
FOR_INVITEES: Final[tuple[Entry, ...]] = (
    Entry("fbs", frozenset({Phase.CLOSED}), Feature.MEETING_FEEDBACK, concerns=lambda one: one.present),
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


async def fitting_for(turn: Turn, meeting: Meeting, invitee: Attendee) -> list[str]:
    """The actions that make sense now for one who is invited."""
    return [one.action for one in await _fitting(turn, meeting, FOR_INVITEES) if one.concerns(invitee)]


async def _fitting(turn: Turn, meeting: Meeting, entries: tuple[Entry, ...]) -> list[Entry]:
    """What makes sense now, in its order."""
    on, now = await features.all_on_at(turn, meeting.node_id), phase(meeting, turn)
    return [one for one in entries if now in one.phases and one.feature in on and one.fits(meeting)]


async def for_leader(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """The list for who leads the meeting; None where it is none of theirs."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    return say.menu(meeting, [one.action for one in await _fitting(turn, meeting, FOR_LEADERS)])


async def for_invitee(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """The list for who is invited; None for whom it does not concern."""
    meeting = await store.get(turn.tx, meeting_id)
    invitee = await attendees.one(turn.tx, meeting_id, member.id)
    if meeting is None or invitee is None:
        return None
    return say.menu(meeting, await fitting_for(turn, meeting, invitee))


async def been_to(turn: Turn, member: Member) -> Message | None:
    """What can still be done with one's own meetings of the last month; None where there was none.

    Whoever was put down as absent has no message of ours under which to say that it is not so: this is their way.
    """
    mine = await store.of_member(turn.tx, member.id, turn.now - meetings.LOOK_BACK)
    been = [one for one in mine if phase(one, turn) in HELD]
    if len(been) == 1:
        return await for_invitee(turn, member, been[0].id)
    return say.been_to(been[::-1][:MOST_SHOWN], turn.now) if been else None
