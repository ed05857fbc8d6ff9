"""What a meeting decided, with the sums behind it and who has what to do."""

from dataclasses import dataclass

from domain.decisions import Decided, Decisions
from domain.meetings import Meeting
from domain.members import Member
from domain.quorum import Comparison, QuorumSheet
from domain.votes import Matter, Resolution, carries, may_carry, quorum_rule
from services import counting, leading
from services.tasks.looking import given
from services.turn import Turn
from storage import elections, meetings
from storage import resolutions as store
from storage import tasks as tasks_store


@dataclass(frozen=True, slots=True)
class Weighed:
    """A resolution with the arithmetic as it stands now; `sum_` is None where no rule asks for one."""

    meeting: Meeting
    resolution: Resolution
    sheet: QuorumSheet
    sum_: Comparison | None
    may_carry: bool


async def of_meeting(turn: Turn, meeting_id: int) -> tuple[Decided, ...]:
    """What was decided, in order; whoever asks has made sure that the meeting is theirs to see."""
    tasks = await given(turn, await tasks_store.of_meeting(turn.tx, meeting_id))
    return tuple(
        Decided(one, tuple(task for task in tasks if task.task.resolution_id == one.id))
        for one in await store.of_meeting(turn.tx, meeting_id)
    )


async def page(turn: Turn, leader: Member, meeting_id: int) -> Decisions | None:
    """None where it is none of theirs."""
    meeting = await led(turn, leader, meeting_id)
    if meeting is None:
        return None
    loose = [one for one in await tasks_store.of_meeting(turn.tx, meeting_id) if one.resolution_id is None]
    ballots = tuple(await elections.of_meeting(turn.tx, meeting_id))
    return Decisions(meeting, await of_meeting(turn, meeting_id), tuple(await given(turn, loose)), ballots)


async def led(turn: Turn, leader: Member, meeting_id: int) -> Meeting | None:
    """The meeting, for who leads it, once it can have decided anything."""
    meeting = await leading.led(turn, leader, meeting_id)
    return meeting if meeting is not None and meeting.is_held(turn.now) else None


async def weigh(turn: Turn, resolution_id: int) -> Weighed | None:
    """A resolution with its sums."""
    resolution = await store.get(turn.tx, resolution_id)
    meeting = await meetings.get(turn.tx, resolution.meeting_id) if resolution is not None else None
    if resolution is None or meeting is None:
        return None
    return await weighed(turn, meeting, resolution)


async def weighed(turn: Turn, meeting: Meeting, resolution: Resolution) -> Weighed:
    sheet = await sheet_for(turn, meeting, resolution.matter)
    votes = resolution.votes
    sum_ = None if votes is None else carries(resolution.matter, votes, sheet)
    return Weighed(meeting, resolution, sheet, sum_, may_carry(resolution.matter, votes, sheet))


async def sheet_for(turn: Turn, meeting: Meeting, matter: Matter) -> QuorumSheet:
    return await counting.sheet(turn, meeting, rule=quorum_rule(matter))
