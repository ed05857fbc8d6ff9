"""Announcing a meeting, looking at it, closing it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from domain import meetings as rules
from domain.access import Action
from domain.features import Feature
from domain.meetings import Attendee, Meeting, MeetingKind, MeetingState, Tally, tally
from domain.members import Member
from services import access, besides, boards, counting, features, leading, meeting_cards, sheets
from services.joint import totals
from services.make_up import giving
from services.meeting_feedback import asking as feedback
from services.mobility import guests
from services.turn import Turn
from storage import attendees, nodes, people
from storage import meetings as store
from storage.meetings import Plan
from texts import panel as say_panel

LOOK_BACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Closed:
    """`make_ups` is how many who were not there have something to make up for (M15); `records`: minutes are kept."""

    meeting: Meeting
    make_ups: int
    records: bool


@dataclass(frozen=True, slots=True)
class AlreadyClosed:
    pass


@dataclass(frozen=True, slots=True)
class TooEarlyToClose:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Refused:
    pass


@dataclass(frozen=True, slots=True)
class Closing:
    """It may be closed; these are the numbers it would close with."""

    meeting: Meeting
    numbers: Tally


NotNow: TypeAlias = AlreadyClosed | TooEarlyToClose | Refused


async def invited(turn: Turn, kind: MeetingKind, node_id: int) -> tuple[Member, ...]:
    """Who a meeting of this kind at this node is for (M3)."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(node_id)
    reach = tree.subtree(branch.id if branch is not None else node_id)
    return rules.expected(
        kind, node_id, await people.in_nodes(turn.tx, reach), await people.offices_at(turn.tx, reach), tree
    )


async def board_chat(turn: Turn, kind: MeetingKind, node_id: int) -> int | None:
    """The one chat in which the board stands: the node's own, else the nearest above, else the only one below.

    A committee meeting has none: it concerns a few, who get it in their private chats (U3).
    """
    if kind is MeetingKind.COMMITTEE_MEETING:
        return None
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(node_id)
    for node in tree.ladder(node_id):
        own = await nodes.chats_of(turn.tx, frozenset({node.id}))
        if own:
            return own[0].chat_id
        if branch is not None and node.id == branch.id:
            break
    below = await nodes.chats_of(turn.tx, tree.subtree(node_id))
    return below[0].chat_id if len(below) == 1 else None


async def announce(turn: Turn, organiser: Member, plan: Plan) -> Meeting | None:
    """Write the meeting and its invitees, and put up the board. None where the organiser may not."""
    if not await access.may(turn, organiser, Action.MANAGE_MEETING, plan.node_id):
        return None
    meeting = await store.announce(turn.tx, plan, await invited(turn, plan.kind, plan.node_id), turn.now)
    if organiser.telegram_id is not None:
        await boards.open_panel(turn, meeting, organiser.telegram_id)
    await boards.refresh(turn, [meeting])
    await guests.invite(turn, meeting)
    return meeting


async def look(turn: Turn, leader: Member, meeting_id: int) -> tuple[Meeting, Tally] | None:
    """A meeting with its numbers, for somebody who manages it; None where it is none of theirs."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    return meeting, tally(everybody, closed=meeting.state is MeetingState.CLOSED)


async def may_close(turn: Turn, leader: Member, meeting_id: int) -> Closing | NotNow:
    """Whether somebody may close a meeting now."""
    seen = await look(turn, leader, meeting_id)
    if seen is None:
        return Refused()
    meeting, numbers = seen
    if meeting.state is not MeetingState.ANNOUNCED:
        return AlreadyClosed()
    return TooEarlyToClose(meeting) if turn.now < meeting.opens_at else Closing(meeting, numbers)


async def close(turn: Turn, leader: Member, meeting_id: int) -> Closed | NotNow:
    """End a meeting: the board becomes the result, the leader gets the sign-in sheet."""
    closing = await may_close(turn, leader, meeting_id)
    if not isinstance(closing, Closing):
        return closing
    meeting = closing.meeting
    if not await store.close(turn.tx, meeting_id, turn.now):
        return AlreadyClosed()
    await boards.refresh(turn, [meeting, *await totals.meetings_of(turn, meeting)])
    if leader.telegram_id is not None:
        await hand_sheet(turn, leader.telegram_id, meeting_id)
    closed = await store.get(turn.tx, meeting_id) or meeting
    await feedback.begin(turn, closed)
    await meeting_cards.refresh(turn, closed)
    records = await features.on_at(turn, Feature.RECORDS, meeting.node_id)
    return Closed(closed, len(await giving.settle(turn, closed)), records)


async def hand_sheet_again(turn: Turn, leader: Member, meeting_id: int) -> bool:
    """The sign-in sheet as it stands by now, with who has made up for it; False where it is none of theirs."""
    seen = await look(turn, leader, meeting_id)
    if seen is None or seen[0].state is not MeetingState.CLOSED or leader.telegram_id is None:
        return False
    await hand_sheet(turn, leader.telegram_id, meeting_id)
    return True


async def hand_sheet(turn: Turn, telegram_id: int, meeting_id: int) -> None:
    """Send the sign-in sheet in words, with the quorum written out, and as a table."""
    meeting = await store.get(turn.tx, meeting_id)
    if meeting is None:
        return
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    quorum, note = await counting.sheet(turn, meeting), await boards.backfilled(turn, meeting_id)
    beside = await besides.lines(turn, meeting, everybody)
    numbers = tally(everybody, closed=True)
    turn.tell(telegram_id, say_panel.sheet(meeting, everybody, numbers, quorum, turn.now, note, beside))
    turn.tell(telegram_id, await sheets.sign_in_sheet(turn, meeting, everybody), silent=True)


async def managed(turn: Turn, leader: Member) -> list[Meeting]:
    """Meetings of the last month and to come that somebody manages."""
    own = await access.nodes_for(turn, leader, Action.MANAGE_MEETING)
    return await store.in_nodes(turn.tx, own, turn.now - LOOK_BACK)


async def mine(turn: Turn, member: Member, since: datetime) -> list[tuple[Meeting, Attendee]]:
    """A member's own meetings from a moment on, each with what is known of that member."""
    found: list[tuple[Meeting, Attendee]] = []
    for meeting in await store.of_member(turn.tx, member.id, since):
        one = await attendees.one(turn.tx, meeting.id, member.id)
        if one is not None:
            found.append((meeting, one))
    return found
