"""The sign-in sheet as a table for printing and filing (REC-05, X1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.dates import clock_words, day_words, moment_words
from domain.meetings import Attendee, Meeting, attendance_status
from domain.messages import File, Message
from services.exporting import tables
from services.turn import Turn
from storage import attendance as store
from storage import make_up, marks, nodes, people
from texts import sheets as say

WIDTHS = (6, 12, 12, 16, 20, 14, 14, 26)  # REC-05: number, name, identity, group, time, method, signature, remark


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same lines for every format; leave reasons are never in it (M12)."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


async def sign_in_sheet(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> Message:
    """A workbook that prints on A4, landscape."""
    made = await _made(turn, meeting, attendees)
    data = tables.xlsx(say.tab(), made.title, made.header, made.rows, WIDTHS)
    name = say.file_name(meeting, day_words(meeting.starts_at, turn.now), "xlsx")
    return Message(say.caption(meeting), file=File(name, data))


async def comma_separated(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> Message:
    """For whoever takes it on into another programme."""
    made = await _made(turn, meeting, attendees)
    data = tables.comma_separated(made.title, made.header, made.rows)
    name = say.file_name(meeting, day_words(meeting.starts_at, turn.now), "csv")
    return Message(say.caption_csv(meeting), file=File(name, data))


async def _made(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> Sheet:
    tree = await nodes.tree(turn.tx)
    remarks = await _remarks(turn, meeting, attendees)
    rows = [
        [
            str(number),
            one.member.name,
            say.identity(one.status),
            tree[one.member.node_id].name if one.member.node_id in tree else "",
            clock_words(one.present_at, turn.now) if one.present_at is not None else "",
            say.method(one.method),
            "",
            remarks[one.member.id],
        ]
        for number, one in enumerate(attendees, 1)
    ]
    return Sheet(say.title(meeting, moment_words(meeting.starts_at, turn.now)), say.header(), rows)


async def _remarks(turn: Turn, meeting: Meeting, attendees: Sequence[Attendee]) -> dict[int, str]:
    """What stands behind each name, by member id: who put it down, where it was not the member."""
    recorded = await store.recorders(turn.tx, meeting.id)
    gone = await marks.signed_out(turn.tx, meeting.id)
    made_up = await make_up.recorders(turn.tx, meeting.id)
    by_whom = [by for by, _ in (*recorded.values(), *made_up.values())]
    who = {member.id: member.name for member in await people.many(turn.tx, by_whom)}
    remarks = {}
    for one in attendees:
        remark = say.status(attendance_status(one, closed=True))
        if one.left_early:
            remark = say.with_left_early(remark)
        if one.member.id in gone and one.present_at is not None:
            minutes = (gone[one.member.id] - one.present_at) // timedelta(minutes=1)
            remark = say.besides(remark, say.signed_out(clock_words(gone[one.member.id], turn.now), minutes))
        if one.member.id in made_up:
            by, at = made_up[one.member.id]
            remark = say.made_up_for(who.get(by, ""), moment_words(at, turn.now))
        if one.member.id in recorded:
            by, at = recorded[one.member.id]
            remark = say.besides(remark, say.recorded(who.get(by, ""), moment_words(at, turn.now)))
        remarks[one.member.id] = remark
    return remarks
