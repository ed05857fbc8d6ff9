"""Meetings as a file for the calendar of a telephone (M30). The only file that knows icalendar.

An entry is known by its UID; its SEQUENCE grows with each change, so that the calendar replaces what it has. A meeting
that was called off comes with METHOD:CANCEL, which takes the entry away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from domain.access import Action
from domain.meetings import KINDS, Meeting, MeetingKind, MeetingState
from domain.members import COMMITTEE_ROLES, Member
from domain.messages import File, Message
from domain.nodes import Node
from services import access, venues
from services.turn import Turn
from storage import meetings, nodes, people
from storage import rescheduling as store
from storage.rescheduling import Entry
from texts import invitation_files as say

MOST_NODES: Final = 8
_PRODUCT: Final = "-//xiaoban//meetings//ZH"


@dataclass(frozen=True, slots=True)
class Choices:
    """Whose meetings somebody may have as a file, besides their own; `committee` where they sit in one."""

    nodes: Sequence[Node]
    committee: Node | None


async def choices(turn: Turn, member: Member) -> Choices:
    tree = await nodes.tree(turn.tx)
    managed = await access.nodes_for(turn, member, Action.MANAGE_MEETING)
    offices = await people.offices_of(turn.tx, member.id)
    home = tree.branch_of(member.node_id)
    sits = any(office.role in COMMITTEE_ROLES and home is not None and office.node_id == home.id for office in offices)
    return Choices([tree[one] for one in managed[:MOST_NODES]], home if sits else None)


async def of_mine(turn: Turn, member: Member) -> Message | None:
    """All meetings to come that this member is expected at; None where there are none."""
    coming = await meetings.of_member(turn.tx, member.id, turn.now)
    return await _message(turn, member, coming, say.mine())


async def of_node(turn: Turn, member: Member, node_id: int) -> Message | None:
    """All meetings to come of a node that somebody manages; None where there are none, or it is not theirs."""
    if not await access.may(turn, member, Action.MANAGE_MEETING, node_id):
        return None
    name = (await nodes.tree(turn.tx))[node_id].name
    coming = await meetings.in_nodes(turn.tx, [node_id], turn.now, still_open=True)
    return await _message(turn, member, coming, name)


async def of_committee(turn: Turn, member: Member) -> Message | None:
    """The committee's meetings to come, for who sits in it."""
    home = (await choices(turn, member)).committee
    if home is None:
        return None
    coming = await meetings.in_nodes(turn.tx, [home.id], turn.now, still_open=True)
    of_committee = [one for one in coming if one.kind is MeetingKind.COMMITTEE_MEETING]
    return await _message(turn, member, of_committee, KINDS[MeetingKind.COMMITTEE_MEETING].word)


async def of_meeting(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """One meeting, also one that was called off; for who is expected there or manages it."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None:
        return None
    invited = member.id in await meetings.expected_ids(turn.tx, meeting_id)
    if not invited and not await access.may(turn, member, Action.MANAGE_MEETING, meeting.node_id):
        return None
    return await _message(turn, member, [meeting], meeting.title)


async def _message(turn: Turn, member: Member, some: Sequence[Meeting], name: str) -> Message | None:
    if not some:
        return None
    known = await store.entries(turn.tx, [one.id for one in some])
    calendar = _calendar(cancels=all(one.state is MeetingState.CANCELLED for one in some))
    for meeting in some:
        place = await venues.address_for(turn, member, meeting) or meeting.place
        for sitting, start in enumerate([meeting.starts_at, *([meeting.second_at] if meeting.second_at else [])], 1):
            calendar.add_component(_event(meeting, sitting, start, place, known[meeting.id], turn.now))
    calendar.add_missing_timezones()
    cancelled = some[0].state is MeetingState.CANCELLED
    words = say.caption(some, turn.now, cancelled=cancelled)
    return Message(words, file=File(say.file_name(name), calendar.to_ical()))


def _calendar(*, cancels: bool) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancels else "PUBLISH")
    return calendar


def _event(meeting: Meeting, sitting: int, starts_at: datetime, place: str, known: Entry, now: datetime) -> Event:
    event = Event()
    # Two bots number their meetings alike: the moment of announcing tells them apart, and never changes.
    named = f"xiaoban:{meeting.id}:{known.announced_at.timestamp()}" + ("" if sitting == 1 else f":{sitting}")
    event.add("uid", f"{uuid5(NAMESPACE_URL, named)}@xiaoban")
    event.add("sequence", known.changes)
    event.add("dtstamp", now)
    start = starts_at.astimezone(now.tzinfo)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=KINDS[meeting.kind].default_minutes))
    event.add("summary", say.summary(meeting, sitting))
    event.add("location", place)
    event.add("description", say.description(meeting))
    event.add("status", "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED")
    return event
