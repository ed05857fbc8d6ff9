"""Tasks with the names of those who have them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Json
from domain.tasks import Given, Task
from services import access
from services.turn import Turn
from storage import meetings, people
from storage import tasks as store
from texts import tasks as say


@dataclass(frozen=True, slots=True)
class Held:
    """A task with all that its card shows. `mine`: they have it; `leads`: they lead the meeting it came from."""

    task: Task
    meeting: Meeting
    owner: Member | None
    given_by: str
    mine: bool
    leads: bool


async def given(turn: Turn, tasks: Sequence[Task]) -> list[Given]:
    names = {
        one.id: one.name
        for one in await people.many(turn.tx, [one.owner_id for one in tasks if one.owner_id is not None])
    }
    return [Given(one, names.get(one.owner_id) if one.owner_id is not None else None) for one in tasks]


async def open_of(turn: Turn, member: Member) -> list[Task]:
    """For 待办: what somebody has to do, the nearest day first."""
    return await store.open_of(turn.tx, member.id)


async def held(turn: Turn, member: Member, task_id: int) -> Held | None:
    """For its owner and who leads the meeting; None for anybody else."""
    task = await store.get(turn.tx, task_id)
    meeting = await meetings.get(turn.tx, task.meeting_id) if task is not None else None
    if task is None or meeting is None:
        return None
    mine = task.owner_id == member.id
    leads = meeting.node_id in await access.nodes_for(turn, member, Action.MANAGE_MEETING)
    if not mine and not leads:
        await access.may(turn, member, Action.MANAGE_MEETING, meeting.node_id)  # writes the refusal down
        return None
    owner = await people.get(turn.tx, task.owner_id) if task.owner_id is not None else None
    giver = await people.get(turn.tx, task.given_by)
    return Held(task, meeting, owner, giver.name if giver is not None else "", mine, leads)


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """For a member's own file: what meetings gave them to do, and the line it was closed with."""
    found: list[Json] = [
        {
            say.export_label("what"): one.text,
            say.export_label("due"): f"{one.due_on}",
            say.export_label("line"): one.closing,
        }
        for one in await store.about(turn.tx, member.id)
    ]
    return say.own_tasks(), found
