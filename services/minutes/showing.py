"""The page of one meeting's minutes, the list of all, and the files."""

from datetime import timedelta
from enum import IntEnum

from domain.access import Action
from domain.features import Feature
from domain.members import Member
from domain.messages import File, Message
from services import access, features, leading, sheets
from services.exporting.markdown import markdown
from services.exporting.word import docx
from services.minutes import composing, rights
from services.turn import Turn
from storage import access_log, attendees, filings, people
from storage import meetings as store_meetings
from storage import minutes as store
from texts import minutes as say
from texts import record_paper
from texts.minutes import Listed, Page

PAGE = 8
LOOK_BACK = timedelta(days=366)
EXPORTED, EXPORTED_SHEET = "export_minutes", "export_sheet"


class Form(IntEnum):
    """What a file is; the number is in the button."""

    WORD = 0
    MARKDOWN = 1


async def page(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """What stands in the minutes and what can be done with them; None for whom they are not open."""
    meeting = await rights.held(turn, member, meeting_id)
    if meeting is None:
        return None
    versions = await store.of_meeting(turn.tx, meeting_id)
    filing = await filings.of(turn.tx, meeting_id)
    recorder = await people.get(turn.tx, filing.member_id) if filing is not None else None
    shown = Page(
        meeting,
        versions[-1].content if versions else None,
        amended=max(0, len(versions) - 1),
        given_to=recorder.name if recorder is not None and recorder.id != member.id else "",
        due_on=filing.due_on if filing is not None else None,
    )
    return say.page(shown, turn.now)


async def listed(turn: Turn, member: Member, number: int) -> Message:
    """A page of the year's meetings whose minutes are open to somebody, newest first; those they are to write too."""
    asked = await store_meetings.get_many(turn.tx, await filings.given_to(turn.tx, member.id))
    own = await access.nodes_for(turn, member, Action.MANAGE_MEETING)
    managed = await store_meetings.in_nodes(turn.tx, own, turn.now - LOOK_BACK)
    known = {one.id: one for one in (*managed, *asked.values())}
    past = [one for one in known.values() if one.is_held(turn.now)]
    past.sort(key=lambda one: (one.starts_at, one.id), reverse=True)
    on = await features.where_on(turn, Feature.RECORDS, {one.node_id for one in past})
    open_ones = [one for one in past if one.node_id in on]
    seen = open_ones[number * PAGE : (number + 1) * PAGE]
    written = await store.written(turn.tx, [one.id for one in seen])
    more = len(open_ones) > (number + 1) * PAGE
    return say.listed([Listed(one, one.id in written) for one in seen], number, turn.now, more=more)


async def file(turn: Turn, member: Member, meeting_id: int, form: Form) -> Message | None:
    """The minutes as a file, written into the access log; None for whom they are not open."""
    meeting = await rights.held(turn, member, meeting_id)
    if meeting is None:
        return None
    paper = record_paper.of_meeting(await composing.record(turn, member, meeting), turn.now)
    data = docx(paper) if form is Form.WORD else markdown(paper)
    await access_log.note(turn.tx, turn.now, member.id, EXPORTED, granted=True, node_id=meeting.node_id)
    name = record_paper.file_name(meeting, turn.now, "docx" if form is Form.WORD else "md")
    return Message(say.file_caption(meeting, printed=form is Form.WORD), file=File(name, data))


async def earlier(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """What was amended, with the words that stood there before (REC-06)."""
    meeting = await rights.held(turn, member, meeting_id)
    if meeting is None:
        return None
    record = await composing.record(turn, member, meeting)
    return say.earlier(meeting, record.content, record.changes, turn.now)


async def sign_in_sheet(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """The sign-in sheet as comma-separated values, for who manages the meeting."""
    meeting = await leading.led(turn, member, meeting_id)
    if meeting is None:
        return None
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    await access_log.note(turn.tx, turn.now, member.id, EXPORTED_SHEET, granted=True, node_id=meeting.node_id)
    return await sheets.comma_separated(turn, meeting, everybody)
