"""来龙去脉: all that happened to one entry, for the two it concerns (M26, REC-06)."""

from datetime import datetime

from domain.access import Action
from domain.meetings import Attendee, Meeting
from domain.members import Member
from domain.messages import Message
from services import access
from services.turn import Turn
from storage import attendance as entries
from storage import attendees, meetings
from storage import disputes as store
from storage import marks as mark_store
from storage import people as members
from texts import disputes as say


async def show(turn: Turn, reader: Member, meeting_id: int, member_id: int) -> Message | None:
    """来龙去脉: all that happened to one entry, in its order; for the member and for who may correct it."""
    meeting = await meetings.get(turn.tx, meeting_id)
    one = await attendees.one(turn.tx, meeting_id, member_id) if meeting is not None else None
    if meeting is None or one is None:
        return None
    own = reader.id == member_id
    if not own and not await access.may(turn, reader, Action.RECORD_PAPER, meeting.node_id, about=member_id):
        return None
    return say.trail(meeting, one, [words for _, words in sorted(await _lines(turn, meeting, one))], turn.now)


async def _lines(turn: Turn, meeting: Meeting, one: Attendee) -> list[tuple[datetime, str]]:
    """(when, what) of everything that was done to an entry."""
    member_id, now = one.member.id, turn.now
    corrected = await entries.reasons_for(turn.tx, meeting.id, member_id)
    noted = [mark for mark in await mark_store.of_meeting(turn.tx, meeting.id) if mark.member_id == member_id]
    contested = await store.of(turn.tx, meeting.id, member_id)
    entry = await entries.entry(turn.tx, meeting.id, member_id)
    acted = {each.made_by for each, _ in corrected} | {mark.made_by for mark in noted}
    acted |= {each.decided_by for each in contested if each.decided_by is not None}
    acted |= {entry.recorded_by} if entry is not None and entry.recorded_by is not None else set()
    who = {each.id: each.name for each in await members.many(turn.tx, sorted(acted))}
    lines: list[tuple[datetime, str]] = []
    if entry is not None:
        by = None if entry.recorded_by is None else who.get(entry.recorded_by, "")
        lines.append((entry.recorded_at, say.line_entered(entry.method, by, entry.recorded_at, now)))
    for each, reason in corrected:
        words = say.line_corrected(who.get(each.made_by, ""), reason, each.made_at, now, present=each.present)
        lines.append((each.made_at, words))
    for mark in noted:
        by = who.get(mark.made_by, "")
        lines.append((mark.made_at, say.line_marked(by, mark.mark, mark.reason, mark.made_at, now)))
    for dispute in contested:
        lines.append((dispute.asked_at, say.line_contested(dispute, now)))
        if dispute.decided_at is not None:
            by = who.get(dispute.decided_by or 0, "")
            lines.append((dispute.decided_at, say.line_decided(dispute, by, now)))
    return lines
