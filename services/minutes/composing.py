"""What a meeting's paper is made of: the attendance we know and the words somebody wrote, never a word of ours."""

from collections.abc import Sequence

from domain import minutes as rules
from domain.access import Action
from domain.meetings import Attendee, LeaveKind, Meeting, MeetingState, leave_counts, tally
from domain.members import Member
from domain.minutes import Content, Point, Record
from domain.tasks import Given
from services import access, besides, boards, counting, resolutions
from services.elections import looking as elections
from services.mobility import guests
from services.tasks.looking import given
from services.turn import Turn
from storage import agendas, attendees, leave, nodes, people, tasks
from storage import minutes as store


async def record(turn: Turn, reader: Member, meeting: Meeting) -> Record:
    """Everything, as it stands now. The codes of leave are for whoever manages meetings there (REC-05, M12)."""
    everybody = await attendees.of_meeting(turn.tx, meeting.id)
    versions = await store.of_meeting(turn.tx, meeting.id)
    writers = await people.many(turn.tx, [one.written_by for one in versions])
    manages = await access.nodes_for(turn, reader, Action.MANAGE_MEETING)
    return Record(
        meeting=meeting,
        place_in_party=await place_in_party(turn, meeting),
        content=versions[-1].content if versions else await blank(turn, meeting),
        attendees=everybody,
        tally=tally(everybody, closed=meeting.state is MeetingState.CLOSED),
        quorum=await counting.sheet(turn, meeting),
        codes=await _codes(turn, meeting.id) if meeting.node_id in manages else {},
        decided=await resolutions.of_meeting(turn, meeting.id),
        loose=await _loose(turn, meeting.id),
        elections=await elections.of_meeting(turn, meeting.id),
        guests=[one.name for one, guest in await guests.of_meeting(turn, meeting.id) if guest.came_at is not None],
        notes=await _notes(turn, meeting, everybody),
        changes=rules.changes(versions, {one.id: one.name for one in writers}),
    )


async def blank(turn: Turn, meeting: Meeting) -> Content:
    """Minutes with nothing in them yet: a point for each line of the agenda, or one where there was none."""
    topics = await agendas.items(turn.tx, meeting.id)
    return Content(points=tuple(Point(topic.text) for topic in topics) or (Point(""),))


async def place_in_party(turn: Turn, meeting: Meeting) -> str:
    """`幸福社区第一党支部 第三党小组`, as it stands on paper."""
    tree = await nodes.tree(turn.tx)
    branch, own = tree.branch_of(meeting.node_id), tree[meeting.node_id]
    return own.name if branch is None or branch.id == own.id else f"{branch.name} {own.name}"


async def _loose(turn: Turn, meeting_id: int) -> list[Given]:
    return await given(turn, [one for one in await tasks.of_meeting(turn.tx, meeting_id) if one.resolution_id is None])


async def _notes(turn: Turn, meeting: Meeting, everybody: Sequence[Attendee]) -> list[str]:
    afterwards = await boards.backfilled(turn, meeting.id)
    return [*await besides.lines(turn, meeting, everybody), *([afterwards] if afterwards else [])]


async def _codes(turn: Turn, meeting_id: int) -> dict[int, LeaveKind]:
    return {one.member_id: one.kind for one in await leave.at(turn.tx, meeting_id) if leave_counts(one.decision)}
