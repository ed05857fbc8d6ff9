"""What the owner of a task hears: the morning before its day and that of the day itself, through the gate."""

from datetime import datetime, time

from domain.features import Feature
from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.tasks import WORTH, Step, Task, mornings
from services import features
from services.reminding.promising import Wanted, calendars_of, cancel, promise
from services.turn import Turn
from storage import meetings, people
from storage import tasks as store
from texts import tasks as say

_MORNING = time(9)


async def of_task(turn: Turn, task: Task, owner: Member) -> None:
    """Promise what still lies ahead."""
    calendar = (await calendars_of(turn, [owner]))[owner.node_id]
    last = datetime.combine(task.due_on, _MORNING, calendar.zone) + WORTH
    wanted = [
        Wanted(owner, step, calendar.first_loud_day(datetime.combine(day, _MORNING, calendar.zone)), last)
        for step, day in mornings(task.due_on).items()
    ]
    await promise(turn, ReminderKind.TASK, task.id, [one for one in wanted if turn.now < one.at < last])


async def end(turn: Turn, task_id: int) -> None:
    await cancel(turn, ReminderKind.TASK, task_id, steps=list(Step))


async def say_it(turn: Turn, reminder: Reminder) -> Message | None:
    """The words; None where it is closed or somebody else's by now, or the branch wants no reminders."""
    task = await store.get(turn.tx, reminder.ref)
    if task is None or not task.is_open or task.owner_id != reminder.member_id:
        return None
    meeting = await meetings.get(turn.tx, task.meeting_id)
    if meeting is None or not await features.on_at(turn, Feature.REMINDERS, meeting.node_id):
        return None
    giver = await people.get(turn.tx, task.given_by)
    return say.task_waits(task, giver.name if giver is not None else "", turn.now)
